/// The text of a JSON string with escapes, while it is read.
struct JSONEscapes {
    private var bytes: [UInt8]

    /// Begins with bytes that stand before the first escape.
    init(prefix: some Sequence<UInt8>) { bytes = Array(prefix) }

    /// What was read.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Adds a byte as it stands.
    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    /// Adds what the escape whose bytes follow the backslash means. A surrogate without its other half becomes U+FFFD.
    ///
    /// - Returns: how many bytes behind the backslash belong to it; nil if there is no such escape.
    mutating func appendEscape(_ rest: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        guard let letter = rest.first else { return nil }
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(letter)
        case UInt8(ascii: "b"): bytes.append(0x08)
        case UInt8(ascii: "f"): bytes.append(0x0C)
        case UInt8(ascii: "n"): bytes.append(0x0A)
        case UInt8(ascii: "r"): bytes.append(0x0D)
        case UInt8(ascii: "t"): bytes.append(0x09)
        case UInt8(ascii: "u"): return appendUnicode(rest.dropFirst())
        default: return nil
        }
        return 1
    }

    private mutating func appendUnicode(_ rest: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        guard let unit = Self.hex(rest) else { return nil }
        let tail = rest.dropFirst(4)
        if (0xD800..<0xDC00).contains(unit), tail.starts(with: Array("\\u".utf8)),
            let low = Self.hex(tail.dropFirst(2)),
            (0xDC00..<0xE000).contains(low)
        {
            append(Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)))
            return 11
        }
        append(Unicode.Scalar(unit))
        return 5
    }

    private mutating func append(_ scalar: Unicode.Scalar?) {
        bytes.append(contentsOf: UTF8.encode(scalar ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter)
    }

    private static func hex(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> UInt32? {
        let digits = bytes.prefix(4)
        guard digits.count == 4 else { return nil }
        var value: UInt32 = 0
        for digit in digits {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(digit - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(digit - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(digit - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
        return value
    }
}

/// The keys of one object, with their lines; a dictionary only once there are many.
struct KeySet {
    private static let few = 12

    private var keys: [(key: String, line: Int)] = []
    private var lines: [String: Int] = [:]

    /// Adds a key; returns the line where it stood before, if it did.
    mutating func insert(_ key: String, line: Int) -> Int? {
        if keys.count < Self.few {
            if let first = keys.first(where: { $0.key == key }) { return first.line }
            keys.append((key, line))
            return nil
        }
        if lines.isEmpty { for (key, line) in keys where lines[key] == nil { lines[key] = line } }
        if let first = lines[key] { return first }
        lines[key] = line
        return nil
    }
}
