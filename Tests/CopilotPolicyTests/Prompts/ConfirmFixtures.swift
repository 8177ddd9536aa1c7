import CopilotModel

/// Questions that a yes or a no answers.
enum ConfirmFixtures {
    static let all: [PromptFixture] = [
        .init("Is this ok [y/N]: ", .confirm, says: [.accept: "y\r", .decline: "n\r", .takeDefault: "\r"], stakes: []),
        .init("Is this ok [Y/n]: ", .confirm, says: [.accept: "y\r", .takeDefault: "\r"], stakes: []),
        .init("Continue? [y/n/v/...? shows all options] (y): ", .confirm, says: [.takeDefault: "\r"]),
        .init("==> Proceed with the build? [y/n] ", .confirm, says: [.accept: "y\r"], stakes: []),
        .init("? Would you like to use TypeScript? › No / Yes", .confirm, .keys),
        .init(
            "? Would you like to add ESLint? (Y/n) ", .confirm, .keys, says: [.accept: "\r", .decline: "n"], stakes: []),
        .init("Overwrite the lock? I mean, do you want to go on? (yes/no) ", .overwrite, says: [.keep: "no\r"]),
        .init("Möchten Sie fortfahren? [J/n] ", .confirm, says: [.accept: "j\r", .decline: "n\r"], stakes: []),
        .init("Souhaitez-vous continuer ? [O/n] ", .confirm, says: [.accept: "o\r", .decline: "n\r"], stakes: []),
        .init("Souhaitez-vous continuer\u{A0}? [O/n]\u{A0}", .confirm, says: [.accept: "o\r"], stakes: []),
        .init("¿Desea continuar? [S/n] ", .confirm, says: [.accept: "s\r"], stakes: []),
        .init("Vuoi continuare? [S/n] ", .confirm, says: [.accept: "s\r"], stakes: []),
        .init("Czy chcesz kontynuować? [T/n] ", .confirm, says: [.accept: "t\r"], stakes: []),
        .init("Продолжить? [Д/н] ", .confirm, says: [.accept: "д\r", .decline: "н\r"], stakes: []),
        .init("Haluatko jatkaa? [K/e] ", .confirm, says: [.accept: "k\r"], stakes: []),
        .init("継続しますか？ [はい/いいえ] ", .confirm, says: [.accept: "はい\r", .decline: "いいえ\r"], stakes: []),
        .init("是否继续？（是/否）", .confirm, says: [.accept: "是\r", .decline: "否\r"], stakes: []),
        .init("Continue (y or [n])? ", .confirm, says: [.accept: "y\r", .takeDefault: "\r"], stakes: []),
        .init("Continue ([y]/n)? ", .confirm, says: [.accept: "y\r", .takeDefault: "\r"], stakes: []),
        .init("Go on (y,N)? ", .confirm, says: [.accept: "y\r", .decline: "n\r"], stakes: []),
        .init("Run the tests now? y/n: ", .confirm, says: [.accept: "y\r", .decline: "n\r"], stakes: []),
        .init("Use the cached result? (Y)es/(N)o [Yes]: ", .confirm, .keys, says: [.takeDefault: "\r"], stakes: []),
        .init("Is this correct? {yes|no} ", .confirm, says: [.accept: "yes\r", .decline: "no\r"], stakes: []),
        .init("Answer yes or no: start the server? (yes or no) ", .confirm, says: [.accept: "yes\r"], stakes: []),
        .init("Quit anyway? (y or n) ", .confirm, says: [.accept: "y\r", .decline: "n\r"]),
        .init("Make breakpoint pending on future shared library load? (y or [n]) ", .confirm, says: [.accept: "y\r"]),
        .init("Save changes before closing? (yes) ", .confirm, .keys, says: [.takeDefault: "\r", .decline: "no\r"]),
        .init(
            "Display all 312 possibilities? (y or n)", .confirm, .keys, says: [.accept: "y\r", .decline: "n\r"],
            stakes: []),
        .init("Display all 312 possibilities? (y or n) ", .confirm, says: [.decline: "n\r"], stakes: []),
        .init(
            "Would you like to initialize a repository here? ", .confirm, says: [.accept: "y\r", .decline: "n\r"],
            stakes: []),
        .init("Do you want to run the wizard again? [no] ", .confirm, says: [.takeDefault: "\r"], stakes: []),
        .init("Install the recommended extensions? [Y/n] ", .confirm, says: [.takeDefault: "\r"], stakes: []),
        .init("Enable colour output? (Y/n) ", .confirm, .keys, says: [.accept: "y\r"], stakes: []),
        .init("Is the information correct? [Y/n] ", .confirm, says: [.takeDefault: "\r"], stakes: []),
        .init("Shall I write it? Yes/No/Quit ", .confirm),
        .init("Retry the download [Y/n/?]? ", .confirm, says: [.accept: "y\r"], stakes: []),
        .init("Continue?[yn]", .confirm, says: [.accept: "y\r", .decline: "n\r"], stakes: []),
        .init("Proceed (y)? ", .confirm, .keys, says: [.takeDefault: "\r"], stakes: []),
        .init("Ok to proceed? (y) ", .confirm, .keys, says: [.accept: "y\r"]),
        .init("Press y to continue or n to stop: ", .confirm, says: [.accept: "y\r", .decline: "n\r"], stakes: []),

        // What loses something.
        .init(
            "Remove regular file 'notes.txt'? ", .confirm, says: [.accept: "y\r", .decline: "n\r"],
            stakes: [.destructive]),
        .init(
            "rm: remove regular empty file 'a'? ", .confirm, says: [.decline: "n\r"], stakes: [.destructive],
            subject: "a"),
        .init(
            "rm: remove write-protected regular file 'b'? ", .confirm, says: [.decline: "n\r"], stakes: [.destructive]),
        .init(
            "rm : supprimer fichier 'a' ? ", .confirm, says: [.accept: "o\r", .decline: "n\r"], stakes: [.destructive]),
        .init("rm: Datei 'a' entfernen? ", .confirm, says: [.decline: "n\r"], stakes: [.destructive]),
        .init("rm: ¿borrar el fichero regular 'a'? ", .confirm, says: [.decline: "n\r"], stakes: [.destructive]),
        .init(
            "Proceed (Y/n)? ", .confirm, command: "pip uninstall requests", says: [.decline: "n\r"],
            stakes: [.destructive]),
        .init(
            "Found existing installation\nUninstalling foo-1.0:\n  Would remove:\n    /x/foo\nProceed (Y/n)? ",
            .confirm, stakes: [.destructive]),
        .init(
            "The following packages will be REMOVED:\n  vim\nDo you want to continue? [Y/n] ", .confirm,
            says: [.decline: "n\r"], stakes: [.destructive]),
        .init(
            "0 upgraded, 2 newly installed, 0 to remove and 3 not upgraded.\nDo you want to continue? [Y/n] ", .confirm,
            stakes: []),
        .init(
            "WARNING! This will remove all stopped containers.\nAre you sure you want to continue? [y/N] ", .confirm,
            says: [.decline: "n\r"], stakes: [.destructive]),
        .init(
            "Are you sure you want to delete the cluster? (y/N): ", .confirm, says: [.decline: "n\r"],
            stakes: [.destructive]),
        .init(
            "? Delete branch feature/x locally and remotely? (y/N) ", .confirm, .keys, says: [.decline: "n"],
            stakes: [.destructive]),
        .init(
            "Proceed anyway? (y,N) ", .confirm, command: "mkfs.ext4 disk.img", says: [.decline: "n\r"],
            stakes: [.destructive]),
        .init(
            "Fix<y>? ", .confirm, command: "e2fsck disk.img", says: [.takeDefault: "\r", .decline: "n\r"],
            stakes: [.destructive]),
        .init(
            "Do you really want to remove active logical volume vg/lv? [y/n]: ", .confirm, says: [.decline: "n\r"],
            stakes: [.destructive]),
        .init(
            "WARNING: ext4 signature detected on /dev/vg/lv at offset 1080. Wipe it? [y/n]: ", .confirm,
            stakes: [.destructive]),
        .init("Drop the database 'shop'? [y/N] ", .confirm, says: [.decline: "n\r"], stakes: [.destructive]),
        .init("Remove anonymous users? (Press y|Y for Yes, any other key for No) : ", .confirm, stakes: [.destructive]),
        .init("You have unsaved work. Discard it? (y/n) ", .confirm, says: [.decline: "n\r"], stakes: [.destructive]),
        .init("Deploy to production? [y/N] ", .confirm, stakes: [.destructive, .cost]),
        .init("Publish example@1.2.0 to the registry? (y/N) ", .confirm, stakes: [.cost]),
        .init(
            "This operation cannot be undone. Continue? [yes/no]: ", .confirm, says: [.decline: "no\r"],
            stakes: [.destructive]),
        .init("Reset branch to origin/main? [y/N] ", .confirm, stakes: [.destructive]),
        .init(
            "< rm ... ./x.o > ? ", .confirm, command: "find . -name *.o -ok rm {} ;", says: [.decline: "n\r"],
            stakes: [.destructive]),
        .init("rm a b?...", .confirm, command: "xargs -p rm", says: [.decline: "n\r"], stakes: [.destructive]),
        .init("Terminate batch job (Y/N)? ", .confirm, says: [.accept: "Y\r"], stakes: [.destructive]),

        // What trusts somebody.
        .init("Importing GPG key 0x1234:\n Userid: \"X\"\nIs this ok [y/N]: ", .confirm, stakes: [.trust]),
        .init("The certificate is not trusted. Continue connecting? (y/N) ", .hostkey),
        .init("Do you trust this publisher? [y/N] ", .confirm, stakes: [.trust]),
        .init(
            "WARNING: The following packages cannot be authenticated!\n  x\nInstall these packages without verification? [y/N] ",
            .confirm, stakes: [.trust]),
    ]
}
