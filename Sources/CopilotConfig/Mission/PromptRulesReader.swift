import CopilotModel

extension NodeReader {
    /// How many rules one `prompts` may have: each is tried for each prompt.
    static let mostRules = 200
    /// The longest text that a rule types, in bytes.
    static let longestAnswer = 4096

    /// The rules of a `prompts`.
    mutating func promptRules(_ entry: ConfigNode.Entry) -> [PromptRule] {
        if entry.value.isNull { return [] }
        guard case .list(let items) = entry.value.shape else {
            report(
                entry.value.line,
                "'prompts' is \(entry.value.described); write a list of rules, as [{match: proceed, answer: accept}]")
            return []
        }
        if items.count > Self.mostRules {
            report(entry.line, "'prompts' has \(items.count) rules; the most is \(Self.mostRules)")
        }
        return items.prefix(Self.mostRules).compactMap { promptRule($0) }
    }

    private mutating func promptRule(_ node: ConfigNode) -> PromptRule? {
        guard case .mapping(let all) = node.shape else {
            report(node.line, "a rule of 'prompts' is \(node.described); write {match: proceed, answer: accept}")
            return nil
        }
        var rule = PromptRule(verdict: .deny)
        var answer: PromptRule.Verdict?
        var entries: [String: ConfigNode.Entry] = [:]
        let before = problems.count
        for entry in knownEntries(all, in: .rule) {
            entries[entry.key] = entry
            switch entry.key {
            case "match": rule.match = pattern(entry)
            case "kind": rule.kind = choice(entry, as: PromptKind.self)
            case "answer": answer = verdict(entry)
            case "times": rule.times = integer(entry, in: .rule)
            case "destructive": rule.allowsDestructive = boolean(entry) ?? false
            default: break
            }
        }
        guard problems.count == before else { return nil }
        if let deny = entries["deny"], self.deny(deny, &rule, hasMatch: entries["match"] != nil) {
            refuseBesideDenial(entries)
        } else if let answer {
            rule.verdict = answer
            if rule.match == nil, rule.kind == nil {
                report(
                    node.line, "a rule with neither 'match' nor 'kind' would answer every question; say which it is for"
                )
            }
        } else if problems.count == before {
            report(node.line, "a rule without 'answer' or 'deny'; write answer: accept, or deny: true")
        }
        return problems.count == before ? rule : nil
    }

    /// Reads a `deny` into the rule; false: it denies nothing.
    private mutating func deny(_ entry: ConfigNode.Entry, _ rule: inout PromptRule, hasMatch: Bool) -> Bool {
        switch entry.value.plainText {
        case "true", "True", "TRUE": return true
        case "false", "False", "FALSE": return false
        default: break
        }
        if hasMatch {
            report(entry.value.line, "'match' and a pattern in 'deny' in one rule; keep 'match' and write deny: true")
        } else {
            rule.match = pattern(entry)
        }
        return true
    }

    private mutating func refuseBesideDenial(_ entries: [String: ConfigNode.Entry]) {
        if let answer = entries["answer"] {
            report(answer.line, "'answer' and 'deny' in one rule; a denial answers nothing: remove one")
        }
        for key in ["times", "destructive"] {
            if let entry = entries[key] {
                report(entry.line, "'\(key)' has no meaning for a denial, which always holds; remove it")
            }
        }
    }

    private mutating func pattern(_ entry: ConfigNode.Entry) -> String? {
        guard let text = text(entry) else { return nil }
        if text.isEmpty {
            report(
                entry.value.line, "'\(entry.key)' is empty and would fit every question; write a part of the question")
            return nil
        }
        do throws(TextPattern.Problem) {
            _ = try TextPattern(text)
            return text
        } catch {
            report(entry.value.line, "'\(entry.key)' is no pattern: \(error.message)")
            return nil
        }
    }

    private mutating func verdict(_ entry: ConfigNode.Entry) -> PromptRule.Verdict? {
        guard case .mapping(let all) = entry.value.shape else {
            switch text(entry) {
            case nil: return nil
            case "accept": return .accept
            case "decline": return .decline
            case "default": return .takeDefault
            case .some(let answer): return typed(answer, line: entry.value.line)
            }
        }
        let entries = knownEntries(all, in: .answer)
        guard all.count == 1, let only = entries.first else {
            if entries.count == all.count {
                report(entry.line, "'answer' needs 'secret' or 'text', one of the two; write answer: {secret: NAME}")
            }
            return nil
        }
        guard let value = text(only) else { return nil }
        if only.key == "text" { return typed(value, line: only.value.line) }
        guard isSecretName(value, line: only.value.line) else { return nil }
        return .secret(name: value)
    }

    private mutating func typed(_ text: String, line: Int) -> PromptRule.Verdict? {
        if text.hasControlCharacter {
            report(line, "'answer' has a control character or a line end in it; write one line of text, Enter is added")
            return nil
        }
        if text.utf8.count > Self.longestAnswer {
            report(line, "'answer' is longer than \(Self.longestAnswer) bytes; shorten it")
            return nil
        }
        return .type(text)
    }
}
