/// What the words on a button or a row of a list mean.
enum AnswerWords {
    private static let yes: Set<String> = [
        "yes", "ok", "okay", "continue", "accept", "allow", "approve", "proceed", "apply", "run", "install", "confirm",
        "agree", "next", "save", "create", "done", "finish", "submit", "oui", "ja", "sí", "si", "sim", "да", "weiter",
        "continuer", "aceptar", "はい", "了解", "确定", "是", "valider", "accepter", "execute", "go", "y", "select", "start",
        "always",
    ]
    private static let no: Set<String> = [
        "no", "cancel", "abort", "quit", "exit", "back", "reject", "deny", "skip", "decline", "nein", "non", "não",
        "нет", "abbrechen", "annuler", "cancelar", "いいえ", "取消", "キャンセル", "否", "nie", "don't", "never", "stop",
        "discard", "disagree", "refuse", "zurück", "n", "close", "dismiss", "leave",
    ]

    static func isYes(_ label: String) -> Bool { firstWord(label).map { yes.contains($0) } ?? false }
    static func isNo(_ label: String) -> Bool { firstWord(label).map { no.contains($0) } ?? false }

    /// Whether it consents to more than was asked.
    static func isWide(_ label: String) -> Bool {
        let text = LowerText(label)
        return text.hasAny([
            "always", "don't ask", "all edits", "this session", "auto-accept", "for all", "every", "allow all",
            "yes to all", "accept all", "never ask", "remember", "rest of", "session", "allowlist", "auto-run",
            "auto accept", "whole session", "entire session",
        ])
            || text.hasWord("all")
    }

    private static func firstWord(_ label: String) -> String? {
        var text = Substring(LowerText.levelled(label).lowercased())
        while let first = text.first, !first.isLetter { text.removeFirst() }
        let word = text.prefix { $0.isLetter || $0 == "'" }
        return word.isEmpty ? nil : String(word)
    }
}
