/// Keys as a keymap writes them: `a`, `A`, `?`, `space`, `ctrl-c`, `shift-tab`, `alt-x`, `f1`.
extension Key {
    /// Function keys that a terminal can tell apart (terminfo names 63; those beyond 24 are shifted ones).
    static let functionKeys = 1...24

    private static let names: [(name: String, aliases: [String], code: Code)] = [
        ("enter", ["return", "ret", "cr"], .enter), ("tab", [], .tab), ("esc", ["escape"], .escape),
        ("space", ["spc"], .space), ("backspace", ["bs"], .backspace), ("del", ["delete"], .delete),
        ("ins", ["insert"], .insert), ("up", [], .up), ("down", [], .down), ("left", [], .left), ("right", [], .right),
        ("home", [], .home), ("end", [], .end), ("pgup", ["pageup", "page-up"], .pageUp),
        ("pgdn", ["pagedown", "page-down", "pgdown"], .pageDown),
    ]

    /// Every name that a chord may use besides characters and function keys, for suggestions.
    static let chordNames = names.flatMap { [$0.name] + $0.aliases }

    /// Reads a chord; nil where it is none. Names are read in any case, single characters as they are.
    ///
    /// Chords that terminals cannot tell apart are one key: `ctrl-i` is `tab`, `ctrl-m` `enter`, `ctrl-[` `esc`,
    /// `ctrl-@` `ctrl-space`, `shift-a` `A`.
    package init?(chord: String) {
        var rest = Substring(chord)
        var modifiers: Modifiers = []
        while let (modifier, length) = Self.modifier(of: rest) {
            modifiers.insert(modifier)
            rest = rest.dropFirst(length)
        }
        guard let code = Self.code(of: rest) else { return nil }
        if case .character = code, modifiers.contains(.shift), !Self.isLetter(code) { return nil }
        self = Key(code, modifiers).canonical
    }

    /// The key as one that a keymap can hold: what terminals send alike is alike.
    package var canonical: Key {
        var key = self
        if case .character(" ") = key.code { key.code = .space }
        guard case .character(let character) = key.code else { return key }
        if key.modifiers.contains(.shift) {
            key.modifiers.remove(.shift)
            key.code = .character(Self.single(character.uppercased(), or: character))
        }
        guard key.modifiers.contains(.control) else { return key }
        let rest = key.modifiers.subtracting(.control)
        switch character.lowercased() {
        case "i": return Key(.tab, rest)
        case "m": return Key(.enter, rest)
        case "[": return Key(.escape, rest)
        case "@": return Key(.space, key.modifiers)
        default:
            key.code = .character(Self.single(character.lowercased(), or: character))
            return key
        }
    }

    /// The chord's text, which reads back as the same key.
    package var chord: String {
        var text = ""
        if modifiers.contains(.control) { text += "ctrl-" }
        if modifiers.contains(.alt) { text += "alt-" }
        if modifiers.contains(.shift) { text += "shift-" }
        switch code {
        case .character(let character): return text + String(character)
        case .function(let number): return text + "f\(number)"
        case .enter, .tab, .escape, .space, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end,
            .pageUp, .pageDown:
            return text + (Self.names.first { $0.code == code }?.name ?? "")
        }
    }

    private static func modifier(of text: Substring) -> (Modifiers, Int)? {
        let prefixes: [(String, Modifiers)] = [
            ("ctrl-", .control), ("control-", .control), ("c-", .control), ("alt-", .alt), ("meta-", .alt),
            ("m-", .alt),
            ("shift-", .shift), ("s-", .shift),
        ]
        let lower = text.lowercased()
        for (prefix, modifier) in prefixes where lower.hasPrefix(prefix) && text.count > prefix.count {
            return (modifier, prefix.count)
        }
        return nil
    }

    private static func code(of text: Substring) -> Code? {
        if text.count == 1, let character = text.first {
            guard TextWidth.columns(of: character) > 0 else { return nil }
            return .character(character)
        }
        let lower = text.lowercased()
        if let known = names.first(where: { $0.name == lower || $0.aliases.contains(lower) }) { return known.code }
        guard lower.hasPrefix("f"), lower.utf8.dropFirst().allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(lower.dropFirst()), functionKeys.contains(number)
        else {
            return nil
        }
        return .function(number)
    }

    private static func isLetter(_ code: Code) -> Bool {
        if case .character(let character) = code { return character.isLetter }
        return false
    }

    /// Upper and lower case may be of more than one character; then the key stays as it is.
    private static func single(_ text: String, or character: Character) -> Character {
        text.count == 1 ? text.first ?? character : character
    }
}
