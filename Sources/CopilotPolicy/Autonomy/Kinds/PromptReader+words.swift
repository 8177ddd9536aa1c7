import CopilotModel

/// Kinds told by words: secrets, licences, typed words, files that are there already.
extension PromptReader {
    func secret() -> Finding? {
        guard choices?.yes == nil, TypedReader.word(in: reading) == nil || isHiddenTyping else { return nil }
        if isHiddenTyping,
            ReplReader.isPrompt(reading) == false || SecretReader.kind(of: reading, isEchoing: false) != nil
        {
            return Finding(SecretReader.kind(of: reading, isEchoing: false) ?? .password)
        }
        return SecretReader.kind(of: reading, isEchoing: nil).map { Finding($0) }
    }

    func worded() -> Finding? {
        if QuestionWords.isLicense(reading, choices) { return Finding(.license, licenseReplies) }
        if QuestionWords.isConffile(reading), choices != nil { return Finding(.conffile, conffileReplies) }
        if let typed = TypedReader.word(in: reading) {
            return Finding(.typedConfirm, typedReplies(typed), subject: typed.word)
        }
        if ExternalReader.isWaiting(reading), !isRead || choices == nil && !reading.isBehindQuestion {
            return Finding(.waitExternal, [PromptReply(.leave, send: "\u{03}")])
        }
        if QuestionWords.isOverwrite(reading), choices?.yes != nil || choices == nil && reading.asking.contains("?") {
            return Finding(
                .overwrite, builder.confirm(choices, refusal: .keep),
                subject: QuotedWords.words(in: reading.question).first)
        }
        return nil
    }

    var licenseReplies: [PromptReply] {
        if choices?.yes != nil { return builder.confirm(choices) }
        if let typed = TypedReader.word(in: reading), let word = typed.word {
            return [PromptReply(.accept, send: word + "\r"), PromptReply(.decline, send: "\u{03}")]
        }
        guard let choices, choices.items.count >= 2 else { return builder.confirm(nil) }
        return choices.items.enumerated().map {
            PromptReply($0.offset == 0 ? .accept : .decline, send: $0.element.key + "\r", label: $0.element.label)
        }
    }

    var conffileReplies: [PromptReply] {
        let menu = LowerText(Array(reading.lastTexts(16)))
        var replies: [PromptReply] = []
        let keep = choices?.items.first { $0.isDefault } ?? choices?.no
        if let keep {
            replies.append(
                PromptReply(
                    .keep, send: keep.key + "\r", label: "keep the file that is there", isDefault: keep.isDefault))
        }
        if menu.hasAny(["default action is to keep", "[default=n]"]) || keep?.isDefault == true {
            replies.append(PromptReply(.takeDefault, send: "\r", isDefault: true))
        }
        if let yes = choices?.yes { replies.append(PromptReply(.accept, send: yes.key + "\r", label: yes.label)) }
        return replies
    }

    func typedReplies(_ typed: TypedReader) -> [PromptReply] {
        guard let word = typed.word else { return [PromptReply(.decline, send: "\u{03}")] }
        let isYes = YesNoWords.isYes(word)
        let decline = isYes ? (word == word.uppercased() ? "NO\r" : "no\r") : "\u{03}"
        return [
            PromptReply(.decline, send: decline, otherwise: isYes ? "\u{03}" : nil),
            PromptReply(.accept, send: word + "\r", label: word),
        ]
    }
}
