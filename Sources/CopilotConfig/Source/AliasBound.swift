import CopilotModel

/// How large a YAML text can become when its aliases are written out, found before anything is parsed.
///
/// An alias may only stand behind the whole node that its anchor names, so that node lies between the anchor and the
/// first use of the alias. From that follows an upper bound for every node, in one pass over the text. Whatever looks
/// like an anchor or an alias counts, inside quotes too: the bound only grows by that.
struct AliasBound {
    /// What a text with aliases may become: the text itself and 4 MiB.
    static let most = 4 << 20

    private struct Anchor {
        var offset: Int
        var line: Int
        /// What aliases before the anchor added to the text.
        var before: Int
        var isRepeated = false
        var weight: Int?
    }

    /// Refuses a text that aliases would blow up, or in which an alias could mean several anchors.
    static func check(_ text: String) throws(FileProblem) {
        var bound = AliasBound()
        let problem = text.utf8.withContiguousStorageIfAvailable { bound.scan($0) } ?? nil
        if let problem { throw problem }
    }

    private var anchors: [ArraySlice<UInt8>: Anchor] = [:]
    private var added = 0

    private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> FileProblem? {
        var line = 1
        var offset = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            offset &+= 1
            if byte == 0x0A { line &+= 1 }
            guard byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*") else { continue }
            let start = offset
            while offset < bytes.count, Self.isNameByte(bytes[offset]) { offset &+= 1 }
            guard offset > start else { continue }
            let name = ArraySlice(bytes[start..<offset])
            if byte == UInt8(ascii: "&") {
                if anchors[name] == nil {
                    anchors[name] = Anchor(offset: start, line: line, before: added)
                } else {
                    anchors[name]?.isRepeated = true
                }
            } else if let problem = use(name, at: start, line: line) {
                return problem
            }
        }
        return nil
    }

    private mutating func use(_ name: ArraySlice<UInt8>, at offset: Int, line: Int) -> FileProblem? {
        guard let anchor = anchors[name] else { return nil }
        let shown = String(decoding: name, as: UTF8.self).shown()
        if anchor.isRepeated {
            let message = "'*\(shown)' could mean two anchors '&\(shown)', the first on line \(anchor.line); rename one"
            return FileProblem(line: line, message: message)
        }
        let weight = anchor.weight ?? (offset &- anchor.offset &+ (added &- anchor.before))
        anchors[name]?.weight = weight
        added &+= weight
        if added <= Self.most { return nil }
        return FileProblem(
            line: line, message: "aliases would make this file too large; write '*\(shown)' out, or use 'defaults'")
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
