import CopilotModel

/// What the table has done about one kind of prompt, where no rule of the user's says otherwise.
///
/// Every level does at least what the one below it does, and none accepts what is destructive, secret, a matter of trust, of
/// law or of money.
struct DecisionRow {
    /// What is done about a harmless one at `semiAutonomous`.
    var semi: TableMove
    /// What is done about a harmless one at `autonomous` and `fullAutonomous`.
    var autonomous: TableMove
    /// What is done about a destructive one at `autonomous` and `fullAutonomous`; below a person is asked.
    var destructive: TableMove
}

/// A way of dealing with a prompt.
enum TableMove {
    /// Nothing is typed: a person is asked, or the task is parked.
    case person
    /// Only "go on": Enter, a key, the next page.
    case goOn
    /// Leave the pager, which lets the command go on.
    case leavePager
    /// Yes, if that is the question's own default and plainly harmless; otherwise as `person`.
    case ownYes
    /// Yes where it is plainly harmless, for it lets the command do what it was started for, else no; of a preference, whose
    /// default is as good as a yes, the default.
    case yesOrPreference
    case yes
    /// What is offered: the default, the highlighted row; where there is none, the way out.
    case offer
    /// Likewise, and nothing where there is none.
    case offerOnly
    /// Leave what is there as it is.
    case keep
    /// Leave the program.
    case leave
    case no
    /// What ``CommandJudge`` says about the command that an agent wants to run.
    case judge
}

/// The table by which ``AutoValidationEngine`` decides; docs/AUTONOMY.md shows it.
enum DecisionTable {
    // swift-format-ignore
    /// The row of a kind.
    static func row(_ kind: PromptKind) -> DecisionRow {
        switch kind {
        //                                       semi         autonomous, full        destructive
        case .confirm:         DecisionRow(semi: .ownYes,     autonomous: .yesOrPreference, destructive: .no)
        case .typedConfirm:    DecisionRow(semi: .person,     autonomous: .yes,        destructive: .no)
        case .pressEnter:      DecisionRow(semi: .goOn,       autonomous: .goOn,       destructive: .no)
        case .anyKey:          DecisionRow(semi: .goOn,       autonomous: .goOn,       destructive: .no)
        case .pager:           DecisionRow(semi: .leavePager, autonomous: .leavePager, destructive: .no)
        case .menuNumbered:    DecisionRow(semi: .person,     autonomous: .offer,      destructive: .no)
        case .menuLetters:     DecisionRow(semi: .person,     autonomous: .offer,      destructive: .no)
        case .listSelect:      DecisionRow(semi: .person,     autonomous: .offer,      destructive: .no)
        case .checkbox:        DecisionRow(semi: .person,     autonomous: .offer,      destructive: .no)
        case .dialog:          DecisionRow(semi: .person,     autonomous: .offer,      destructive: .no)
        case .textDefault:     DecisionRow(semi: .person,     autonomous: .offerOnly,  destructive: .person)
        case .textRequired:    DecisionRow(semi: .person,     autonomous: .person,     destructive: .person)
        case .overwrite:       DecisionRow(semi: .person,     autonomous: .keep,       destructive: .keep)
        case .conffile:        DecisionRow(semi: .person,     autonomous: .keep,       destructive: .keep)
        case .editor:          DecisionRow(semi: .person,     autonomous: .leave,      destructive: .leave)
        case .repl:            DecisionRow(semi: .person,     autonomous: .leave,      destructive: .leave)
        case .stdin:           DecisionRow(semi: .person,     autonomous: .leave,      destructive: .leave)
        case .tui:             DecisionRow(semi: .person,     autonomous: .leave,      destructive: .leave)
        case .agentPermission: DecisionRow(semi: .person,     autonomous: .judge,      destructive: .no)
        case .password:        DecisionRow(semi: .person,     autonomous: .person,     destructive: .person)
        case .otp:             DecisionRow(semi: .person,     autonomous: .person,     destructive: .person)
        case .hostkey:         DecisionRow(semi: .person,     autonomous: .person,     destructive: .person)
        case .license:         DecisionRow(semi: .person,     autonomous: .person,     destructive: .person)
        case .waitExternal:    DecisionRow(semi: .person,     autonomous: .person,     destructive: .person)
        }
    }

    /// What is done about `prompt` at `level`, where `interactive` means what would be proposed.
    static func move(_ prompt: Prompt, at level: AutonomyLevel) -> TableMove {
        let row = row(prompt.kind)
        // An agent goes on by another way when it is refused, so it is never kept waiting: the judge weighs the stakes.
        if prompt.kind == .agentPermission { return level == .semiAutonomous ? row.semi : row.autonomous }
        if prompt.stakes.contains(.secret) { return .person }
        if prompt.stakes.contains(.destructive) { return level == .semiAutonomous ? .person : row.destructive }
        if !prompt.stakes.isEmpty { return .person }
        return level == .semiAutonomous ? row.semi : row.autonomous
    }
}

extension TableMove {
    /// The reply by which `prompt` is dealt with so; nil: it has none that was understood.
    func reply(to prompt: Prompt) -> PromptReply? {
        switch self {
        case .person, .judge: nil
        case .goOn: prompt.first(of: .goOn, .takeDefault)
        case .leavePager: prompt.first(of: .leave, .goOn)
        case .ownYes: prompt.reply(.accept).flatMap { $0.isDefault && prompt.deservesYes ? $0 : nil }
        case .yesOrPreference: prompt.preference ?? plainYes(prompt)
        case .yes: plainYes(prompt)
        case .offer: prompt.offered ?? prompt.politeWayOut
        case .offerOnly: prompt.offered
        case .keep: prompt.first(of: .keep, .decline)
        case .leave: prompt.first(of: .leave, .decline)
        case .no: prompt.first(of: .decline, .keep, .leave)
        }
    }

    /// Yes where nothing speaks against it, else no.
    private func plainYes(_ prompt: Prompt) -> PromptReply? {
        prompt.deservesYes
            ? prompt.first(of: .accept, .goOn) ?? prompt.offered : prompt.first(of: .decline, .keep, .leave)
    }

    /// Whether it goes along with the command's wish instead of refusing it, where `reply` is what is typed.
    func isAnswer(_ reply: PromptReply) -> Bool {
        switch self {
        case .person, .keep, .leave, .no: false
        case .goOn, .leavePager, .ownYes: true
        case .yesOrPreference: !reply.meaning.refuses && !(reply.label.map { YesNoWords.isNo($0) } ?? false)
        case .yes, .offer, .offerOnly, .judge: !reply.meaning.refuses
        }
    }
}

extension Prompt {
    /// The first reply of the first of these meanings that there is one for.
    func first(of meanings: PromptReply.Meaning...) -> PromptReply? {
        for meaning in meanings { if let reply = reply(meaning) { return reply } }
        return nil
    }

    /// The default of a question that asks for a setting; it then stands first.
    var preference: PromptReply? {
        replies.first.flatMap { $0.meaning == .takeDefault && replies.count > 1 ? $0 : nil }
    }

    /// What a harmless question offers. A menu's own `yes` is one choice among others; a box's or a list's only button is not.
    var offered: PromptReply? {
        if let reply = reply(.takeDefault) ?? replies.first(where: { $0.isDefault && $0.meaning != .acceptAll }) {
            return reply
        }
        return kind == .menuLetters || kind == .menuNumbered ? reply(.goOn) : first(of: .accept, .goOn)
    }

    /// A way out that the question itself names; an interrupt would end the command instead.
    var politeWayOut: PromptReply? {
        let reply = first(of: .leave, .decline, .keep)
        return reply?.send.unicodeScalars.contains { $0.value == 3 } == true ? nil : reply
    }
}

extension PromptReply.Meaning {
    /// Whether it refuses, keeps or leaves: nothing that was asked about happens.
    var refuses: Bool {
        switch self {
        case .decline, .keep, .leave: true
        case .accept, .acceptAll, .goOn, .takeDefault, .choice: false
        }
    }
}
