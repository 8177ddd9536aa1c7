import CopilotCells

/// Turns a terminal's bytes into events. Pure: time is handed in.
///
/// The bytes are read here and not through curses, because `get_wch` does not tell a dead terminal from a silent one,
/// reports clicks beyond column 223 wrongly where terminfo only knows X10, and does not know pastes.
struct InputDecoder {
    enum Output: Equatable {
        case event(InputEvent)
        /// The terminal's answer about DEC private mode 2026.
        case synchronizedOutput(Bool)
    }

    /// What has to come next, or time has to pass.
    enum Wait {
        /// The rest of a sequence, or the escape key was pressed.
        case sequence
        /// The end of a paste.
        case paste
    }

    /// Bytes of one sequence; a longer one is dropped.
    static let longestSequence = 256
    /// Bytes of a paste; the rest is dropped.
    static let longestPaste = 65536

    /// Sequences that terminfo names, beyond those that every terminal uses.
    private let terminfo: [[UInt8]: Key]
    /// Whether ^H is what the backspace key sends.
    private let backspaceIsControlH: Bool
    private var pending: [UInt8] = []
    private var paste: Paste?
    private var mouse = MouseDecoder()
    private var output: [Output] = []

    init(terminfo: [[UInt8]: Key] = [:]) {
        self.terminfo = terminfo.filter { $0.key.count > 2 && $0.key.first == 0x1B }
        backspaceIsControlH = terminfo[[0x08]]?.code == .backspace
    }

    var waits: Wait? { paste != nil ? .paste : pending.isEmpty ? nil : .sequence }

    /// `now` in milliseconds, for double clicks.
    mutating func feed(_ bytes: some Sequence<UInt8>, now: UInt64) -> [Output] {
        pending.append(contentsOf: bytes)
        consume(isComplete: false, now: now)
        return take()
    }

    /// What was waited for did not come.
    mutating func expire(now: UInt64) -> [Output] {
        if paste != nil {
            endPaste(with: pending[...])
            pending = []
        }
        consume(isComplete: true, now: now)
        return take()
    }

    private mutating func take() -> [Output] {
        defer { output = [] }
        return output
    }

    private mutating func consume(isComplete: Bool, now: UInt64) {
        var rest = pending[...]
        while !rest.isEmpty {
            let count = paste != nil ? pasted(rest) : decode(rest, isComplete: isComplete, now: now)
            if count == 0 { break }
            rest = rest.dropFirst(count)
        }
        pending = Array(rest)
    }

    /// Decodes one thing; the count of its bytes, or 0 when more have to come.
    private mutating func decode(_ bytes: ArraySlice<UInt8>, isComplete: Bool, now: UInt64) -> Int {
        guard let first = bytes.first else { return 0 }
        if first == 0x1B { return escape(bytes, isComplete: isComplete, now: now) }
        let (key, count) = plain(bytes, isComplete: isComplete)
        if let key { output.append(.event(.key(key))) }
        return count
    }

    /// A key that is no escape sequence.
    private func plain(_ bytes: ArraySlice<UInt8>, isComplete: Bool) -> (Key?, Int) {
        guard let first = bytes.first else { return (nil, 0) }
        if first == 0x08, backspaceIsControlH { return (Key(.backspace), 1) }
        if first < 0x20 || first == 0x7F { return (KeyNames.control(first), 1) }
        if first < 0x80 { return (KeyNames.character(Unicode.Scalar(first)), 1) }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1
        if bytes.count < length, !isComplete { return (nil, 0) }
        var decoder = UTF8()
        var iterator = bytes.prefix(length).makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return (nil, 1) }
        return (KeyNames.character(scalar), length)
    }

    private mutating func escape(_ bytes: ArraySlice<UInt8>, isComplete: Bool, now: UInt64) -> Int {
        let introducer = bytes.dropFirst()
        guard let second = introducer.first else { return isComplete ? emit(Key(.escape), 1) : 0 }
        for (sequence, key) in terminfo where bytes.starts(with: sequence) { return emit(key, sequence.count) }
        switch second {
        case UInt8(ascii: "["):
            if let count = control(bytes, now: now) { return count }
        case UInt8(ascii: "O"):
            guard let final = introducer.dropFirst().first else { break }
            if let code = KeyNames.final(final) { return emit(Key(code), 3) }
            return emit(Key(.character("O"), .alt), 2)
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
            // An answer that nobody asked for; where it does not end it was alt and that character.
            if let count = Self.string(bytes) { return count }
        case 0x1B:
            if introducer.count == 1, !isComplete { return 0 }
            return emit(Key(.escape), 1)
        default:
            let (key, count) = plain(introducer, isComplete: isComplete)
            if count == 0 { return 0 }
            if var key {
                key.modifiers.insert(.alt)
                return emit(key, count + 1)
            }
            return count + 1
        }
        if !isComplete, bytes.count < Self.longestSequence { return 0 }
        return giveUp(bytes, second)
    }

    /// A sequence that did not end in time: alt and a character when it is no longer than that, else dropped.
    private mutating func giveUp(_ bytes: ArraySlice<UInt8>, _ second: UInt8) -> Int {
        if bytes.count > 2, second == UInt8(ascii: "[") { return bytes.count }
        return emit(Key(.character(Character(Unicode.Scalar(second))), .alt), 2)
    }

    private mutating func emit(_ key: Key, _ count: Int) -> Int {
        output.append(.event(.key(key)))
        return count
    }

    /// Length of an OSC, DCS, APC or PM string with its terminator; nil: it has none yet.
    private static func string(_ bytes: ArraySlice<UInt8>) -> Int? {
        var isAfterEscape = false
        for (offset, byte) in bytes.enumerated().dropFirst(2) {
            if byte == 0x07 || (isAfterEscape && byte == UInt8(ascii: "\\")) { return offset + 1 }
            isAfterEscape = byte == 0x1B
        }
        return nil
    }
}

// MARK: - Control sequences

extension InputDecoder {
    /// A CSI sequence; nil when its end is missing.
    private mutating func control(_ bytes: ArraySlice<UInt8>, now: UInt64) -> Int? {
        let body = bytes.dropFirst(2)
        guard let start = body.first else { return nil }
        if start == UInt8(ascii: "M") {
            guard body.count >= 4 else { return nil }
            add(mouse.x10(Array(body.dropFirst().prefix(3)), now: now))
            return 6
        }
        if start == UInt8(ascii: "[") {
            guard let letter = body.dropFirst().first else { return nil }
            if letter >= UInt8(ascii: "A"), letter <= UInt8(ascii: "E") {
                return emit(Key(.function(Int(letter - UInt8(ascii: "A")) + 1)), 4)
            }
            return 3
        }
        guard let end = body.firstIndex(where: { $0 >= 0x40 || $0 < 0x20 }) else { return nil }
        let final = bytes[end]
        let count = end - bytes.startIndex
        // A control character within a sequence: terminals never send that, so drop what came before it.
        if final < 0x20 || final > 0x7E { return count }
        interpret(body[body.startIndex..<end], final: final, now: now)
        return count + 1
    }

    private mutating func interpret(_ parameters: ArraySlice<UInt8>, final: UInt8, now: UInt64) {
        switch (parameters.first, final) {
        case (UInt8(ascii: "<"), UInt8(ascii: "M")), (UInt8(ascii: "<"), UInt8(ascii: "m")):
            let numbers = Self.numbers(parameters.dropFirst())
            add(mouse.sgr(numbers, isPress: final == UInt8(ascii: "M"), now: now))
            return
        case (UInt8(ascii: "?"), UInt8(ascii: "y")) where parameters.last == UInt8(ascii: "$"):
            let numbers = Self.numbers(parameters.dropFirst().dropLast())
            // DECRPM: 1 and 2 say set and reset, so that the mode is known.
            if numbers.count == 2, numbers[0] == 2026 {
                output.append(.synchronizedOutput(numbers[1] == 1 || numbers[1] == 2))
            }
            return
        default: break
        }
        guard
            parameters.allSatisfy({ $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ":") || ($0 >= 0x30 && $0 <= 0x39) })
        else { return }
        let numbers = Self.numbers(parameters)
        if final == UInt8(ascii: "~"), numbers.first == 200 {
            paste = Paste()
        } else if let key = Self.key(numbers, final) {
            output.append(.event(.key(key)))
        }
    }

    private static func key(_ numbers: [Int], _ final: UInt8) -> Key? {
        let first = numbers.first ?? 0
        let modifiers = KeyNames.modifiers(numbers.count > 1 ? numbers[1] : 0)
        switch final {
        case UInt8(ascii: "Z"): return Key(.tab, .shift)
        case UInt8(ascii: "u"): return KeyNames.code(first, modifiers)
        case UInt8(ascii: "~") where first == 27 && numbers.count == 3: return KeyNames.code(numbers[2], modifiers)
        case UInt8(ascii: "~"): return KeyNames.tilde(first).map { Key($0, modifiers) }
        case UInt8(ascii: "M"): return nil
        default: return KeyNames.final(final).map { Key($0, modifiers) }
        }
    }

    /// Numbers between semicolons, of at most six digits; what follows a colon is a refinement that is left out.
    private static func numbers(_ bytes: ArraySlice<UInt8>) -> [Int] {
        bytes.split(separator: UInt8(ascii: ";"), maxSplits: 8, omittingEmptySubsequences: false).map { field in
            field.prefix { $0 >= 0x30 && $0 <= 0x39 }.prefix(6).reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
    }

    private mutating func add(_ event: MouseEvent?) {
        if let event { output.append(.event(.mouse(event))) }
    }
}

// MARK: - Pastes

extension InputDecoder {
    /// Bytes of a paste so far.
    struct Paste {
        var bytes: [UInt8] = []
    }

    private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)

    /// Takes bytes of the paste; the count of those taken, 0 when more have to come to tell its end.
    private mutating func pasted(_ bytes: ArraySlice<UInt8>) -> Int {
        let end = Self.pasteEnd
        var place = bytes.startIndex
        while let escape = bytes[place...].firstIndex(of: 0x1B) {
            let candidate = bytes[escape...].prefix(end.count)
            if candidate.elementsEqual(end) {
                endPaste(with: bytes[..<escape])
                return escape - bytes.startIndex + end.count
            }
            if candidate.count < end.count, end.starts(with: candidate) {
                append(bytes[..<escape])
                return escape - bytes.startIndex
            }
            place = escape + 1
        }
        append(bytes)
        return bytes.count
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) {
        let room = Self.longestPaste - (paste?.bytes.count ?? 0)
        paste?.bytes.append(contentsOf: bytes.prefix(max(0, room)))
    }

    private mutating func endPaste(with bytes: ArraySlice<UInt8>) {
        append(bytes)
        let text = Self.clean(paste?.bytes ?? [])
        paste = nil
        if !text.isEmpty { output.append(.event(.paste(text))) }
    }

    /// A paste is somebody else's text: printable characters, tabs and line ends (as `\n`) remain.
    private static func clean(_ bytes: [UInt8]) -> String {
        var text = String.UnicodeScalarView()
        var isAfterReturn = false
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\r": text.append("\n")
            case "\n": if !isAfterReturn { text.append("\n") }
            case "\t": text.append("\t")
            default: if KeyNames.character(scalar) != nil { text.append(scalar) }
            }
            isAfterReturn = scalar == "\r"
        }
        return String(text)
    }
}
