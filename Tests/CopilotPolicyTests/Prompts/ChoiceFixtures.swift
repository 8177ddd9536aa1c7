import CopilotModel

/// Questions with several answers, text, secrets, and those that want only a key.
enum ChoiceFixtures {
    static let menus: [PromptFixture] = [
        .init(
            "(1/3) Stage this hunk [y,n,q,a,d,j,J,g,/,e,?]? ", .menuLetters,
            says: [.accept: "y\r", .decline: "n\r", .leave: "q\r"]),
        .init("Merge conflict. Use (l)ocal or (r)emote, or (m)odified? ", .menuLetters, says: [.choice: "l\r"]),
        .init("replace a.txt? [y]es, [n]o, [A]ll, [N]one, [r]ename: ", .overwrite, says: [.keep: "n\r"]),
        .init(
            "Would you like to replace the existing file:\n  Path: a\n? (Y)es / (N)o / (A)lways / (S)kip all / A(u)to rename all / (Q)uit? ",
            .overwrite, says: [.keep: "N\r"]),
        .init(
            "Conflict: (p) postpone, (df) show diff, (e) edit file, (m) merge,\n        (r) mark resolved: ",
            .menuLetters),
        .init("Submit job? [s]ubmit/[e]dit/[c]ancel ", .menuLetters),
        .init("Write this archive? y/e/d> ", .menuLetters, says: [.accept: "y\r"]),
        .init("1) fetch\n2) build\n3) quit\n#? ", .menuNumbered, says: [.choice: "1\r", .decline: "3\r"]),
        .init(
            "Select an option:\n  [1] Create\n  [2] Update\n  [3] Cancel\nYour choice [1]: ", .menuNumbered,
            says: [.takeDefault: "\r"]),
        .init("Please enter your numeric choice: \n", .textRequired),
        .init(
            "Please choose from the following:\n 1: us-east-1\n 2: eu-west-1\nPlease enter numeric choice: ",
            .menuNumbered),
        .init(
            "How would you like to authenticate?\n1: ACME\n2: Webroot\nSelect the appropriate number [1-2] then [enter] (press 'c' to cancel): ",
            .menuNumbered),
        .init("  1 - MIT\n  2 - BSD-3\nChoose from 1, 2 [1]: ", .menuNumbered, says: [.takeDefault: "\r"]),
        .init(
            "There are 2 choices for the alternative editor.\n* 0  /bin/nano  40  auto mode\n  1  /bin/ed  -100  manual mode\nPress <enter> to keep the current choice[*], or type selection number: ",
            .menuNumbered),
        .init(
            "Partition type\n   p   primary\n   e   extended\nSelect (default p): ", .menuLetters, .keys,
            says: [.takeDefault: "\r"]),
        .init(
            "Swap file \"x.swp\" already exists!\n[O]pen Read-Only, (E)dit anyway, (R)ecover, (Q)uit, (A)bort: ",
            .menuLetters, .keys),
        .init(
            "Send this email? ([y]es|[n]o|[e]dit|[q]uit|[a]ll): ", .menuLetters,
            says: [.accept: "y\r", .decline: "n\r"]),
        .init(
            "*** Commands ***\n    1: clean                2: filter by pattern    3: select by numbers\n    4: ask each             5: quit                 6: help\nWhat now> ",
            .menuNumbered),
        .init(
            "Please select what kind of key you want:\n   (1) RSA and RSA (default)\n   (2) DSA and Elgamal\n   (3) DSA (sign only)\nYour selection? ",
            .menuNumbered, says: [.takeDefault: "\r"]),
        .init("Abort, Retry, Fail? [a/r/f] ", .menuLetters),
        .init("Was the merge successful [y/n]? ", .confirm, says: [.accept: "y\r"]),
        .init("Key is valid for? (0) ", .textDefault, says: [.takeDefault: "\r"]),
        .init("Enter selection [1-3]: ", .textRequired),
    ]

    static let text: [PromptFixture] = [
        .init("package name: (demo) ", .textDefault, .keys, says: [.takeDefault: "\r"], stakes: []),
        .init("question name (demo): ", .textDefault, .keys, says: [.takeDefault: "\r"], stakes: []),
        .init("entry point: (index.js) ", .textDefault, .keys, says: [.takeDefault: "\r"], stakes: []),
        .init("Package name [demo]:  ", .textDefault, says: [.takeDefault: "\r"], stakes: []),
        .init("Country Name (2 letter code) [AU]:", .textDefault, says: [.takeDefault: "\r"], stakes: []),
        .init("Enter port [8080]: ", .textDefault, says: [.takeDefault: "\r"], stakes: []),
        .init("Version (default: 0.1.0): ", .textDefault, says: [.takeDefault: "\r"], stakes: []),
        .init(
            "Enter file in which to save the key (/root/.ssh/id_rsa): ", .textDefault, says: [.takeDefault: "\r"],
            stakes: []),
        .init("Where should it go? (leave blank for the current folder) ", .textDefault, says: [.takeDefault: "\r"]),
        .init("First sector (34-2014, default = 34) or {+-}size{KMGTP}: ", .textDefault, says: [.takeDefault: "\r"]),
        .init("? Project name: › my-app", .textDefault, .keys, says: [.takeDefault: "\r"]),
        .init("? Project name: ", .textRequired, .keys, stakes: []),
        .init("What is the name of the project? ", .textRequired, stakes: []),
        .init("Enter commit message: ", .textRequired, stakes: []),
        .init("Real name: ", .textRequired, stakes: []),
        .init("Email address: ", .textRequired),
        .init("Username: ", .textRequired, stakes: [.secret]),
        .init("Username for 'https://git.example.org': ", .textRequired, stakes: [.secret]),
        .init("login: ", .textRequired, stakes: [.secret]),
        .init("Bitte geben Sie einen Namen ein: ", .textRequired),
        .init("File to patch: ", .textRequired, stakes: []),
        .init("How many entries? ", .textRequired, stakes: []),
        .init("Which directory? ", .textRequired, stakes: []),
    ]

    static let secrets: [PromptFixture] = [
        .init("Password: ", .password, .hidden, stakes: [.secret]),
        .init("[sudo] password for me: ", .password, .hidden, stakes: [.secret]),
        .init("Mot de passe : ", .password, .hidden, stakes: [.secret]),
        .init("Passwort: ", .password, .hidden, stakes: [.secret]),
        .init("パスワード: ", .password, .hidden, stakes: [.secret]),
        .init("Enter passphrase for key '/root/.ssh/id_rsa': ", .password, .hidden, stakes: [.secret]),
        .init("Enter PIN for token: ", .password, stakes: [.secret]),
        .init("Paste your API key here: ", .password, stakes: [.secret]),
        .init("AWS Secret Access Key [None]: ", .password, stakes: [.secret]),
        .init("? Paste your authentication token: ", .password, .keys, stakes: [.secret]),
        .init("Vault password: ", .password, .hidden, stakes: [.secret]),
        .init("Frage ohne bekanntes Wort: ", .password, .hidden, stakes: [.secret]),
        .init("Enter the 6-digit code from your authenticator app: ", .otp, stakes: [.secret]),
        .init("This operation requires a one-time password.\nEnter OTP: ", .otp, .keys, stakes: [.secret]),
        .init("Verification code: ", .otp, .hidden, stakes: [.secret]),
        .init("Passcode or option (1-3): ", .otp, stakes: [.secret]),
    ]

    static let keys: [PromptFixture] = [
        .init("Press Enter to continue...", .pressEnter, says: [.goOn: "\r"], stakes: []),
        .init("Press [ENTER] to continue or Ctrl-c to cancel.", .pressEnter, says: [.goOn: "\r"], stakes: []),
        .init("Press ENTER or type command to continue", .pressEnter, .keys, says: [.goOn: "\r"]),
        .init("Hit RETURN to go on: ", .pressEnter, says: [.goOn: "\r"], stakes: []),
        .init("Press RETURN/ENTER to continue or any other key to abort:", .pressEnter),
        .init("Appuyez sur Entrée pour continuer...", .pressEnter, says: [.goOn: "\r"], stakes: []),
        .init("Drücken Sie die Eingabetaste, um fortzufahren", .pressEnter, says: [.goOn: "\r"], stakes: []),
        .init("Press any key to continue . . . ", .anyKey, .keys, says: [.goOn: " "], stakes: []),
        .init("Appuyez sur une touche pour continuer ", .anyKey, .keys, says: [.goOn: " "], stakes: []),
        .init("请按任意键继续. . . ", .anyKey, .keys, says: [.goOn: " "], stakes: []),
    ]

    static let words: [PromptFixture] = [
        .init("Type 'yes' to continue: ", .typedConfirm, says: [.accept: "yes\r", .decline: "no\r"], subject: "yes"),
        .init(
            "Type the name of the repository to confirm deletion: ", .typedConfirm, says: [.decline: "\u{3}"],
            stakes: [.destructive]),
        .init(
            "  Only 'yes' will be accepted to approve.\n\n  Enter a value: ", .typedConfirm,
            says: [.accept: "yes\r", .decline: "no\r"]),
        .init("Are you sure? (Type uppercase yes): ", .typedConfirm, says: [.accept: "YES\r", .decline: "NO\r"]),
        .init(
            "You are about to do something potentially harmful.\nTo continue type in the phrase 'Yes, do as I say!'\n ?] ",
            .typedConfirm, says: [.accept: "Yes, do as I say!\r"], stakes: [.destructive]),
        .init(
            "To confirm, type \"my-org/my-repo\": ", .typedConfirm,
            says: [.accept: "my-org/my-repo\r", .decline: "\u{3}"]),
        .init(
            "The authenticity of host 'x (10.0.0.1)' can't be established.\nED25519 key fingerprint is SHA256:abc.\nAre you sure you want to continue connecting (yes/no/[fingerprint])? ",
            .hostkey, says: [.accept: "yes\r", .decline: "no\r"], stakes: [.trust]),
        .init("Store key in cache? (y/n, Return cancels connection, i for more info) ", .hostkey),
        .init("Do you accept the license terms? [yes|no]\n[no] >>> ", .license),
        .init("Do you agree to the terms of service? [y/N] ", .license, stakes: [.license]),
        .init(
            "cp: overwrite 'b.txt'? ", .overwrite, says: [.keep: "n\r", .accept: "y\r"], stakes: [], subject: "b.txt"),
        .init("mv: replace 'b.txt'? ", .overwrite, says: [.keep: "n\r"], stakes: []),
        .init("File 'out.mp4' already exists. Overwrite? [y/N] ", .overwrite, says: [.keep: "n\r"], stakes: []),
        .init(
            "Datei existiert bereits. Überschreiben? (j/N) ", .overwrite, says: [.accept: "j\r", .keep: "n\r"],
            stakes: []),
        .init("¿Sobrescribir el archivo? [s/N] ", .overwrite, says: [.accept: "s\r", .keep: "n\r"], stakes: []),
        .init(
            "Configuration file '/etc/x.conf'\n ==> Modified since installation.\n   Y or I  : install the package maintainer's version\n   N or O  : keep your currently-installed version\n*** x.conf (Y/I/N/O/D/Z) [default=N] ? ",
            .conffile, says: [.keep: "N\r", .takeDefault: "\r"]),
        .init(
            "To sign in, use a web browser to open the page https://example.org/device and enter the code ABC123 to authenticate.\nWaiting for authorization...\n",
            .waitExternal, .keys),
    ]
}
