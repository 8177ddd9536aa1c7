/// A path that a snapshot speaks of: where it is rooted, and the way from there, byte for byte.
package struct SnapshotPath: Sendable, Hashable, Comparable {
    /// What a path starts from.
    package enum Area: String, Sendable, Hashable, Comparable, CaseIterable {
        /// The work tree.
        case work = "w"
        /// The folder of the git repository: its index, HEAD and what else is its own.
        case repository = "g"
        /// What a linked work tree shares with others: refs.
        case common = "c"

        package static func < (left: Area, right: Area) -> Bool { left.rawValue < right.rawValue }
    }

    package let area: Area
    /// Printable ASCII: any other byte, `%` and the backslash are written `%` and two hex digits, so that equal text is equal
    /// bytes and a name stands on one line. Empty: the root itself.
    package let name: String

    package init(_ area: Area, bytes: some Sequence<UInt8>) {
        self.area = area
        name = Self.escape(bytes)
    }

    /// Takes a name that is escaped already.
    package init(_ area: Area, escaped name: String) {
        self.area = area
        self.name = name
    }

    package static func < (left: SnapshotPath, right: SnapshotPath) -> Bool {
        left.area != right.area ? left.area < right.area : left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
    }

    /// The bytes of the name, as the file system has them.
    package var bytes: [UInt8] { Self.unescape(name) }

    /// What it stands in; nil: it is a root.
    package var parent: SnapshotPath? {
        if name.isEmpty { return nil }
        guard let slash = name.lastIndex(of: "/") else { return SnapshotPath(area, escaped: "") }
        return SnapshotPath(area, escaped: String(name[..<slash]))
    }

    /// For people: as text where it is text. May hold control characters.
    package var shown: String {
        let text = String(decoding: bytes, as: UTF8.self)
        switch area {
        case .work: return text.isEmpty ? "." : text
        case .repository, .common: return ".git/" + text
        }
    }

    /// Writes bytes so that nothing of them is lost and nothing of them is special.
    package static func escape(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            if (0x20...0x7E).contains(byte), byte != 0x25, byte != 0x5C {
                text.append(byte)
            } else {
                text += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes that ``escape(_:)`` wrote.
    package static func unescape(_ text: String) -> [UInt8] {
        let source = Array(text.utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.count)
        var index = 0
        while index < source.count {
            if source[index] == 0x25, index + 2 < source.count, let high = hex(source[index + 1]),
                let low = hex(source[index + 2])
            {
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(source[index])
                index += 1
            }
        }
        return bytes
    }

    private static func hex(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x41...0x46: digit - 0x37
        default: nil
        }
    }
}
