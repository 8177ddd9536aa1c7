/// The part of an output that is looked at, prepared for searching.
struct OutputLines: Sendable {
    /// One line.
    struct Line: Sendable {
        var text: String
        /// In lower case, without blanks at either end.
        var lower: ArraySlice<UInt8>
        /// Blanks before it.
        var indent: Int
        /// How far from the end it is, in lines that are not blank.
        var distance: Int
        /// Whether it comes from the first failure's region instead of the end.
        var isEarly: Bool
    }

    private(set) var lines: [Line] = []

    /// Of a longer line the beginning and the end are looked at.
    private static let longestLine = 2_400
    /// The lines looked at; progress and lists print many short ones.
    private static let mostLines = 1_200

    init(_ evidence: FailureEvidence) {
        var budget = FailureEvidence.mostBytes
        var late: [Line] = []
        var distance = 0
        for text in evidence.lines.reversed() {
            guard budget > 0, late.count < Self.mostLines else { break }
            budget -= text.utf8.count + 1
            let line = Self.line(text, distance: distance, isEarly: false)
            if line.lower.isEmpty { continue }
            late.append(line)
            distance += 1
        }
        budget = FailureEvidence.mostRegionBytes
        for text in evidence.firstFailure {
            guard budget > 0 else { break }
            budget -= text.utf8.count + 1
            let line = Self.line(text, distance: distance, isEarly: true)
            if !line.lower.isEmpty { lines.append(line) }
        }
        lines += late.reversed()
    }

    private static func line(_ text: String, distance: Int, isEarly: Bool) -> Line {
        let text = shortened(text)
        let lower = LowerText(text).bytes
        let start = lower.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? lower.endIndex
        let end = lower.lastIndex { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D } ?? start
        return Line(
            text: text, lower: start < lower.endIndex ? lower[start...end] : [], indent: start, distance: distance,
            isEarly: isEarly)
    }

    private static func shortened(_ text: String) -> String {
        guard text.utf8.count > longestLine else { return text }
        let half = longestLine / 2
        return String(decoding: text.utf8.prefix(half), as: UTF8.self) + " "
            + String(decoding: text.utf8.suffix(half), as: UTF8.self)
    }
}
