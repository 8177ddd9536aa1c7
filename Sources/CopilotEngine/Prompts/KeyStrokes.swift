/// Text to be typed, parted into what a program in key-by-key mode may want one at a time.
enum KeyStrokes {
    private static let escape: UInt8 = 0x1B
    static let enter: UInt8 = 0x0D
    private static let tab: UInt8 = 0x09
    private static let blank: UInt8 = 0x20

    /// Escape sequences and Enter stand alone, other text stays together: a menu moves by keys, a line editor takes text.
    static func parts(of text: [UInt8]) -> [[UInt8]] {
        var parts: [[UInt8]] = []
        var plain: [UInt8] = []
        var index = 0
        func close() {
            if !plain.isEmpty { parts.append(plain) }
            plain = []
        }
        while index < text.count {
            let byte = text[index]
            if byte == escape {
                close()
                let end = endOfSequence(text, from: index)
                parts.append(Array(text[index..<end]))
                index = end
            } else if byte == enter || byte == 0x20 || byte == 0x09 {
                // A blank ticks a check box, a tab moves on; in a line of text it is one more character.
                if byte != enter, !plain.isEmpty || index + 1 < text.count && text[index + 1] > 0x20 {
                    plain.append(byte)
                } else {
                    close()
                    parts.append([byte])
                }
                index += 1
            } else {
                plain.append(byte)
                index += 1
            }
        }
        close()
        return parts
    }

    /// Whether a part moves from one choice to another, or ticks one: an arrow, a tab, a blank.
    static func isMove(_ part: [UInt8]) -> Bool {
        part.count > 1 && part.first == escape || part == [tab] || part == [blank]
    }

    /// Whether these parts take a choice without naming it: whatever is selected by then is taken.
    static func confirmsSelection(_ parts: [[UInt8]]) -> Bool {
        parts.contains([enter]) && parts.allSatisfy { isMove($0) || $0 == [enter] }
    }

    /// `ESC O x`, `ESC [ … final` (ECMA-48, 5.4), or ESC alone.
    private static func endOfSequence(_ text: [UInt8], from start: Int) -> Int {
        var index = start + 1
        guard index < text.count else { return index }
        if text[index] == UInt8(ascii: "O") { return min(text.count, index + 2) }
        guard text[index] == UInt8(ascii: "[") else { return index }
        index += 1
        while index < text.count {
            let isFinal = (0x40...0x7E).contains(text[index])
            index += 1
            if isFinal { break }
        }
        return index
    }
}
