/// Controls and sequences arrive. What is not named here changes nothing: modes, queries, titles, links, clipboards.
extension LogCanvas: TerminalSink {
    mutating func control(_ byte: UInt8) {
        switch byte {
        case 0x08: backspace()
        case 0x09: move(toLine: line, column: (column / 8 &+ 1) &* 8)
        case 0x0A...0x0C: lineFeed()
        case 0x0D:
            column = 0
            previous = nil
            offset = nil
        default: break
        }
    }

    private mutating func backspace() {
        let place = offset.flatMap { ring[line].stepBack(from: $0) }
        column = max(0, column &- 1)
        previous = nil
        offset = column == 0 ? nil : place
    }

    mutating func escape(_ final: UInt8, intermediate: UInt8) {
        guard intermediate == 0 else { return }
        switch final {
        case UInt8(ascii: "7"): save()
        case UInt8(ascii: "8"): restore()
        case UInt8(ascii: "D"): lineFeed(keepingColumn: true)
        case UInt8(ascii: "E"): lineFeed()
        case UInt8(ascii: "M"): move(toLine: line &- 1, column: column)
        case UInt8(ascii: "c"):
            leaveAlternateScreen()
            pen = .plain
            clearScreen()
        default: break
        }
    }

    mutating func controlSequence(_ sequence: ControlSequence) {
        guard sequence.intermediate == 0 else { return }
        switch sequence.prefix {
        case 0: if !moved(sequence) { edit(sequence) }
        case UInt8(ascii: "?"): setMode(sequence)
        default: break
        }
    }

    /// The alternate screen's modes (xterm's 47, 1047, 1049); all others are ignored.
    private mutating func setMode(_ sequence: ControlSequence) {
        guard sequence.parameters.contains(where: { $0 == 1049 || $0 == 1047 || $0 == 47 }) else { return }
        if sequence.final == UInt8(ascii: "h") { enterAlternateScreen() }
        if sequence.final == UInt8(ascii: "l") { leaveAlternateScreen() }
    }

    /// Carries out a motion of the cursor; false for other sequences.
    private mutating func moved(_ sequence: ControlSequence) -> Bool {
        let count = sequence.parameter(0, or: 1)
        switch sequence.final {
        case UInt8(ascii: "A"): move(toLine: line &- count, column: column)
        case UInt8(ascii: "B"), UInt8(ascii: "e"): move(toLine: line &+ count, column: column)
        case UInt8(ascii: "C"), UInt8(ascii: "a"): move(toLine: line, column: column &+ count)
        case UInt8(ascii: "D"): move(toLine: line, column: column &- count)
        case UInt8(ascii: "E"): move(toLine: line &+ count, column: 0)
        case UInt8(ascii: "F"): move(toLine: line &- count, column: 0)
        case UInt8(ascii: "G"), UInt8(ascii: "`"): move(toLine: line, column: count &- 1)
        case UInt8(ascii: "d"): move(toLine: top &+ count &- 1, column: column)
        case UInt8(ascii: "H"), UInt8(ascii: "f"):
            move(toLine: top &+ count &- 1, column: sequence.parameter(1, or: 1) &- 1)
        case UInt8(ascii: "s"): save()
        case UInt8(ascii: "u"): restore()
        default: return false
        }
        return true
    }

    private mutating func edit(_ sequence: ControlSequence) {
        if sequence.final == UInt8(ascii: "m") { return pen.apply(sequence) }
        let count = sequence.parameter(0, or: 1)
        offset = nil
        switch sequence.final {
        case UInt8(ascii: "J"): eraseScreen(sequence.parameter(0, or: 0))
        case UInt8(ascii: "K"): eraseLine(sequence.parameter(0, or: 0))
        case UInt8(ascii: "X"): blank(from: column, count: count)
        case UInt8(ascii: "P"): ring[line].delete(from: column, count: count, runLimit: limits.runsPerLine)
        case UInt8(ascii: "@"):
            ring[line].insert(
                blanks: count, at: column, byteLimit: limits.bytesPerLine, runLimit: limits.runsPerLine)
        default: break
        }
    }

    private mutating func blank(from start: Int, count: Int) {
        ring[line].blank(
            from: start, count: count, byteLimit: limits.bytesPerLine, runLimit: limits.runsPerLine)
    }

    private mutating func eraseLine(_ part: Int) {
        switch part {
        case 0: ring[line].truncate(to: column, runLimit: limits.runsPerLine)
        case 1: blank(from: 0, count: column &+ 1)
        case 2: ring[line].truncate(to: 0, runLimit: limits.runsPerLine)
        default: break
        }
    }

    /// Erasing all of the screen removes its lines; erasing the scrollback (3) is not granted.
    private mutating func eraseScreen(_ part: Int) {
        switch part {
        case 0 where line == top && column == 0: clearScreen()
        case 0:
            eraseLine(0)
            ring.removeAll(from: line &+ 1)
        case 1:
            for number in top..<max(top, line) { ring[number].truncate(to: 0, runLimit: limits.runsPerLine) }
            eraseLine(1)
        case 2: clearScreen()
        default: break
        }
    }
}
