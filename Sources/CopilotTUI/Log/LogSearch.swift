import CopilotCells

/// A text that is looked for in a log: in either case of ASCII letters unless it has a capital.
struct LogSearch: Sendable, Hashable {
    /// Bytes beyond it are not taken into account.
    static let lengthLimit = 200

    let text: String
    private let needle: [UInt8]
    private let isCaseSensitive: Bool

    /// Nil for an empty text.
    init?(_ text: String) {
        guard !text.isEmpty else { return nil }
        self.text = text
        isCaseSensitive = text.utf8.contains { $0 >= 0x41 && $0 <= 0x5A }
        needle = Array(text.utf8.prefix(Self.lengthLimit))
    }

    /// Whether a line has it.
    func isIn(_ line: String) -> Bool { !offsets(in: line, atMost: 1).isEmpty }

    /// Where it stands in a line, in columns; at most 100 places.
    func columns(in line: String) -> [Range<Int>] {
        let bytes = Array(line.utf8)
        return offsets(in: line, atMost: 100).map { offset in
            let before = TextWidth.columns(of: String(decoding: bytes[..<offset], as: UTF8.self))
            let match = String(decoding: bytes[offset..<offset + needle.count], as: UTF8.self)
            return before..<before + max(1, TextWidth.columns(of: match))
        }
    }

    private func offsets(in line: String, atMost limit: Int) -> [Int] {
        var offsets: [Int] = []
        let bytes = Array(line.utf8)
        guard bytes.count >= needle.count else { return [] }
        var index = 0
        while index <= bytes.count - needle.count, offsets.count < limit {
            var length = 0
            while length < needle.count, fold(bytes[index + length]) == needle[length] { length += 1 }
            if length == needle.count {
                offsets.append(index)
                index += length
            } else {
                index += 1
            }
        }
        return offsets
    }

    private func fold(_ byte: UInt8) -> UInt8 {
        !isCaseSensitive && byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }
}
