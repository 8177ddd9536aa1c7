import Testing

@testable import CopilotCells

@Suite struct TerminalFuzzTests {
    private static let limits = LogDocument.Limits(lines: 40, bytesPerLine: 64, runsPerLine: 6, bytes: 4_000, rows: 10)

    /// What may stand in a line.
    private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200B, 0x200C, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF:
            false
        case 0xE0000...0xE0FFF: false
        default: true
        }
    }

    @Test(arguments: 0..<60) func anySplitGivesTheSameDocumentOfPrintableText(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let bytes = generator.hostileBytes(pieces: 400)
        var whole = LogDocument(limits: Self.limits)
        whole.append(bytes)
        whole.finish()
        for chunk in [1, 2, 3, 7, 64] {
            var split = LogDocument(limits: Self.limits)
            var index = 0
            while index < bytes.count {
                let size = chunk == 64 ? Int.random(in: 1...64, using: &generator) : chunk
                split.append(Array(bytes[index..<min(index + size, bytes.count)]))
                index += size
            }
            split.finish()
            #expect(whole.lines == split.lines)
            #expect(whole.cursor == split.cursor)
            #expect(whole.lines.map { whole.runs(of: $0) } == split.lines.map { split.runs(of: $0) })
        }
        #expect(whole.lines.count <= 40)
        for line in whole.lines {
            let text = whole.text(of: line)
            #expect(text.utf8.count <= 64)
            #expect(text.unicodeScalars.allSatisfy(isPrintable), "\(text.debugDescription)")
            #expect(whole.runs(of: line).map(\.text).joined() == text)
            let columns = text.unicodeScalars.reduce(0) { $0 + ScalarWidth.columns(of: $1) }
            #expect(whole.columns(of: line) == columns)
        }
    }

    @Test(arguments: 0..<30) func drawingStaysInsideAndIsPrintable(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed) &+ 1_000)
        var document = LogDocument(limits: Self.limits)
        document.append(generator.hostileBytes(pieces: 300))
        for width in [1, 2, 7, 40] {
            for overflow in [LogLayout.Overflow.wrap, .clip(0), .clip(3)] {
                var buffer = CellBuffer(width: width + 2, height: 8)
                let area = Area(column: 1, row: 1, width: width, height: 6)
                let anchor = LogLayout.bottom(of: document, width: width, height: 6, overflow)
                LogLayout.draw(document, from: anchor, in: area, overflow, into: &buffer)
                for (index, cell) in buffer.cells.enumerated() {
                    let point = Point(column: index % buffer.width, row: index / buffer.width)
                    #expect(area.contains(point) || cell == .blank)
                    #expect(cell.text.unicodeScalars.allSatisfy(isPrintable))
                }
            }
        }
    }

    @Test(arguments: 0..<60) func sanitizedTextIsPrintableHoweverItIsSplit(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed) &+ 2_000)
        let bytes = generator.hostileBytes(pieces: 300)
        for layout in [Sanitizer.Layout.line, .text, .colouredText] {
            let whole = Sanitizer.sanitize(bytes, layout)
            var sanitizer = Sanitizer(layout)
            var pieces = ""
            for byte in bytes { pieces += withUnsafeBytes(of: byte) { sanitizer.push($0) } }
            pieces += sanitizer.finish()
            #expect(whole == pieces)
            var rest = whole
            if layout == .colouredText { rest = whole.replacing(#/\u{1B}\[[0-9;:]*m/#, with: "") }
            if layout != .line { rest = rest.filter { $0 != "\n" && $0 != "\t" } }
            #expect(rest.unicodeScalars.allSatisfy(isPrintable), "\(rest.debugDescription)")
        }
    }

    @Test func noiseOfEveryByte() {
        var generator = SeededGenerator(seed: 7)
        var document = LogDocument(limits: Self.limits)
        for _ in 0..<200 {
            document.append((0..<500).map { _ in UInt8.random(in: 0...255, using: &generator) })
        }
        for line in document.lines {
            #expect(document.text(of: line).unicodeScalars.allSatisfy(isPrintable))
        }
    }
}
