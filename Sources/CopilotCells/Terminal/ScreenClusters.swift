/// The characters of a page that are more than one scalar: letters with marks, emoji with selectors.
struct ScreenClusters: Sendable {
    /// Clusters of one page; marks that come when all are taken and shown are dropped.
    static let limit = 8192
    /// Bytes of one cluster; further marks are dropped.
    static let byteLimit = 32

    private var texts: [String] = []
    /// How many there may be before those that nothing shows are looked for.
    private var threshold = 1024

    /// Whether it is time to drop those that nothing shows.
    var isFull: Bool { texts.count >= threshold && threshold < Self.limit }

    subscript(index: UInt32) -> String {
        texts.indices.contains(Int(index)) ? texts[Int(index)] : "\u{FFFD}"
    }

    /// The code of a cell's character with a scalar joined to it; nil when there is no room.
    mutating func join(_ scalar: Unicode.Scalar, to cell: ScreenCell) -> UInt32? {
        if cell.isCluster {
            let index = Int(cell.value)
            guard texts.indices.contains(index), texts[index].utf8.count + scalar.utf8.count <= Self.byteLimit else {
                return nil
            }
            texts[index].unicodeScalars.append(scalar)
            return ScreenCell.cluster | cell.value
        }
        guard texts.count < Self.limit, let first = Unicode.Scalar(cell.value) else { return nil }
        var text = String(first)
        text.unicodeScalars.append(scalar)
        return keep(text)
    }

    /// The code for a text.
    mutating func keep(_ text: String) -> UInt32 {
        texts.append(text)
        return ScreenCell.cluster | UInt32(truncatingIfNeeded: texts.count - 1)
    }

    /// After those that nothing shows were dropped: looks for them again when there are twice as many.
    mutating func settle() {
        threshold = min(Self.limit, max(1024, texts.count * 2))
    }
}
