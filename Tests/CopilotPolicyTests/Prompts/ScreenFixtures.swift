import CopilotModel

/// Interpreters, pagers, editors, lists, boxes, agents.
enum ScreenFixtures {
    static let interpreters: [PromptFixture] = [
        .init(">>> ", .repl, .keys, says: [.leave: "\u{4}"]),
        .init("In [1]: ", .repl, .keys, says: [.leave: "\u{4}"]),
        .init("mysql> ", .repl, .keys, says: [.leave: "\u{4}"]),
        .init("shop=# ", .repl, .keys, says: [.leave: "\\q\r"]),
        .init("shop=> ", .repl, .keys, says: [.leave: "\\q\r"]),
        .init("irb(main):001:0> ", .repl, .keys, says: [.leave: "\u{4}"]),
        .init("iex(1)> ", .repl, .keys),
        .init("ghci> ", .repl, .keys),
        .init("(gdb) ", .repl, .keys, says: [.leave: "quit\r"]),
        .init("(lldb) ", .repl, .keys, says: [.leave: "quit\r"]),
        .init("(Pdb) ", .repl, .keys, says: [.leave: "q\r"]),
        .init("(parted) ", .repl, .keys, says: [.leave: "quit\r"]),
        .init("ftp> ", .repl, says: [.leave: "bye\r"]),
        .init("127.0.0.1:6379> ", .repl, .keys, says: [.leave: "\u{4}"]),
        .init("Command (m for help): ", .repl, .keys, says: [.leave: "q\r"]),
        .init("Command (? for help): ", .repl, says: [.leave: "q\r"]),
        .init("me@box:~/work$ ", .repl, .keys, says: [.leave: "\u{4}"]),
        .init("root@box:/# ", .repl, .keys, says: [.leave: "\u{4}"]),
        .init("box% ", .repl, .keys),
        .init("Type \".help\" for more information.\n> ", .repl, .keys),
        .init("julia> ", .repl, .keys),
        .init("scala> ", .repl, .keys),
        .init("octave:1> ", .repl, .keys),
        .init("rs0 [direct: primary] test> ", .repl, .keys),
        .init("Welcome. Enter \"quit\" to exit.\ntool> ", .repl, .keys, says: [.leave: "quit\r"]),
        .init("... ", .repl, .keys, says: [.leave: "\u{3}\u{4}"]),
        .init("user@host ~ ❯ ", .repl, .keys),
    ]

    private static let page = (1...22).map { "line \($0) of a text" }.joined(separator: "\n")

    static let screens: [PromptFixture] = [
        .init(page + "\n(END)", .pager, .screen, says: [.leave: "q", .goOn: " "], stakes: []),
        .init(page + "\n--More--", .pager, .keys, says: [.leave: "q"], stakes: []),
        .init(page + "\n--More--(42%)", .pager, .keys, says: [.leave: "q"], stakes: []),
        .init(page + "\n:", .pager, .screen, says: [.leave: "q"], stakes: []),
        .init(page + "\nlines 1-22", .pager, .keys, says: [.leave: "q"], stakes: []),
        .init(
            "--Type <RET> for more, q to quit, c to continue without paging--", .pager, .lines,
            says: [.leave: "q\r", .goOn: "\r"]),
        .init("text\n~\n~\n~\n~\n\"notes.txt\" 1L, 5B", .editor, .screen, says: [.leave: "\u{1B}:q!\r"], stakes: []),
        .init(
            "  GNU nano 7.2   notes.txt\n\n\n\n^G Help      ^O Write Out\n^X Exit      ^R Read File", .editor, .screen,
            says: [.leave: "\u{18}"]),
        .init(
            "  GNU nano 7.2   notes.txt   Modified\n\n\n\n^G Help      ^O Write Out\n^X Exit      ^R Read File",
            .editor, .screen, says: [.leave: "\u{18}n"]),
        .init("\n\n\n\n-UU-:----F1  notes.txt   All L1   (Text)\n", .editor, .screen),
        .init("  Mem[|||   1G/8G]\n\n\n\n\n\nF1Help F2Setup F10Quit", .tui, .screen, says: [.leave: "\u{1B}[21~"]),
        .init("stats\na\nb\nc\nd\ne\nq:quit  h:help", .tui, .screen, says: [.leave: "q"]),
        .init(
            "? Pick one (Use arrow keys)\n❯ alpha\n  beta\n  gamma\n", .listSelect, .keys, says: [.takeDefault: "\r"],
            stakes: []),
        .init(
            "◆  Pick a framework\n│  ● React\n│  ○ Vue\n│  ○ Svelte\n└", .listSelect, .keys, says: [.takeDefault: "\r"]),
        .init("◆  Pick extras\n│  ◻ Router\n│  ◻ Store\n└", .checkbox, .keys),
        .init(
            "? Pick some (Press <space> to select, <a> to toggle all)\n❯◯ alpha\n ◯ beta\n", .checkbox, .keys,
            says: [.takeDefault: "\r"]),
        .init("? Which one?  [Use arrows to move, type to filter]\n> GitHub.com\n  Other\n", .listSelect, .keys),
    ]

    static let agents: [PromptFixture] = [
        .init(
            "Bash command\n\n  npm test\n\nDo you want to proceed?\n❯ 1. Yes\n  2. Yes, and don't ask again for npm test\n  3. No, and tell me what to do differently (esc)\n",
            .agentPermission, .keys, says: [.accept: "1", .acceptAll: "2", .decline: "\u{1B}"],
            subject: "npm test"),
        .init(
            "Do you want to make this edit to src/main.rs?\n❯ 1. Yes\n  2. Yes, allow all edits during this session (shift+tab)\n  3. No (esc)\n",
            .agentPermission, .keys, says: [.decline: "\u{1B}"], subject: "src/main.rs"),
        .init(
            "$ cargo build\n\nAllow execution of this command?\n● 1. Yes, allow once\n  2. Yes, allow always\n  3. No, suggest changes (esc)\n",
            .agentPermission, .keys, says: [.accept: "1", .decline: "\u{1B}"], subject: "cargo build"),
        .init(
            "rm -rf build\nRun shell command? (Y)es/(N)o/(D)on't ask again [Yes]: ", .agentPermission, .keys,
            stakes: [.destructive], subject: "rm -rf build"),
        .init(
            "  Would you like to run the following command?\n\n  $ npm install\n\n› 1. Yes, proceed (y)\n  2. Yes, and don't ask again for commands that start with `npm install` (p)\n  3. No, and tell it what to do differently (esc)\n\n  Press enter to confirm or esc to cancel",
            .agentPermission, .keys, says: [.accept: "1", .decline: "\u{1B}"], subject: "npm install"),
        .init(
            "╭────────────────────────╮\n│ ?  Shell npm test      │\n│                        │\n│ npm test               │\n│                        │\n│ Allow execution?       │\n│                        │\n│ ● 1. Yes, allow once   │\n│   2. Yes, allow always │\n│   3. No (esc)          │\n╰────────────────────────╯\n",
            .agentPermission, .keys, says: [.accept: "1", .decline: "\u{1B}"], subject: "npm test"),
        .init(
            "Run this command?\n  make check\n\n → Run (once) (y) (enter)\n   Auto-run all commands (shift+tab)\n   Skip (esc or n)\n",
            .agentPermission, .keys, says: [.decline: "\u{1B}"]),
        .init("Would you like to run this code? (y/n)\n\n  ", .agentPermission),
        .init(
            "Allow this action? Use 't' to trust this tool for the session. [y/n/t]: ", .agentPermission,
            says: [.accept: "y\r", .decline: "n\r"]),
        .init("Allow command? [y/n/a] ", .agentPermission),
    ]

    static let silent: [PromptFixture] = [
        .init("", .stdin, command: "sort", says: [.leave: "\u{4}"], stakes: []),
        .init("", .stdin, command: "crontab -", says: [.leave: "\u{3}"]),
        .init("some output\n", .stdin, command: "cat", says: [.leave: "\u{4}"]),
    ]
}
