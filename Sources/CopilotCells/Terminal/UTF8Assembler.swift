/// Puts scalars together from the bytes of UTF-8, one by one.
///
/// What is not UTF-8 is reported as Unicode recommends (chapter 3, "U+FFFD substitution of maximal subparts"): one
/// report for a cut-off beginning, one for each byte that cannot begin a character.
struct UTF8Assembler: Sendable {
    enum Result: Sendable, Hashable {
        /// The character goes on.
        case pending
        case scalar(Unicode.Scalar)
        /// The byte can stand nowhere in UTF-8.
        case invalid
        /// An ASCII byte, or one of 0x80 to 0x9F alone: a C1 control in 8-bit terminals.
        case single
        /// A character was cut off before this byte, which has not been taken.
        case cutOffBefore
    }

    private var value: UInt32 = 0
    private var missing: UInt8 = 0
    /// What the next byte may be: narrower after some first bytes, so that overlong forms and surrogates are invalid.
    private var next: ClosedRange<UInt8> = 0x80...0xBF

    /// Whether a character has begun and not ended.
    var isPending: Bool { missing > 0 }

    mutating func push(_ byte: UInt8) -> Result {
        guard missing > 0 else { return begin(byte) }
        guard next.contains(byte) else {
            missing = 0
            return .cutOffBefore
        }
        value = value << 6 | UInt32(byte & 0x3F)
        missing &-= 1
        next = 0x80...0xBF
        guard missing == 0 else { return .pending }
        return .scalar(Unicode.Scalar(value) ?? "\u{FFFD}")
    }

    private mutating func begin(_ byte: UInt8) -> Result {
        switch byte {
        case 0..<0xA0: return .single
        case 0xC2...0xDF: return begin(byte & 0x1F, missing: 1, 0x80...0xBF)
        case 0xE0: return begin(byte & 0x0F, missing: 2, 0xA0...0xBF)
        case 0xED: return begin(byte & 0x0F, missing: 2, 0x80...0x9F)
        case 0xE1...0xEF: return begin(byte & 0x0F, missing: 2, 0x80...0xBF)
        case 0xF0: return begin(byte & 0x07, missing: 3, 0x90...0xBF)
        case 0xF1...0xF3: return begin(byte & 0x07, missing: 3, 0x80...0xBF)
        case 0xF4: return begin(byte & 0x07, missing: 3, 0x80...0x8F)
        default: return .invalid
        }
    }

    private mutating func begin(_ bits: UInt8, missing count: UInt8, _ range: ClosedRange<UInt8>) -> Result {
        value = UInt32(bits)
        missing = count
        next = range
        return .pending
    }
}
