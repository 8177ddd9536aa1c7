/// The columns that single scalars take.
///
/// Equal to what `wcwidth` of glibc 2.36 says in a UTF-8 locale (a test compares them), and the same in every locale:
/// the screen of a test, of a server without locales and of a terminal are laid out alike.
enum ScalarWidth {
    /// 0, 1 or 2 columns. Control characters take none: they are never drawn.
    static func columns(of scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x7F { return value < 0x20 ? 0 : 1 }
        if value < 0x300 { return value < 0xA0 || value == 0xAD ? 0 : 1 }
        if let known = ofCommonBlock(value) { return known }
        if isInvisible(value) || isHangulMedial(value) { return 0 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .control, .surrogate, .lineSeparator, .paragraphSeparator: return 0
        case .format: return isVisibleFormat(value) ? 1 : 0
        default: return isWide(value) ? 2 : 1
        }
    }

    /// The columns within blocks that are full of printable characters of one or two columns: Cyrillic, arrows, boxes,
    /// braille, kana, ideographs, Hangul. Looking up a category takes thirty times as long.
    static func ofCommonBlock(_ value: UInt32) -> Int? {
        switch value {
        case 0x400...0x482, 0x48A...0x52F, 0x2190...0x2319, 0x2500...0x25FC, 0x2800...0x28FF: 1
        case 0x3041...0x3096, 0x30A0...0x30FF, 0x4E00...0x9FFC, 0xAC00...0xD7A3: 2
        default: nil
        }
    }

    /// Zero-width, bidirectional and tag characters, variation selectors and what else is drawn as nothing but changes
    /// how a text reads.
    static func isInvisible(_ value: UInt32) -> Bool {
        if value < 0x61C { return value == 0xAD || value == 0x34F }
        switch value {
        case 0x061C, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F, 0x200B...0x200F, 0x2028...0x202E: return true
        case 0x2060...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0xE0000...0xE0FFF: return true
        default: return false
        }
    }

    /// Hangul vowels and finals, which join the wide consonant before them.
    private static func isHangulMedial(_ value: UInt32) -> Bool {
        (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FB).contains(value)
    }

    /// The format characters of Unicode 15 that have a shape: Arabic and Syriac signs before a number or a name.
    private static func isVisibleFormat(_ value: UInt32) -> Bool {
        switch value {
        case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: true
        default: false
        }
    }

    /// Wide and full-width scalars and wide emoji, unassigned ones between them included.
    private static func isWide(_ value: UInt32) -> Bool {
        if value < 0x1100 { return false }
        switch value {
        case 0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0, 0x23F3: return true
        case 0x25FD...0x25FE, 0x2614...0x2615, 0x2648...0x2653, 0x267F, 0x2693, 0x26A1, 0x26AA...0x26AB: return true
        case 0x26BD...0x26BE, 0x26C4...0x26C5, 0x26CE, 0x26D4, 0x26EA, 0x26F2...0x26F3, 0x26F5, 0x26FA: return true
        case 0x26FD, 0x2705, 0x270A...0x270B, 0x2728, 0x274C, 0x274E, 0x2753...0x2755, 0x2757: return true
        case 0x2795...0x2797, 0x27B0, 0x27BF, 0x2B1B...0x2B1C, 0x2B50, 0x2B55: return true
        case 0x2E80...0x303E, 0x3041...0xA4C6, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAD9: return true
        case 0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6: return true
        case 0x16FE0...0x1B2FB, 0x1F004, 0x1F0CF, 0x1F18E, 0x1F191...0x1F19A, 0x1F200...0x1F320: return true
        case 0x1F32D...0x1F335, 0x1F337...0x1F37C, 0x1F37E...0x1F393, 0x1F3A0...0x1F3CA: return true
        case 0x1F3CF...0x1F3D3, 0x1F3E0...0x1F3F0, 0x1F3F4, 0x1F3F8...0x1F43E, 0x1F440: return true
        case 0x1F442...0x1F4FC, 0x1F4FF...0x1F53D, 0x1F54B...0x1F54E, 0x1F550...0x1F567, 0x1F57A: return true
        case 0x1F595...0x1F596, 0x1F5A4, 0x1F5FB...0x1F64F, 0x1F680...0x1F6C5, 0x1F6CC: return true
        case 0x1F6D0...0x1F6D2, 0x1F6D5...0x1F6DF, 0x1F6EB...0x1F6EC, 0x1F6F4...0x1F6FC: return true
        case 0x1F7E0...0x1F7F0, 0x1F90C...0x1F93A, 0x1F93C...0x1F945, 0x1F947...0x1F9FF: return true
        case 0x1FA70...0x1FAFF, 0x20000...0x3FFFD: return true
        default: return false
        }
    }
}
