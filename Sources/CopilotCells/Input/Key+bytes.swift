extension Key {
    /// What a terminal sends for this key, for a program that has (or has not) asked for application cursor keys (DECCKM).
    ///
    /// xterm's control sequences: letters with Control are their code in 1 to 31, Alt is ESC before the key, arrows are
    /// `ESC [ A` or `ESC O A`, the others as in xterm's default keyboard.
    package func bytes(applicationCursorKeys: Bool) -> [UInt8] {
        let plain = plainBytes(applicationCursorKeys)
        return modifiers.contains(.alt) && !plain.isEmpty ? [0x1B] + plain : plain
    }

    private func plainBytes(_ isApplication: Bool) -> [UInt8] {
        switch code {
        case .character(let character): characterBytes(character)
        case .enter: [0x0D]
        case .tab: modifiers.contains(.shift) ? Self.sequence("[Z") : [0x09]
        case .escape: [0x1B]
        case .space: [modifiers.contains(.control) ? 0 : 0x20]
        case .backspace: [0x7F]
        case .up: Self.sequence(isApplication ? "OA" : "[A")
        case .down: Self.sequence(isApplication ? "OB" : "[B")
        case .right: Self.sequence(isApplication ? "OC" : "[C")
        case .left: Self.sequence(isApplication ? "OD" : "[D")
        case .home: Self.sequence(isApplication ? "OH" : "[H")
        case .end: Self.sequence(isApplication ? "OF" : "[F")
        case .insert: Self.sequence("[2~")
        case .delete: Self.sequence("[3~")
        case .pageUp: Self.sequence("[5~")
        case .pageDown: Self.sequence("[6~")
        case .function(let number): Self.functionSequences[number].map(Self.sequence) ?? []
        }
    }

    private func characterBytes(_ character: Character) -> [UInt8] {
        guard modifiers.contains(.control), let ascii = character.lowercased().utf8.first, character.isASCII else {
            return Array(String(character).utf8)
        }
        switch ascii {
        case 0x61...0x7A, 0x5B...0x5F: return [ascii & 0x1F]
        case 0x3F: return [0x7F]
        case 0x40: return [0]
        default: return [ascii]
        }
    }

    private static func sequence(_ text: String) -> [UInt8] { [0x1B] + Array(text.utf8) }

    private static let functionSequences: [Int: String] = [
        1: "OP", 2: "OQ", 3: "OR", 4: "OS", 5: "[15~", 6: "[17~", 7: "[18~", 8: "[19~", 9: "[20~", 10: "[21~",
        11: "[23~",
        12: "[24~",
    ]
}
