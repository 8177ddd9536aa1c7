/// Deeds that lose something, beyond the plainest; matched as beginnings of words in a question that a yes answers.
extension StakeWords {
    static let undoing = [
        "overwrit", "replac", "restor", "revert", "abandon", "undo ", "start over", "from scratch", "start afresh",
        "lose ", "lost", "losing", "forget", "forgot",
        "trash",
        "evict", "drain", "power off", "poweroff", "power down", "turn off", "switch off", "shutdown", "halt", "reboot",
        "restart the", "restart all", "restart server", "restart prod", "hard reset", "factory", "scale to 0",
        "scale to zero",
        "scale down", "scale in", "0 replicas", "zero the", "zero out", "zero disk", "zero-fill", "zeroing", "zeroiz",
        "zero all", "empty the", "empty bucket", "empty this", "empty all", "empty your", "empty queue",
        "empty recycle",
        "emptying", "format s", "format n", "format v", "format h", "format m", "format the", "format this",
        "format disk",
        "format drive", "format partition", "format usb", "format card", "format it", "format all", "format /",
        "formatting", "formatted", "initialize the d", "initialize disk", "initialize the c", "initialize the v",
        "initialise the d",
        "initialize the s", "initialize device", "initialize /", "initialise /", "reinitializ", "reinitialis",
        "regenerat", "regen ", "migrat",
        "vacuum",
        "defrag", "scrub", "sanitiz", "sanitis", "squash", "rebase", "amend", "resiz", "shrink", "repack", "zap ",
        "zap?",
        "nuke", "annihilat", "exterminat", "eliminat", "eject", "demolish", "raze", "dispose", "tear down", "teardown",
        "tear it", "take down", "bring down", "spin down", "deallocat", "dismantl", "undeploy", "release the ip",
        "release address", "relinquish", "invalidat", "quarantin", "sever ", "irrecover", "irretriev", "unrecover",
        "permanent", "no way back", "forever", "for good", "expire all", "expire snap", "expire the", "expire now",
        "rotate", "stop the", "stop all", "stop this", "stop cluster", "stop service", "stop container", "stop running",
        "stop instance", "stop vm", "stop server", "stop every", "stop prod", "suspend all", "cancel the", "cancel all",
        "cancel running", "cancel order", "cancel my", "cancel your", "cancel subsc", "cancel job", "cancel build",
        "cancel this", "close account", "close the account", "close my", "close your", "deactivat", "demote", "promote",
        "failover", "fail over", "fail-over", "switch over", "switchover", "cut over", "cutover", "chown", "chmod",
        "change owner", "change the owner", "change permission", "recursiv", "sync (", "mirror", "unpublish",
        "deprecat",
        "yank", "mark all", "unsubscrib", "unregist", "unenrol", "deregist", "delist", "unmount", "clean up", "cleanup",
        "clean the", "clean all", "clean build", "clean work", "clean out", "clean untracked", "clear ", "flash ",
        "flashing", "reflash", "burn ", "evacuat", "lock out", "block all", "ban ", "kick ", "fence ", "isolate",
        "cordon", "taint", "untrack", "garbage", "gc ", "compact", "reindex the", "rewind", "roll", "skip backup",
        "without backup", "without a backup", "no backup", "drop-", "purge", "blank the", "blank disk", "low-level",
        "break ", "corrupt", "brick", "ruin", "smash", "scrap ", "scrap?", "throw away", "throw out", "toss ",
        "dump all",
        "get rid", "cut off", "pull the plug", "strip ", "detach", "unbind", "unassign", "unset ", "void ", "kill",
        "end the session", "end all", "log out all", "sign out all", "terminate", "close all", "apply migration",
        "overrid", "bypass", "ignore the backup", "trim ", "truncate", "merge into", "merge to", "cherry-pick",
        "alter ", "drop", "swap ", "supersed", "switch off", "wip", "unlock the state", "steal", "take over",
        "takeover",
        "seize", "write it to disk", "write to disk", "write the change", "commit the change to disk", "write image",
        "write the image", "sell", "convert the disk", "convert disk", "encrypt ", "re-encrypt", "repartition",
        "create a new partition", "new disk label", "relabel", "archive the", "archive this", "archive all",
        "archive repo",
    ]
    /// What disk checkers ask; elsewhere a harmless word.
    static let repairing = ["fix", "repair", "salvage"]
    /// What a box that only tells would have to announce to matter.
    static let losing = [
        "delet", "remov", "eras", "wipe", "wiping", "destroy", "drop", "purg", "format", "lost", "lose", "overwrit",
        "truncat", "discard", "uninstall", "replac", "reset",
    ]
    /// Likewise in other languages than English.
    static let foreignDeeds = [
        // French, German, Spanish, Portuguese, Italian
        "vider", "vidage", "écras", "ecras", "formater", "formatage", "réinitialis", "purger", "retirer", "abandonner",
        "arrêter", "éteindre", "redémarrer", "perdre", "perdu", "restaurer", "annuler les", "remplacer", "tuer ",
        "détruire", "détruit", "leeren", "leere ", "geleert", "entleer", "ausleer", "formatier", "überschreib",
        "ueberschreib", "verwerf", "verwirf", "wiederherstell", "herunterfahren", "neu starten", "neustart",
        "abschalten",
        "ausschalten", "verlier", "verloren", "zerstör", "gelösch", "loesch", "beenden", "ersetzen", "rückgängig",
        "vaciar",
        "vacía", "formatea", "sobrescrib", "sobreescrib", "restablec", "descart", "suprim", "perder", "perdid",
        "reinici",
        "quitar", "purgar", "restaurar", "reemplaz", "detener", "excluir", "exclus", "remov", "formatar", "esvazi",
        "redefin", "sobrescrev", "desligar", "limpar", "substitu", "parar", "distrug", "disinstall", "formatta",
        "svuot",
        "scart", "ripristin", "sovrascriv", "spegn", "riavvi", "perdere", "perso", "sostitu", "azzer", "arrest",
        // Dutch, Nordic
        "wis ", "wissen", "vernietig", "formatteer", "leegmaken", "leeg ", "legen", "overschrijv", "herstel",
        "afsluiten",
        "radera", "tas bort", "förstör", "avinstall", "töm", "formatera", "återställ", "skriv över", "slet", "tøm",
        "ødelæg", "formater", "nulstil", "afinstall", "overskriv", "poist", "tuho", "tyhjenn", "alusta", "hävit",
        "korvat",
        // Polish, Czech, Slovak, Hungarian, Romanian
        "skasow", "kasow", "wyczyś", "wyczysc", "sformat", "zniszcz", "odinstal", "nadpis", "przywró", "porzuc",
        "opróżn",
        "zastąp", "odstran", "smaz", "vymaz", "zform", "naform", "zahod", "přeps", "přepis", "zruš", "odstrán", "zmaz",
        "odober", "töröl", "eltávol", "formáz", "megsemmis", "kiürít", "felülír", "șterg", "şterg", "sterg",
        "dezinstal",
        "golește", "goleste", "suprascri",
        // Turkish, Baltic, Slovene, Croatian, Serbian
        "silin", "silme", "silsin", "sil ", "sil?", "silecek", "kaldır", "yok et", "biçimlend", "sıfırla", "boşalt",
        "üzerine yaz", "kustuta", "eemalda", "dzēst", "dzest", "noņemt", "ištrin", "pašalin", "izbriš", "obriš",
        "briši",
        "uklon", "ukloni", "uništ", "poniš", "обриш", "избриш", "уклон",
        // Russian, Ukrainian, Bulgarian, Greek
        "очист", "сброс", "формат", "перезапис", "откат", "деинстал", "отменить", "потер", "выключ", "перезагру",
        "убить",
        "снос", "восстанов", "замен", "вилуч", "видал", "знищ", "скину", "стерти", "переформат", "изтри", "премах",
        "διαγρα", "διαγρά", "αφαίρ", "αφαιρ", "κατάργ", "μορφοπο", "καταστρ", "εκκαθάρ",
        // Hebrew, Arabic, Persian, Hindi, Vietnamese, Indonesian, Swahili
        "מחק", "מחיק", "למחוק", "הסר", "להסיר", "حذف", "إزالة", "مسح", "تهيئة", "امسح", "احذف", "پاک", "حذ", "हटा", "मिटा",
        "डिलीट", "xóa", "xoá", "gỡ", "hủy", "huỷ", "định dạng", "hapus", "menghapus", "buang", "padam", "musnah", "futa",
    ]
    /// A question that only asks whether to go on, about what stands above it.
    static let goingOn = [
        "continue", "proceed", "go ahead", "go on", "carry on", "are you sure", "sure?", "really", "certain", "confirm",
        "ok?", "okay?", "is this ok", "is that ok", "y/n", "yes/no", "continuer", "poursuivre", "êtes-vous sûr",
        "fortfahren",
        "fortsetzen", "weitermachen", "sicher", "continuar", "seguro", "prosegu", "procedere", "sicuro", "doorgaan",
        "weet u",
        "kontynuowa", "na pewno", "pokračovat", "folytat", "devam", "jatka", "fortsätt", "fortsæt", "продолж", "уверен",
        "继续", "繼續", "确定", "確定", "続行", "続け", "よろしい", "계속", "tiếp tục", "lanjut", "متابعة", "המשך",
    ]
    /// Words by which a line above says that something is still to come.
    static let intents = [
        "will ", "'ll ", "going to", "about to", "this action", "this operation", "this command", "this script",
        "this step",
        "would ", "to be ", "shall ", "following ", "planned", "plan:", "is to ", "are to ", "next:", "pending",
        "wird ",
        "werden", "va ", "vont ", "sera ", "seront", "se van", "se va ", "será", "serán", "serão", "verrà", "verranno",
        "zostan",
        "zostanie", "буд", "будет", "将", "將", "します", "されます", "삭제됩", "됩니다", "akan ", "sẽ ", "cannot be undone", "wordt ",
        "worden", "kommer att", "vil ", "bude ", "budou", "fog ", "i want to", "we need to", "ready to", "prepar",
        "everything",
        "all of",
    ]
    /// Processes that ask only before they lose or replace something, whatever their question's language: from their manual
    /// pages (coreutils, util-linux, e2fsprogs, lvm2, shadow, postgresql-client, gzip, xz, zstd).
    static let destructiveProcesses: Set<String> = [
        "rm", "rmdir", "unlink", "shred", "srm", "wipe", "trash", "trash-put", "rimraf", "dd", "truncate", "mv", "cp",
        "ln",
        "install", "wipefs", "blkdiscard", "zerofree", "badblocks", "mke2fs", "mkdosfs", "mkntfs", "mkswap", "mkudffs",
        "tune2fs", "resize2fs", "e2fsck", "xfs_growfs", "lvremove", "lvreduce", "vgremove", "vgreduce", "pvremove",
        "pvcreate", "vgcfgrestore", "mdadm", "cryptsetup", "dropdb", "dropuser", "userdel", "groupdel", "deluser",
        "delgroup", "gzip", "gunzip", "bzip2", "bunzip2", "xz", "unxz", "zstd", "lz4", "lzop", "compress", "uncompress",
        "debugfs", "mkisofs", "growisofs", "cdrecord", "wodim", "flashrom", "dfu-util", "fastboot", "parted", "fdisk",
    ]
}
