/// Modes, margins and the pen.
extension ScreenCanvas {
    /// Carries out the sequences that change how later ones work.
    mutating func setUp(_ sequence: ControlSequence) {
        switch sequence.final {
        case UInt8(ascii: "m"):
            cursor.style.apply(sequence)
            cursor.look = ScreenLook(cursor.style)
        case UInt8(ascii: "r"): setRegion(sequence)
        case UInt8(ascii: "h") where sequence.parameters.contains(4): modes.insert = true
        case UInt8(ascii: "l") where sequence.parameters.contains(4): modes.insert = false
        default: break
        }
    }

    private mutating func setRegion(_ sequence: ControlSequence) {
        let top = min(sequence.parameter(0, or: 1), rowCount) - 1
        let bottom = min(sequence.parameter(1, or: rowCount), rowCount)
        // A region has two rows at least, unless the screen has not.
        guard bottom - top >= min(2, rowCount) else { return }
        region = top..<bottom
        address(row: 0, column: 0)
    }

    mutating func setPrivateModes(_ sequence: ControlSequence) {
        let isOn = sequence.final == UInt8(ascii: "h")
        guard isOn || sequence.final == UInt8(ascii: "l") else { return }
        for mode in sequence.parameters { setPrivateMode(mode, isOn) }
    }

    private mutating func setPrivateMode(_ mode: UInt16, _ isOn: Bool) {
        switch mode {
        case 1: modes.applicationCursorKeys = isOn
        case 6:
            cursor.hasOrigin = isOn
            address(row: 0, column: 0)
        case 7:
            modes.autoWrap = isOn
            if !isOn { cursor.wrapsNext = false }
        case 25: modes.cursorVisible = isOn
        case 47, 1047: isOn ? enterAlternate() : leaveAlternate()
        case 1048: isOn ? save() : restore()
        case 1049: isOn ? enterSaving() : leaveRestoring()
        case 2004: modes.bracketedPaste = isOn
        default: break
        }
        previous = nil
    }

    private mutating func enterSaving() {
        guard !isAlternate else { return }
        save()
        enterAlternate()
    }

    private mutating func leaveRestoring() {
        // A tail that begins within a full-screen program ends with this and never had the beginning.
        guard isAlternate else { return }
        leaveAlternate()
        restore()
    }

    /// DECSTR: modes, margins and pen as at the start; the text and the cursor's place stay.
    mutating func softReset() {
        modes = Modes()
        region = 0..<rowCount
        cursor = Cursor(row: cursor.row, column: cursor.column)
        saved = Cursor()
        savedAlternate = Cursor()
    }
}
