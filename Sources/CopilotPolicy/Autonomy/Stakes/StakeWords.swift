/// Words that tell what may be lost by a yes, in the languages that gettext catalogues of common tools have. Lower case.
enum StakeWords {
    /// In the question itself; matched as beginnings of words.
    static let destructive = [
        "delet", "remov", "eras", "wipe", "wiping", "destroy", "drop ", "drop?", "dropp", "purg", "prun", "reformat",
        "truncat", "discard", "uninstall", "downgrad", "irrevers", "permanently delet", "permanently remov",
        "permanently eras", "permanently los", "permanently dest", "terminat", "kill", "shred",
        "obliterat",
        "production", "data loss", "repartition", "force", "flush", "expunge", "revoke", "rewrite", "clobber", "unlink",
        "reset", "rollback", "roll back", "detach", "decommission", "overwrite all", "empty trash", "clear all",
        "clear the", "shut down", "reboot", "recreate", "deprovision",
        "supprim", "effac", "détrui", "enlev", "désinstall", "lösch", "entfern", "vernicht", "zurücksetzen",
        "deinstall", "elimin", "borr", "destru", "apagar", "desinstal", "cancella", "rimuov", "usun", "usuń", "удал",
        "стер", "уничтож", "verwijder", "ta bort", "fjern",
    ]
    /// Likewise in scripts without blanks between words.
    static let destructiveAnywhere = [
        "削除", "消去", "删除", "刪除", "清除", "삭제", "초기화", "卸载", "覆盖磁盘", "format the", "format disk", "format /dev",
        "write changes to disk", "write the partition", "cannot be undone", "can't be undone", "can not be undone",
        "not be recoverable", "modified buffer", "unsaved", "will be lost", "all data", "--force", "-rf ", "/dev/sd",
        "/dev/nvme", "/dev/mmc",
        "/dev/vd", "/dev/xvd", "/dev/mapper", "/dev/disk",
        "partition table", "filesystem on", "file system on", " rows", " records", " prod ", " prod?", " prod)",
        " prod-", " prod.",
    ]
    /// In the paragraph above it, where words of the output stand too: only whole phrases.
    static let destructiveAbove = [
        "in production", "production!", "production database", "production environment", "on production",
        "against production", "harmful", "perform these actions", "will be removed", "will be deleted",
        "will be erased",
        "will be lost", "will be destroyed",
        "will be overwritten", "will be downgraded", "will be formatted", "will be wiped", "will be dropped",
        "will be purged", "will be uninstalled", "will be replaced", "would be deleted", "would remove",
        "be permanently", "this will remove", "this will delete", "this will erase", "this will destroy",
        "this will overwrite", "this will wipe", "this will drop",
        "all data", "data loss", "cannot be undone", "can't be undone", "irreversible", "irrevocabl",
        "potentially dangerous", "destructive", "essential packages", "uninstalling ", "would delete", "to destroy",
        "will destroy", "permanently delete", "will permanently", "downgraded:", "removing:", "removed:", "remove  ",
        "to delete:", "will irretrievably", "all existing",
        "seront supprimés", "seront enlevés", "va supprimer", "werden entfernt", "werden gelöscht", "alle daten",
        "se eliminarán", "se borrarán", "se desinstalarán", "serão removidos", "verranno rimossi", "zostaną usunięte",
        "будут удалены", "「削除」", "削除されます", "will overwrite data", "is going to be", "going to delete",
        "going to remove", "about to delete", "about to remove", "about to destroy", "about to erase",
        "dangerous operation", "caution", "last warning", "point of no return",
    ]
    /// Words of a command line that lose data by themselves.
    static let destructiveCommands: Set<String> = [
        "rm", "rmdir", "shred", "unlink", "delete", "destroy", "remove", "purge", "prune", "uninstall", "drop", "wipe",
        "erase", "mkfs", "fsck", "e2fsck", "dd", "forget", "flush", "autoremove", "revoke", "truncate", "wipefs",
        "dropdb", "lvremove", "vgremove", "pvremove", "blkdiscard", "xargs-rm", "force-push", "--force-delete", "rb",
        "del", "userdel", "groupdel", "dropuser", "reset", "debugfs-w", "swapoff", "tune2fs", "resize2fs",
        "terminate", "teardown", "nuke", "clean", "deprovision", "e4defrag", "badblocks", "-delete",
    ]
    /// Programs that rewrite disks whatever they ask.
    static let diskPrograms: Set<String> = [
        "fdisk", "cfdisk", "sfdisk", "parted", "gdisk", "cgdisk", "sgdisk", "cryptsetup", "testdisk", "partclone",
        "growpart", "mkswap", "hdparm", "mdadm", "e2fsck", "fsck.vfat", "fsck.fat", "fsck.ext4", "fsck", "xfs_repair",
        "dosfsck", "ntfsfix", "btrfs", "zpool",
    ]
}
