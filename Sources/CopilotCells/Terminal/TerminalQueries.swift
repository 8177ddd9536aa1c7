/// What programs ask their terminal, and the answers: those of a colour terminal without extras.
///
/// Some programs wait for an answer before they go on. Nothing that a program wrote is ever part of an answer, because an
/// answer arrives as if somebody had typed it.
struct TerminalQueries: Sendable {
    /// Bytes of answers that wait to be taken; an answer that does not fit is not given.
    static let byteLimit = 256

    /// A question, after xterm's "Control Sequences".
    enum Question: Sendable, Hashable {
        /// DA1 and DECID; DA2.
        case primaryAttributes, secondaryAttributes
        /// DSR 5; CPR (DSR 6) and its private form.
        case status, cursorPosition, privateCursorPosition
        /// DECRQM of an ANSI or a private mode.
        case mode(UInt16, isPrivate: Bool)
        /// The size of the text area in characters (`CSI 18 t`).
        case textArea
        /// XTGETTCAP; DECRQSS.
        case capability, setting
        /// OSC 10, 11 and 12.
        case foreground, background, cursorColour
    }

    private var pending: [UInt8] = []

    /// The answers so far; they are gone from here.
    mutating func take() -> [UInt8] {
        defer { pending = [] }
        return pending
    }

    /// The question that a control sequence asks.
    static func question(in sequence: ControlSequence) -> Question? {
        let first = sequence.parameter(0, or: 0)
        switch (sequence.prefix, sequence.intermediate, sequence.final) {
        case (0, 0, UInt8(ascii: "c")) where first == 0: return .primaryAttributes
        case (UInt8(ascii: ">"), 0, UInt8(ascii: "c")) where first == 0: return .secondaryAttributes
        case (0, 0, UInt8(ascii: "n")) where first == 5: return .status
        case (0, 0, UInt8(ascii: "n")) where first == 6: return .cursorPosition
        case (UInt8(ascii: "?"), 0, UInt8(ascii: "n")) where first == 6: return .privateCursorPosition
        case (0, UInt8(ascii: "$"), UInt8(ascii: "p")): return .mode(UInt16(first), isPrivate: false)
        case (UInt8(ascii: "?"), UInt8(ascii: "$"), UInt8(ascii: "p")): return .mode(UInt16(first), isPrivate: true)
        case (0, 0, UInt8(ascii: "t")) where first == 18: return .textArea
        default: return nil
        }
    }

    /// The question that a string asks.
    static func question(inString head: [UInt8], introducer: UInt8) -> Question? {
        switch introducer {
        case UInt8(ascii: "]"):
            if head == Array("10;?".utf8) { return .foreground }
            if head == Array("11;?".utf8) { return .background }
            return head == Array("12;?".utf8) ? .cursorColour : nil
        case UInt8(ascii: "P"):
            if head.starts(with: "+q".utf8) { return .capability }
            return head.starts(with: "$q".utf8) ? .setting : nil
        default: return nil
        }
    }

    /// Adds the answer to a question; rows and columns count from 0.
    mutating func answer(_ question: Question, row: Int, column: Int, rows: Int, columns: Int) {
        let text =
            switch question {
            // A VT220 with colours, as xterm's patch 276.
            case .primaryAttributes: "\u{1B}[?62;22c"
            case .secondaryAttributes: "\u{1B}[>1;276;0c"
            case .status: "\u{1B}[0n"
            case .cursorPosition: "\u{1B}[\(row + 1);\(column + 1)R"
            case .privateCursorPosition: "\u{1B}[?\(row + 1);\(column + 1)R"
            case .mode(let mode, let isPrivate): "\u{1B}[\(isPrivate ? "?" : "")\(mode);0$y"
            case .textArea: "\u{1B}[8;\(rows);\(columns)t"
            case .capability: "\u{1B}P0+r\u{1B}\\"
            case .setting: "\u{1B}P0$r\u{1B}\\"
            // Light on dark, whatever the user's terminal is: the output is shown later and elsewhere.
            case .foreground: "\u{1B}]10;rgb:d0d0/d0d0/d0d0\u{1B}\\"
            case .background: "\u{1B}]11;rgb:1e1e/1e1e/1e1e\u{1B}\\"
            case .cursorColour: "\u{1B}]12;rgb:d0d0/d0d0/d0d0\u{1B}\\"
            }
        guard pending.count + text.utf8.count <= Self.byteLimit else { return }
        pending.append(contentsOf: text.utf8)
    }
}
