/// The part of an output that is looked at, prepared for searching.
struct OutputLines: Sendable {
    /// One line.
    struct Line: Sendable {
        /// As it was shown.
        var bytes: [UInt8]
        /// In lower case, without blanks at either end.
        var lower: ArraySlice<UInt8>
        /// Blanks before it.
        var indent: Int
        /// Whether it stands in a frame, beside a line that is drawn.
        var isFramed: Bool
        /// How far from the end it is, in lines that are not blank.
        var distance: Int
        /// Whether it comes from the first failure's region instead of the end.
        var isEarly: Bool

        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    /// The first failure's region and the end, oldest first.
    private(set) var lines: [Line] = []

    /// Of a longer line the beginning and the end are looked at.
    static let longestLine = 2_400
    /// The lines looked at; progress and lists print many short ones.
    private static let mostLines = 1_200

    init(_ output: FailureOutput) {
        var plain = PlainLines(output.tail).lines
        if let last = plain.last, !output.longLineHead.isEmpty {
            plain[plain.count - 1] = (PlainLines(output.longLineHead).lines.first ?? []) + [0x20] + last
        } else if output.isCut, plain.count > 1 {
            // Nobody knows how its first line began.
            plain.removeFirst()
        }
        var late: [Line] = []
        add(plain.reversed(), budget: FailureEvidence.mostBytes, isEarly: false, to: &late)
        let distance = late.count
        add(PlainLines(output.firstFailure).lines, budget: FailureEvidence.mostRegionBytes, isEarly: true, to: &lines)
        for index in lines.indices { lines[index].distance = distance }
        lines += late.reversed()
    }

    private func add(_ plain: [[UInt8]], budget: Int, isEarly: Bool, to lines: inout [Line]) {
        var budget = budget
        for bytes in plain {
            let bytes = Self.shortened(bytes)
            budget -= bytes.count + 1
            guard budget >= 0, lines.count < Self.mostLines else { return }
            let line = Self.line(bytes, distance: lines.count, isEarly: isEarly)
            if !line.lower.isEmpty { lines.append(line) }
        }
    }

    private static func line(_ bytes: [UInt8], distance: Int, isEarly: Bool) -> Line {
        let lower = LowerText(String(decoding: bytes, as: UTF8.self)).bytes
        var start = Self.blanks(lower, 0)
        let indent = start
        while Self.isFrame(lower, start) { start = Self.blanks(lower, start + 3) }
        let end = lower.lastIndex { $0 != 0x20 } ?? start
        return Line(
            bytes: bytes, lower: start < lower.endIndex ? lower[start...max(start, end)] : [], indent: indent,
            isFramed: start > indent, distance: distance, isEarly: isEarly)
    }

    private static func blanks(_ line: [UInt8], _ start: Int) -> Int {
        var place = start
        while place < line.count, line[place] == 0x20 { place += 1 }
        return place
    }

    /// Whether a box-drawing character stands there (U+2500 to U+257F).
    private static func isFrame(_ line: [UInt8], _ place: Int) -> Bool {
        place + 2 < line.count && line[place] == 0xE2 && (line[place + 1] == 0x94 || line[place + 1] == 0x95)
    }

    private static func shortened(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count > longestLine else { return bytes }
        return bytes.prefix(longestLine / 2) + [0x20] + bytes.suffix(longestLine / 2)
    }
}
