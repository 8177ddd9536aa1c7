import CopilotCells

/// Turns mouse reports into clicks and turns of the wheel (xterm's ctlseqs, "Mouse Tracking").
struct MouseDecoder {
    /// Two presses of the left button within this time at the same place are a double click.
    static let doubleClickMilliseconds: UInt64 = 400

    private var lastPress: (position: Point, at: UInt64)?

    /// Button, column and row, one each, counted from 1 and shifted by 32.
    mutating func x10(_ bytes: [UInt8], now: UInt64) -> MouseEvent? {
        guard bytes.count == 3, bytes.allSatisfy({ $0 >= 32 }) else { return nil }
        let button = Int(bytes[0]) - 32
        guard button & 3 != 3 || button >= 64 else { return nil }
        return event(button: button, column: Int(bytes[1]) - 32, row: Int(bytes[2]) - 32, now: now)
    }

    /// Button, column and row, counted from 1.
    mutating func sgr(_ numbers: [Int], isPress: Bool, now: UInt64) -> MouseEvent? {
        guard numbers.count == 3, isPress else { return nil }
        return event(button: numbers[0], column: numbers[1], row: numbers[2], now: now)
    }

    private mutating func event(button: Int, column: Int, row: Int, now: UInt64) -> MouseEvent? {
        guard column >= 1, row >= 1 else { return nil }
        let position = Point(column: column - 1, row: row - 1)
        // Bits 4, 8 and 16 are modifiers, 32 is motion.
        switch button & ~(4 | 8 | 16) {
        case 0: return press(at: position, now: now)
        case 64: return MouseEvent(.wheelUp, at: position)
        case 65: return MouseEvent(.wheelDown, at: position)
        default: return nil
        }
    }

    private mutating func press(at position: Point, now: UInt64) -> MouseEvent {
        if let last = lastPress, last.position == position, now &- last.at <= Self.doubleClickMilliseconds {
            lastPress = nil
            return MouseEvent(.doublePress, at: position)
        }
        lastPress = (position, now)
        return MouseEvent(.press, at: position)
    }
}
