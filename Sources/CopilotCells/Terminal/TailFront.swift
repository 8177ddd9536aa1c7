/// The beginning of output that was cut anywhere.
enum TailFront {
    /// Bytes at the front that are looked at.
    private static let window = 256
    /// Parameter bytes of the longest sequence whose rest is recognised.
    private static let parameterLimit = 24

    /// How many bytes at the front are the rest of a character, control sequence or OSC string. A guess: only what can
    /// hardly be text is taken for one, so the rest of a short sequence may stay.
    static func remnant(of bytes: [UInt8]) -> Int {
        let start = bytes.prefix(3).prefix { $0 & 0xC0 == 0x80 }.count
        let front = bytes[start..<min(bytes.count, start + window)]
        return endOfString(front) ?? endOfSequence(front) ?? start
    }

    /// Behind a control sequence that has lost its ESC (`[?25l`) or more (`38;5;2m`).
    private static func endOfSequence(_ front: ArraySlice<UInt8>) -> Int? {
        let hasBracket = front.first == UInt8(ascii: "[")
        let rest = front.dropFirst(hasBracket ? 1 : 0)
        let parameters = rest.prefix { (0x30..<0x40).contains($0) }
        let end = parameters.endIndex
        guard (1...parameterLimit).contains(parameters.count), end < rest.endIndex else { return nil }
        let final = rest[end]
        let isSequence =
            if hasBracket {
                (0x40..<0x7F).contains(final)
            } else if parameters.contains(UInt8(ascii: ";")) || parameters.contains(UInt8(ascii: "?")) {
                "mJKhHlr".utf8.contains(final)
            } else {
                final == UInt8(ascii: "m")
            }
        return isSequence ? end + 1 : nil
    }

    /// Behind the BEL or ST of a string that has lost its ESC (`]0;title BEL`) or more (`title ST`).
    private static func endOfString(_ front: ArraySlice<UInt8>) -> Int? {
        guard let end = front.firstIndex(where: { $0 < 0x20 }) else { return nil }
        if front[end] == 0x07, front.first == UInt8(ascii: "]") { return end + 1 }
        let isTerminated = front[end] == 0x1B && end + 1 < front.endIndex && front[end + 1] == UInt8(ascii: "\\")
        return isTerminated ? end + 2 : nil
    }
}
