import CopilotModel

/// Shapes that were met in programs nobody had thought of when the rules were written.
enum LearntFixtures {
    static let all = lists + menus + words + agents + screens + stated

    /// The screen says, or its look does, how to answer.
    private static let stated: [PromptFixture] = [
        .init(
            "Configuring demo server\n-----------------------\n\nPlease choose.\n\nPort it listens on: ", .textDefault,
            says: [.takeDefault: "\r"]),
        .init(
            "Configuring time zones\n----------------------\n\n  1. Africa   3. Asia\n  2. America  4. Europe\nArea: ",
            .menuNumbered, says: [.takeDefault: "\r"]),
        .init(
            "Type '\\c' to clear the current input statement.\n\ndb> select 1\n    -> ", .repl, .keys,
            says: [.leave: "\\c\rexit\r"]),
        .init(
            "(q)  Quit and do nothing.\n\n(0)  Exit, with an empty file\n     that is not asked about again.\n\n"
                + "(1)  Go on to the menu.\n\n--- Type one of the keys in parentheses --- ", .menuNumbered, .keys,
            says: [.decline: "q"]),
    ]

    private static let lists: [PromptFixture] = [
        .init(
            "[?] Which size do you need?: \n > Jumbo\n   Large\n   Standard\n", .listSelect, .keys,
            says: [.takeDefault: "\r"], stakes: []),
        .init(
            "[?] Which topics?: \n > [ ] Books\n   [ ] Maps\n   [ ] Music\n", .checkbox, .keys,
            says: [.takeDefault: "\r"]),
        .init(
            "◈ red\n  green\n  blue\n\n(enter to confirm)", .listSelect, .keys, says: [.takeDefault: "\r"], stakes: []),
        .init("[ ] a1\n[ ] b2\n[ ] c3\n\n(space to tick one, enter to confirm)", .checkbox, .keys),
        .init("Please choose a language:\n\n=> C\n   Go\n   Rust\n", .listSelect, .keys, says: [.takeDefault: "\r"]),
        .init(
            "Start the build? (Y/N) \n> Yes\n  No\n\n(enter to confirm)", .confirm, .keys,
            says: [.accept: "\r", .decline: "\u{1B}[B\r"], stakes: []),
        .init(
            "trace.py:3: error\n-> assert x == 2\n(Pdb) ", .repl, .keys, says: [.leave: "q\r"]),
    ]

    private static let menus: [PromptFixture] = [
        .init("1) small   2) medium  3) large\n?# ", .menuNumbered, says: [.choice: "1\r"]),
        .init(
            "1) Go on as usual (default - just press enter)\n2) Customize\n3) Cancel\n>", .menuNumbered,
            says: [.takeDefault: "\r", .decline: "3\r"]),
        .init("Which files shall be copied?:\n  [0] All\n  [1] Some\n > ", .menuNumbered),
        .init(
            "Please select the kind of key:\n   (1) RSA\n   (2) DSA\nYour selection? 1\nKeys may be long.\nWhich size? (3072) ",
            .textDefault, says: [.takeDefault: "\r"]),
        .init(
            "No remotes found, make a new one?\nn) New remote\ns) Set a password\nq) Quit\nn/s/q> ", .menuLetters,
            says: [.leave: "q\r"]),
        .init(
            "Edit the advanced settings?\ny) Yes\nn) No (default)\ny/n> ", .confirm,
            says: [.takeDefault: "\r", .accept: "y\r", .decline: "n\r"]),
        .init("Enter a name for the new remote.\nname> ", .textRequired),
        .init("Select numbers separated by commas, or Q to quit [1,2]: ", .textDefault, says: [.takeDefault: "\r"]),
        .init("keep which files? (1 - 2, [a]ll, [n]one, [l]ink all): ", .textRequired, stakes: []),
    ]

    private static let words: [PromptFixture] = [
        .init("[y/n] Use the cache? [y]", .confirm, says: [.accept: "y\r", .decline: "n\r"], takesDefault: true),
        .init("extract 'a.txt'?", .confirm, says: [.accept: "y\r", .decline: "n\r"], stakes: [], subject: "a.txt"),
        .init(
            "Would you like to replace the existing file:\n  Path: ./a\n  Size: 2 bytes\nwith the file from archive:\n  Path: a\n  Size: 2 bytes\n  Modified: today\n? (Y)es / (N)o / (A)lways / (Q)uit? ",
            .overwrite, says: [.keep: "N\r", .accept: "Y\r"]),
        .init(
            "Please read the Terms of Service. You must agree to register. Do you agree?\n- - - - - - - -\n(Y)es/(N)o: ",
            .license, stakes: [.license]),
        .init("Shall I install it? (if running unattended, use \"tool get --force\") [Yn] ", .confirm, stakes: []),
        .init("[Enter] to proceed, [Ctrl-C] to abort ", .pressEnter, says: [.goOn: "\r"], stakes: []),
        .init("Press Enter to open example.org in your browser... ", .pressEnter, stakes: [.trust]),
        .init("Change the root password? [Y/n] ", .confirm, stakes: [.trust]),
        .init("Would you like to share usage data with us? (y/N) ", .confirm, stakes: [.trust]),
        .init("API not enabled on project [1]. Would you like to enable and retry? (y/N)? ", .confirm, stakes: [.cost]),
        .init(
            "3 migrations run against the production database.\nContinue? (yes/no) [no]:\n> ", .confirm,
            says: [.decline: "no\r"], stakes: [.destructive]),
        .init("\tLogin Shell [/bin/sh]: ", .textDefault, says: [.takeDefault: "\r"], stakes: []),
        .init("Proceed\n", .confirm, says: [.accept: "y\r"]),
    ]

    private static let agents: [PromptFixture] = [
        .init(
            "Run this command?\n\ngit log -5\n\n❯ 1. Yes\n  2. Yes, and approve it for the rest of the running session\n  3. No, and say what to do differently (Esc)\n",
            .agentPermission, .keys, says: [.accept: "1", .acceptAll: "2", .decline: "\u{1B}"], subject: "git log -5"),
        .init(
            "Permission required\n  bash  Run the linter\n\n  $ ruff check .\n\n  enter accept   a accept always   esc reject",
            .agentPermission, .screen, says: [.decline: "\u{1B}"]),
        .init(
            "Execute these commands now?\n\n  npm install\n\n(y)es | (n)o | (q)uit\n> ", .agentPermission,
            says: [.accept: "y\r", .decline: "n\r"]),
    ]

    private static let screens: [PromptFixture] = [
        .init("a page\n\n\n\nPress `Q' to quit, and SPACE to scroll.", .pager, .screen, says: [.leave: "q"]),
        .init(
            "** Some Editor 4.6 ** Type ^X ^C to exit or ^X ^H for help **\n\n\nNew File", .editor, .screen,
            says: [.leave: "\u{18}\u{3}"]),
        .init(
            "[main] 1234abc - commit 1 of 1\n\n\n\n\n[diff] line 1 of 9      100%", .tui, .screen, says: [.leave: "q"]),
    ]
}
