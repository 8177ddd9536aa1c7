import CopilotModel

extension PromptKind {
    /// What asks, as the subject of a sentence.
    var phrase: String {
        switch self {
        case .confirm: "a yes/no question"
        case .typedConfirm: "a confirmation that must be typed in full"
        case .pressEnter: "a wait for Enter"
        case .anyKey: "a wait for any key"
        case .menuNumbered: "a numbered menu"
        case .menuLetters: "a choice of letters"
        case .textDefault: "a text with a default"
        case .textRequired: "a text without a default"
        case .password: "a password or another secret"
        case .otp: "a one-time code"
        case .hostkey: "an unknown host key"
        case .pager: "a pager"
        case .editor: "an editor"
        case .listSelect: "a list to choose from"
        case .checkbox: "a list of check boxes"
        case .dialog: "a dialog box"
        case .overwrite: "whether to replace what is there"
        case .license: "a licence to accept"
        case .conffile: "a changed configuration file"
        case .repl: "an interpreter's prompt"
        case .stdin: "a read of data from the terminal"
        case .tui: "a full-screen program"
        case .agentPermission: "an agent's request"
        case .waitExternal: "a wait for a person elsewhere"
        }
    }
}

extension PromptStake {
    /// As the reason for not answering.
    var phrase: String {
        switch self {
        case .destructive: "a yes could destroy something"
        case .secret: "it wants a secret"
        case .trust: "it is a matter of trust"
        case .license: "it is a legal acceptance"
        case .cost: "it costs money or publishes something"
        }
    }
}

extension TableMove {
    /// In a cell of the table.
    var cell: String {
        switch self {
        case .person: "–"
        case .goOn: "go on"
        case .leavePager: "leave it"
        case .ownYes: "yes, if that is its default and plainly harmless"
        case .yesOrPreference: "yes, if plainly harmless, else no; its default, if it asks for a setting"
        case .yes: "yes, if plainly harmless, else no"
        case .offer: "its default; else its way out"
        case .offerOnly: "its default"
        case .keep: "keep what is there"
        case .leave: "leave it"
        case .no: "decline"
        case .judge: "yes once, if its command is harmless; else decline"
        }
    }

    /// What was done, in the past tense.
    func done(_ reply: PromptReply) -> String {
        switch self {
        case .person, .judge: "nothing was typed"
        case .goOn: "told to go on"
        case .leavePager: "left, so that the command goes on"
        case .ownYes: "answered yes, which is its own default"
        case .yesOrPreference:
            reply.meaning == .takeDefault
                ? "given its default" + reply.labelled
                : Self.doneYes(reply)
        case .yes: Self.doneYes(reply)
        case .offer, .offerOnly:
            reply.meaning.refuses ? "left, for it offers no default" : "given what it offers" + reply.labelled
        case .keep: "what is there is kept"
        case .leave: "left without changing anything"
        case .no: "declined"
        }
    }

    private static func doneYes(_ reply: PromptReply) -> String {
        if reply.meaning.refuses { return "declined, for nothing tells that a yes is harmless and of use" }
        return reply.meaning == .accept ? "answered yes" : "given what it offers" + reply.labelled
    }
}

extension PromptReply {
    /// Its own words in brackets, where it has any.
    var labelled: String { label.map { " (\($0.shown(limit: 40)))" } ?? "" }
}

extension DecisionTable {
    /// The table as Markdown, for docs/AUTONOMY.md.
    static var markdown: [String] {
        var lines = [
            "| what is asked | `interactive` | `semiAutonomous` | `autonomous`, `fullAutonomous` | the same, if destructive |",
            "|---|---|---|---|---|",
        ]
        for kind in PromptKind.allCases {
            let row = row(kind)
            let cells = [row.semi.cell, row.autonomous.cell, row.destructive.cell]
            lines.append("| \(kind.phrase) (`\(kind.rawValue)`) | ask | \(cells.joined(separator: " | ")) |")
        }
        return lines + [
            "",
            "`–`: nothing is typed. Whatever its kind, nothing is typed where it wants a secret, where it is a matter of trust or"
                + " of law, or where it costs money; and a destructive question below `autonomous`. Instead:",
            "",
            "| nothing is typed at | what happens |",
            "|---|---|",
            "| `interactive`, `semiAutonomous` | a person is asked; the task waits, the rest goes on |",
            "| `autonomous` | the task is parked: it waits until somebody answers, the rest goes on; once nothing else is left to do,"
                + " it fails after five minutes |",
            "| `fullAutonomous` | parked likewise, for a second once nothing else is left; a task with `critical: false` that needs a"
                + " secret nobody provided, or asks in a loop, fails at once with the reason |",
        ]
    }
}
