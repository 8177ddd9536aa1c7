/// What stands out on the screen.
extension ScreenGrid {
    /// A stretch of one row that looks the same throughout and not plain.
    package struct Highlight: Sendable, Hashable {
        /// How it stands out, the strongest first.
        package enum Kind: String, Sendable, Hashable, CaseIterable {
            case reverse
            case background
            case bold
            case foreground
        }

        /// The screen row, from 0.
        package let row: Int
        /// The columns its text covers, from 0.
        package let columns: Range<Int>
        /// What is written there, blanks at both ends left out; never empty.
        package let text: String
        /// The strongest of its attributes.
        package let kind: Kind
        /// Equal for what looks alike.
        package let style: UInt32
    }

    /// Columns of one highlight's text.
    private static let highlightColumns = 200

    /// What stands out, from the top. If it is more than `limit`, the looks that cover the fewest columns are kept.
    package func highlights(limit: Int) -> [Highlight] {
        var found: [Highlight] = []
        for row in canvas.page.rows.indices where canvas.page.rows[row].extent > 0 {
            appendHighlights(of: row, to: &found)
        }
        guard found.count > limit else { return found }
        var covered: [UInt32: Int] = [:]
        for item in found { covered[item.style, default: 0] += item.columns.count }
        let rarest = found.indices.sorted { first, second in
            let (one, other) = (covered[found[first].style] ?? 0, covered[found[second].style] ?? 0)
            return one == other ? first < second : one < other
        }
        return rarest.prefix(max(0, limit)).sorted().map { found[$0] }
    }

    private func appendHighlights(of row: Int, to found: inout [Highlight]) {
        let cells = canvas.page.written(row)
        var start = cells.startIndex
        while start < cells.endIndex {
            let look = cells[start].look
            let end = cells[start...].firstIndex { $0.look != look } ?? cells.endIndex
            defer { start = end }
            guard let kind = Self.kind(of: look) else { continue }
            var part = cells[start..<end]
            while let first = part.first, first.isBlank { part.removeFirst() }
            while let last = part.last, last.isBlank { part.removeLast() }
            part = part.prefix(Self.highlightColumns)
            guard !part.isEmpty else { continue }
            var bytes: [UInt8] = []
            canvas.page.append(part, to: &bytes)
            found.append(
                Highlight(
                    row: row, columns: (part.startIndex - cells.startIndex)..<(part.endIndex - cells.startIndex),
                    text: String(decoding: bytes, as: UTF8.self), kind: kind, style: look.bits))
        }
    }

    private static func kind(of look: ScreenLook) -> Highlight.Kind? {
        if look.bits == 0 { return nil }
        if look.attributes.contains(.reverse) { return .reverse }
        if look.hasBackground { return .background }
        if look.attributes.contains(.bold) { return .bold }
        return look.hasForeground ? .foreground : nil
    }
}
