import CopilotCells

/// What the sequences of ECMA-48 terminals mean (xterm's ctlseqs, rxvt, the Linux console, kitty's CSI u).
enum KeyNames {
    /// Final byte of a CSI or SS3 sequence.
    static func final(_ byte: UInt8) -> Key.Code? {
        switch byte {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): .right
        case UInt8(ascii: "D"): .left
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "F"): .end
        case UInt8(ascii: "M"): .enter
        case UInt8(ascii: "P"): .function(1)
        case UInt8(ascii: "Q"): .function(2)
        case UInt8(ascii: "R"): .function(3)
        case UInt8(ascii: "S"): .function(4)
        default: nil
        }
    }

    /// Number before a `~`.
    static func tilde(_ number: Int) -> Key.Code? {
        switch number {
        case 1, 7: .home
        case 2: .insert
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case 11...15: .function(number - 10)
        case 17...21: .function(number - 11)
        case 23...26: .function(number - 12)
        case 28, 29: .function(number - 13)
        case 31...34: .function(number - 14)
        default: nil
        }
    }

    /// The parameter that tells modifiers: 1 and a bit each for shift, alt, control, (super, hyper,) meta.
    static func modifiers(_ parameter: Int) -> Key.Modifiers {
        guard parameter >= 2, parameter <= 256 else { return [] }
        let bits = parameter - 1
        var modifiers: Key.Modifiers = []
        if bits & 1 != 0 { modifiers.insert(.shift) }
        if bits & (2 | 32) != 0 { modifiers.insert(.alt) }
        if bits & 4 != 0 { modifiers.insert(.control) }
        return modifiers
    }

    /// A single byte below 0x20, or 0x7F; the terminal is in raw mode, where Enter sends CR.
    static func control(_ byte: UInt8) -> Key? {
        switch byte {
        case 0: Key(.space, .control)
        case 0x09: Key(.tab)
        case 0x0D: Key(.enter)
        case 0x1B: Key(.escape)
        case 0x7F: Key(.backspace)
        case 1...0x1A: Key(.character(Character(Unicode.Scalar(byte + 0x60))), .control)
        case 0x1C...0x1F: Key(.character(Character(Unicode.Scalar(byte + 0x40))), .control)
        default: nil
        }
    }

    /// A typed character; nil for one that is not printable.
    static func character(_ scalar: Unicode.Scalar) -> Key? {
        if scalar == " " { return Key(.space) }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .unassigned, .privateUse, .lineSeparator, .paragraphSeparator: return nil
        default: return Key(.character(Character(scalar)))
        }
    }

    /// A key told by its code point (CSI u, and xterm's modifyOtherKeys).
    static func code(_ number: Int, _ modifiers: Key.Modifiers) -> Key? {
        guard let scalar = UInt32(exactly: number).flatMap(Unicode.Scalar.init) else { return nil }
        let plain = scalar.value < 0x20 || scalar.value == 0x7F ? control(UInt8(scalar.value)) : character(scalar)
        guard var key = plain else { return nil }
        key.modifiers.formUnion(modifiers)
        if case .character(let character) = key.code {
            if modifiers.contains(.shift), let upper = character.uppercased().first { key.code = .character(upper) }
            key.modifiers.remove(.shift)
        }
        return key
    }
}
