/// The state machine for 7-bit bytes.
extension TerminalParser {
    /// Carries out or collects one byte below 0x80.
    mutating func consume(_ byte: UInt8, _ sink: inout some TerminalSink) {
        switch byte {
        case 0x18, 0x1A: state = .ground
        case 0x1B: beginEscape()
        default:
            switch state {
            case .ground: ground(byte, &sink)
            case .escape, .escapeIntermediate: escape(byte, &sink)
            case .parameters, .intermediates, .ignoredSequence: controlSequence(byte, &sink)
            case .operatingSystemCommand, .string, .overlongString: string(byte, &sink)
            case .stringEscape: endString(byte, &sink)
            }
        }
    }

    /// Counts the bytes of a string. Only its beginning is kept.
    mutating func lengthenString(by bytes: Int, _ byte: UInt8) {
        length &+= bytes
        if head.count < Self.stringHeadLimit { head.append(byte) }
        if length > Self.sequenceLimit { state = .overlongString }
    }

    private mutating func beginEscape() {
        switch state {
        case .operatingSystemCommand, .string, .overlongString, .stringEscape:
            state = .stringEscape
        case .ground, .escape, .escapeIntermediate, .parameters, .intermediates, .ignoredSequence:
            beginSequence()
        }
    }

    /// Begins an escape sequence.
    mutating func beginSequence() {
        state = .escape
        length = 0
        isFull = false
        sequence.reset()
    }

    private func ground(_ byte: UInt8, _ sink: inout some TerminalSink) {
        if byte < 0x20 { return sink.control(byte) }
        guard byte < 0x7F else { return }
        withUnsafeBytes(of: byte) { sink.print(ascii: $0) }
    }

    private mutating func escape(_ byte: UInt8, _ sink: inout some TerminalSink) {
        guard lengthen() else { return }
        switch byte {
        case 0..<0x20: sink.control(byte)
        case 0x20..<0x30:
            sequence.intermediate = byte
            state = .escapeIntermediate
        case 0x7F: break
        default:
            state = .ground
            if sequence.intermediate != 0 { return sink.escape(byte, intermediate: sequence.intermediate) }
            introduce(byte, &sink)
        }
    }

    /// The byte after ESC: it may introduce a longer sequence.
    private mutating func introduce(_ byte: UInt8, _ sink: inout some TerminalSink) {
        switch byte {
        case UInt8(ascii: "["): state = .parameters
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            state = byte == UInt8(ascii: "]") ? .operatingSystemCommand : .string
            introducer = byte
            head.removeAll(keepingCapacity: true)
        default: sink.escape(byte, intermediate: 0)
        }
    }

    private mutating func controlSequence(_ byte: UInt8, _ sink: inout some TerminalSink) {
        guard lengthen() else { return }
        switch byte {
        case 0..<0x20: sink.control(byte)
        case 0x20..<0x30:
            sequence.intermediate = byte
            if state == .parameters { state = .intermediates }
        case 0x30..<0x40:
            if state == .parameters, collect(byte) { return }
            state = .ignoredSequence
        case 0x7F: break
        default:
            let isWhole = state != .ignoredSequence
            state = .ground
            sequence.final = byte
            if isWhole { sink.controlSequence(sequence) }
        }
    }

    /// Takes a byte of the parameters; false where it may not stand there.
    private mutating func collect(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "<")...UInt8(ascii: "?"):
            guard sequence.prefix == 0, sequence.parameters.isEmpty else { return false }
            sequence.prefix = byte
        case UInt8(ascii: ";"), UInt8(ascii: ":"):
            if sequence.parameters.isEmpty { sequence.parameters.append(0) }
            guard sequence.parameters.count < ControlSequence.parameterLimit else {
                isFull = true
                return true
            }
            if byte == UInt8(ascii: ":") { sequence.joined |= 1 << UInt32(sequence.parameters.count) }
            sequence.parameters.append(0)
        default:
            if sequence.parameters.isEmpty { sequence.parameters.append(0) }
            guard !isFull, let last = sequence.parameters.last else { return true }
            let value = UInt32(last) * 10 + UInt32(byte & 0x0F)
            sequence.parameters[sequence.parameters.count - 1] = UInt16(min(value, 0xFFFF))
        }
        return true
    }

    private mutating func string(_ byte: UInt8, _ sink: inout some TerminalSink) {
        if byte == 0x07, state == .operatingSystemCommand {
            state = .ground
            sink.string(head, introducer: introducer)
        } else if byte == 0x0A, state == .overlongString {
            state = .ground
            sink.control(byte)
        } else {
            lengthenString(by: 1, byte)
        }
    }

    /// After an ESC within a string: a backslash ends it, anything else begins a sequence of its own.
    private mutating func endString(_ byte: UInt8, _ sink: inout some TerminalSink) {
        if byte == UInt8(ascii: "\\") {
            state = .ground
            if length <= Self.sequenceLimit { sink.string(head, introducer: introducer) }
            return
        }
        beginSequence()
        escape(byte, &sink)
    }

    /// Counts a byte of a sequence; false when it is too long and given up.
    private mutating func lengthen() -> Bool {
        length &+= 1
        if length > Self.sequenceLimit { state = .ground }
        return length <= Self.sequenceLimit
    }
}
