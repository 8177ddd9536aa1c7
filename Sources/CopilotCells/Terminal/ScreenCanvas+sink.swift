/// Controls and sequences arrive. What is not named here changes nothing: titles, links, clipboards, mouse, macros.
extension ScreenCanvas: TerminalSink {
    mutating func control(_ byte: UInt8) {
        switch byte {
        case 0x07: bellRang = true
        case 0x08: place(row: cursor.row, column: cursor.column - 1)
        case 0x09: place(row: cursor.row, column: (cursor.column / 8 + 1) * 8)
        case 0x0A...0x0C:
            bellRang = false
            index()
        case 0x0D: place(row: cursor.row, column: 0)
        case 0x0E: cursor.usesG1 = true
        case 0x0F: cursor.usesG1 = false
        default: break
        }
    }

    mutating func escape(_ final: UInt8, intermediate: UInt8) {
        switch (intermediate, final) {
        case (UInt8(ascii: "("), _): cursor.drawsLines0 = final == UInt8(ascii: "0")
        case (UInt8(ascii: ")"), _): cursor.drawsLines1 = final == UInt8(ascii: "0")
        case (0, UInt8(ascii: "7")): save()
        case (0, UInt8(ascii: "8")): restore()
        case (0, UInt8(ascii: "D")): index()
        case (0, UInt8(ascii: "E")):
            index()
            cursor.column = 0
        case (0, UInt8(ascii: "M")): reverseIndex()
        case (0, UInt8(ascii: "Z")): answer(.primaryAttributes)
        case (0, UInt8(ascii: "c")): reset()
        default: break
        }
    }

    mutating func string(_ head: [UInt8], introducer: UInt8) {
        if let question = TerminalQueries.question(inString: head, introducer: introducer) { answer(question) }
    }

    mutating func controlSequence(_ sequence: ControlSequence) {
        if let question = TerminalQueries.question(in: sequence) { return answer(question) }
        switch (sequence.prefix, sequence.intermediate) {
        case (0, 0): if !moved(sequence), !edited(sequence) { setUp(sequence) }
        case (UInt8(ascii: "?"), 0): setPrivateModes(sequence)
        case (0, UInt8(ascii: "!")) where sequence.final == UInt8(ascii: "p"): softReset()
        default: break
        }
    }

    private mutating func answer(_ question: TerminalQueries.Question) {
        let row = cursor.row - (cursor.hasOrigin ? region.lowerBound : 0)
        queries.answer(question, row: row, column: cursor.column, rows: rowCount, columns: columns)
    }

    /// Carries out a motion of the cursor; false for other sequences.
    private mutating func moved(_ sequence: ControlSequence) -> Bool {
        let count = sequence.parameter(0, or: 1)
        switch sequence.final {
        case UInt8(ascii: "A"): moveRows(-count)
        case UInt8(ascii: "B"), UInt8(ascii: "e"): moveRows(count)
        case UInt8(ascii: "C"), UInt8(ascii: "a"): place(row: cursor.row, column: cursor.column + count)
        case UInt8(ascii: "D"): place(row: cursor.row, column: cursor.column - count)
        case UInt8(ascii: "E"):
            moveRows(count)
            cursor.column = 0
        case UInt8(ascii: "F"):
            moveRows(-count)
            cursor.column = 0
        case UInt8(ascii: "G"), UInt8(ascii: "`"): place(row: cursor.row, column: count - 1)
        case UInt8(ascii: "I"): place(row: cursor.row, column: (cursor.column / 8 + count) * 8)
        case UInt8(ascii: "Z"): place(row: cursor.row, column: ((cursor.column + 7) / 8 - count) * 8)
        case UInt8(ascii: "d"): address(row: count - 1, column: cursor.column)
        case UInt8(ascii: "H"), UInt8(ascii: "f"): address(row: count - 1, column: sequence.parameter(1, or: 1) - 1)
        case UInt8(ascii: "s"): save()
        case UInt8(ascii: "u"): restore()
        default: return false
        }
        return true
    }

    /// Carries out what changes cells; false for other sequences.
    private mutating func edited(_ sequence: ControlSequence) -> Bool {
        let count = sequence.parameter(0, or: 1)
        let (row, column) = (cursor.row, cursor.column)
        switch sequence.final {
        case UInt8(ascii: "J"): eraseScreen(sequence.parameter(0, or: 0))
        case UInt8(ascii: "K"): eraseLine(sequence.parameter(0, or: 0))
        case UInt8(ascii: "X"): page.erase(row, from: column, to: column + count)
        case UInt8(ascii: "P"): page.delete(count, row: row, column: column)
        case UInt8(ascii: "@"): page.insertBlanks(count, row: row, column: column)
        case UInt8(ascii: "L") where region.contains(row):
            page.scrollDown(row..<region.upperBound, by: count)
            cursor.column = 0
        case UInt8(ascii: "M") where region.contains(row):
            page.scrollUp(row..<region.upperBound, by: count)
            cursor.column = 0
        case UInt8(ascii: "S"): scrollUp(region, by: count)
        // With more parameters it is xterm's highlight tracking.
        case UInt8(ascii: "T") where sequence.parameters.count < 2: page.scrollDown(region, by: count)
        case UInt8(ascii: "b"): repeatLast(count)
        default: return false
        }
        if sequence.final != UInt8(ascii: "b") {
            cursor.wrapsNext = false
            previous = nil
        }
        return true
    }

    /// More than a row of one character says nothing new.
    private mutating func repeatLast(_ count: Int) {
        guard let repeatable else { return }
        let width = ScalarWidth.columns(of: repeatable)
        guard width > 0 else { return }
        for _ in 0..<min(count, columns) { write(repeatable, width: width) }
    }

    private mutating func eraseLine(_ part: Int) {
        switch part {
        case 0: page.erase(cursor.row, from: cursor.column, to: columns)
        case 1: page.erase(cursor.row, from: 0, to: cursor.column + 1)
        case 2: page.eraseRows(cursor.row..<(cursor.row + 1))
        default: break
        }
    }

    private mutating func eraseScreen(_ part: Int) {
        switch part {
        case 0:
            page.erase(cursor.row, from: cursor.column, to: columns)
            page.eraseRows((cursor.row + 1)..<max(cursor.row + 1, rowCount))
        case 1:
            page.eraseRows(0..<cursor.row)
            page.erase(cursor.row, from: 0, to: cursor.column + 1)
        case 2: page.eraseRows(0..<rowCount)
        case 3: history.removeAll()
        default: break
        }
    }
}
