/// A text in lower case with its odd spellings levelled (no-break spaces, curly quotes, full-width marks), to be
/// searched by hand: a regular expression costs a hundred times as much.
struct LowerText: Sendable, Hashable {
    /// The bytes that are looked at: of a longer text its beginning and, above all, its end.
    static let mostBytes = 6_000
    private static let mostHeadBytes = 2_000

    let bytes: [UInt8]
    /// Whether something was left out.
    let isCut: Bool

    init(_ raw: String) {
        var bytes: [UInt8] = []
        let isPlain = raw.utf8.allSatisfy { $0 < 0x80 }
        if isPlain {
            bytes = raw.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        } else {
            bytes = Array(Self.levelled(raw).lowercased().utf8)
        }
        isCut = bytes.count > Self.mostBytes
        if isCut {
            bytes = bytes.prefix(Self.mostHeadBytes) + [0x0A] + bytes.suffix(Self.mostBytes - Self.mostHeadBytes)
        }
        self.bytes = bytes
    }

    init(_ lines: some Sequence<String>) {
        self.init(lines.joined(separator: "\n"))
    }

    var isEmpty: Bool { bytes.isEmpty }
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether the needle (lower case) occurs anywhere.
    func has(_ needle: String) -> Bool { find(needle) { _, _ in true } }

    /// Whether it occurs with no letter or digit on either side.
    func hasWord(_ word: String) -> Bool {
        find(word) { start, end in !isLetter(start - 1) && !isLetter(end) }
    }

    /// Whether a word begins with it.
    func hasStem(_ stem: String) -> Bool { find(stem) { start, _ in !isLetter(start - 1) } }

    func hasAny(_ needles: [String]) -> Bool { needles.contains { has($0) } }
    func hasAnyWord(_ words: [String]) -> Bool { words.contains { hasWord($0) } }
    func hasAnyStem(_ stems: [String]) -> Bool { stems.contains { hasStem($0) } }

    func begins(with prefix: String) -> Bool { bytes.starts(with: prefix.utf8) }
    func ends(with suffix: String) -> Bool {
        let tail = suffix.utf8
        return bytes.count >= tail.count && bytes.suffix(tail.count).elementsEqual(tail)
    }

    /// The words, runs of letters and digits of any script.
    var words: [String] {
        bytes.split { !Self.isWordByte($0) }.map { String(decoding: $0, as: UTF8.self) }
    }

    private func find(_ needle: String, where fits: (Int, Int) -> Bool) -> Bool {
        var needle = needle
        return needle.withUTF8 { wanted in
            guard let first = wanted.first, bytes.count >= wanted.count else { return false }
            return bytes.withUnsafeBufferPointer { hay in
                var start = 0
                let last = hay.count - wanted.count
                while start <= last {
                    if hay[start] == first {
                        var length = 1
                        while length < wanted.count, hay[start + length] == wanted[length] { length += 1 }
                        if length == wanted.count, fits(start, start + length) { return true }
                    }
                    start += 1
                }
                return false
            }
        }
    }

    /// Whether a letter or digit of any script lies at a byte; marks outside ASCII (`¿`, `«`, `。`) are none.
    private func isLetter(_ index: Int) -> Bool {
        guard bytes.indices.contains(index), Self.isWordByte(bytes[index]) else { return false }
        guard bytes[index] >= 0x80 else { return true }
        var start = index
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        guard start + 1 < bytes.count else { return true }
        switch bytes[start] {
        case 0xC2: return false
        case 0xE2: return bytes[start + 1] >= 0xB0
        case 0xE3: return bytes[start + 1] != 0x80
        default: return true
        }
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte >= 0x30 && byte <= 0x39 || byte >= 0x61 && byte <= 0x7A || byte >= 0x41 && byte <= 0x5A
    }

    /// The same text with one spelling for each mark.
    static func levelled(_ raw: String) -> String {
        guard raw.utf8.contains(where: { $0 >= 0x80 }) else { return raw }
        var result = String.UnicodeScalarView()
        for scalar in raw.unicodeScalars where !isInvisible(scalar) { result.append(level(scalar)) }
        return String(result)
    }

    /// What takes no room and could part a word: soft hyphens, zero-width blanks and joiners, direction marks.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }

    private static func level(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xA0, 0x202F, 0x2009, 0x3000: return " "
        case 0x2018, 0x2019: return "'"
        case 0x201C, 0x201D: return "\""
        case 0xFF01...0xFF5E: return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        case 0x3010: return "["
        case 0x3011: return "]"
        case 0xFE16: return "?"
        default: return scalar
        }
    }
}
