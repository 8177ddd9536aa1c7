import CNcurses
import CopilotCells
import Testing

@testable import CopilotScreen

extension ScreenTests {
    /// Frames through ncurses to a pseudo-terminal, on the test's own thread.
    @Suite struct Frames {
        private func withWriter(
            columns: Int = 80, rows: Int = 24, depth: ScreenDepth = .palette, terminal: String = "xterm-256color",
            _ body: (inout FrameWriter, Terminal, PseudoTerminal) throws -> Void
        ) throws {
            let pty = try PseudoTerminal(columns: Int32(columns), rows: Int32(rows))
            defer { pty.hangUp() }
            let options = ScreenOptions(
                input: pty.slave, output: pty.slave, terminal: terminal, depth: depth, restoresOnCrash: false,
                colors: { paint in
                    switch paint {
                    case .rgb(let color): .rgb(color)
                    case .indexed(let index): .palette(index)
                    case .role, .gradient: .standard
                    }
                })
            let screen = try Terminal(options, wake: -1)
            defer { screen.close() }
            var writer = FrameWriter(inks: Inks(depth: depth.color, resolve: options.styles), isUTF8: true)
            _ = pty.written()
            try body(&writer, screen, pty)
        }

        private func show(
            _ frame: CellBuffer, _ writer: inout FrameWriter, _ screen: Terminal, _ pty: PseudoTerminal
        ) -> String {
            writer.write(frame, columns: screen.columns, rows: screen.rows)
            screen.flush()
            return pty.written()
        }

        private func frame(_ text: String, column: Int = 0, row: Int = 0, columns: Int = 80, rows: Int = 24)
            -> CellBuffer
        {
            var frame = CellBuffer(width: columns, height: rows)
            frame.type(text, column: column, row: row)
            return frame
        }

        @Test func aFrameThatChangesNothingSendsNothing() throws {
            try withWriter { writer, screen, pty in
                let first = frame("hello 日本 ⣿")
                #expect(show(first, &writer, screen, pty).contains("hello 日本 ⣿"))
                #expect(show(first, &writer, screen, pty) == "")
                #expect(show(frame("hello 日本 ⣿"), &writer, screen, pty) == "")
                var second = first
                second[20, 5] = Cell("x")
                let bytes = show(second, &writer, screen, pty)
                #expect(bytes.contains("x") && bytes.utf8.count < 20)
            }
        }

        @Test func halvesOfWideCharactersAreMended() throws {
            try withWriter { writer, screen, pty in
                _ = show(frame("日本語"), &writer, screen, pty)
                // Only the cell of the right half of 本 changes.
                var second = frame("日")
                second[3, 0] = Cell("|")
                second[4, 0] = Cell("語")
                second[5, 0] = Cell("")
                let bytes = show(second, &writer, screen, pty)
                #expect(bytes.contains("|"))
                #expect(!bytes.contains("本"))
            }
        }

        @Test(arguments: ["\u{1B}[31mx", "\u{7}", "\u{9B}31m", "\u{202E}", "\u{200B}", "\u{E0041}", "\n", "\u{AD}"])
        func hostileCellsAreReplaced(text: String) throws {
            try withWriter { writer, screen, pty in
                let clean = show(frame(""), &writer, screen, pty)
                var second = CellBuffer(width: 80, height: 24)
                second[5, 5] = Cell(text)
                second[6, 5] = Cell("k")
                let bytes = show(second, &writer, screen, pty)
                #expect(bytes.contains("\u{FFFD}k"))
                #expect(!bytes.contains(text), "\(clean.count)")
            }
        }

        @Test func marksStayAndJoinersGo() throws {
            try withWriter { writer, screen, pty in
                let bytes = show(frame("e\u{301} 👩\u{200D}💻 🇩🇪 ok"), &writer, screen, pty)
                #expect(bytes.unicodeScalars.contains("\u{301}"))
                #expect(!bytes.unicodeScalars.contains("\u{200D}"))
                #expect(bytes.contains("👩"))
            }
        }

        @Test func nothingWideHangsOverTheEdge() throws {
            try withWriter(columns: 10, rows: 3) { writer, screen, pty in
                var wide = CellBuffer(width: 10, height: 3)
                wide[9, 0] = Cell("語")
                wide[9, 2] = Cell("語")
                let bytes = show(wide, &writer, screen, pty)
                #expect(!bytes.contains("語"))
            }
        }

        @Test(arguments: [(1, 1), (2, 1), (20, 5), (500, 200)]) func anySizeWorks(columns: Int, rows: Int) throws {
            try withWriter(columns: columns, rows: rows) { writer, screen, pty in
                #expect(screen.columns == columns && screen.rows == rows)
                var full = CellBuffer(width: columns + 3, height: rows + 3)
                for row in 0..<rows { full.type(String(repeating: "a", count: columns), row: row) }
                writer.write(full, columns: columns, rows: rows)
                #expect(
                    !writer.differs(
                        FrameWriter.fitted(full, columns: columns, rows: rows), columns: columns, rows: rows))
            }
        }

        @Test func coloursAreTheNearestThatThereAre() throws {
            let paint = Style(.rgb(RGB(255, 85, 85)), on: .indexed(17), [.bold])
            for (depth, codes) in [
                (ScreenDepth.direct, ["38;2;255;85;85", "48;5;17"]), (.palette, ["38;5;203", "48;5;17"]), (.mono, []),
            ] {
                try withWriter(depth: depth) { writer, screen, pty in
                    var red = CellBuffer(width: 80, height: 24)
                    red[1, 1] = Cell("r", paint)
                    let bytes = show(red, &writer, screen, pty)
                    for code in codes { #expect(bytes.contains(code), "\(depth) \(bytes.debugDescription)") }
                    #expect(
                        bytes.contains("\u{1B}[1m") || bytes.contains("\u{1B}[0;1m") || bytes.contains("(B\u{1B}[0;1m"))
                    if depth == .mono { #expect(!bytes.contains("[3") && !bytes.contains("38;5")) }
                }
            }
        }

        @Test func directColourKeepsThePaletteAndBlack() throws {
            try withWriter(depth: .direct) { writer, screen, pty in
                #expect(cn_colors() == 1 << 24)
                var frame = CellBuffer(width: 80, height: 24)
                let colors: [(Paint, String)] = [
                    (.indexed(1), "[31m"), (.indexed(9), "[38;5;9m"), (.rgb(RGB(0, 0, 0)), "[38;5;16m"),
                    (.rgb(RGB(0, 0, 80)), "[38;2;0;1;80m"), (.rgb(RGB(1, 2, 3)), "[38;2;1;2;3m"),
                ]
                for (row, color) in colors.enumerated() { frame[0, row * 2] = Cell("x", Style(color.0)) }
                let bytes = show(frame, &writer, screen, pty)
                for (_, code) in colors { #expect(bytes.contains(code)) }
            }
        }

        @Test func aThemeIsAskedForWholeStyles() throws {
            let chosen = Style(.role(.text), on: .role(.selectedBackground))
            let pty = try PseudoTerminal()
            defer { pty.hangUp() }
            for (depth, code) in [(ColorDepth.mono, "\u{1B}[0;7m"), (.truecolor, "48;2;")] {
                let options = ScreenOptions(
                    input: pty.slave, output: pty.slave, terminal: "xterm-256color", depth: depth, theme: .standard,
                    restoresOnCrash: false)
                let screen = try Terminal(options, wake: -1)
                defer { screen.close() }
                var writer = FrameWriter(inks: Inks(depth: depth, resolve: options.styles), isUTF8: true)
                var frame = CellBuffer(width: 80, height: 24)
                frame[1, 1] = Cell("s", chosen)
                let bytes = show(frame, &writer, screen, pty)
                #expect(bytes.contains(code), "\(bytes.debugDescription.prefix(300))")
            }
        }

        @Test func moreColoursThanPairsStillShowTheLastFrame() throws {
            try withWriter(columns: 160, rows: 45) { writer, screen, pty in
                // 24,000 pairs in five frames, of which 8,191 fit.
                for round in 0..<5 {
                    var full = CellBuffer(width: 160, height: 45)
                    for index in 0..<4800 {
                        let colors = Style(
                            .indexed(UInt8(index % 240 + 16)), on: .indexed(UInt8(index / 240 + round * 20 + 16)))
                        full[index % 160, index / 160] = Cell("x", colors)
                    }
                    writer.write(full, columns: 160, rows: 45)
                    screen.flush()
                    let bytes = pty.written()
                    #expect(
                        bytes.contains("48;5;\(4799 / 240 + round * 20 + 16)m")
                            || bytes.contains("48;5;\(4799 / 240 + round * 20 + 16);"))
                }
            }
        }
    }
}
