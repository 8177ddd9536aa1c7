/// Reads a child's bytes as a terminal would: UTF-8, then the state machine of DEC's and ANSI's terminals.
///
/// It can stop between any two bytes and go on with the next chunk: the actions are the same however the bytes are
/// cut. It keeps at most one control sequence (`ControlSequence.parameterLimit` parameters) and the first bytes of one
/// string (`stringHeadLimit`). A sequence longer than `sequenceLimit` bytes is given up: a control sequence at once, a string at the
/// next line feed, so that nothing unterminated can hide the rest of the output.
package struct TerminalParser: Sendable {
    /// Bytes of one control sequence or string (4 KiB).
    package static let sequenceLimit = 4096
    /// Bytes of a string that are kept, enough for any query of a terminal.
    package static let stringHeadLimit = 64

    enum State: Sendable, Hashable {
        case ground
        case escape, escapeIntermediate
        case parameters, intermediates, ignoredSequence
        /// Inside OSC (which BEL ends too) or DCS, APC, PM, SOS; after an ESC in one; in one that is too long.
        case operatingSystemCommand, string, stringEscape, overlongString
    }

    var state = State.ground
    var sequence = ControlSequence()
    var length = 0
    /// Whether the sequence has all the parameters that are kept, and further digits belong to none of them.
    var isFull = false
    /// The byte that began the string, and the string's first bytes.
    var introducer: UInt8 = 0
    var head: [UInt8] = []
    private var utf8 = UTF8Assembler()

    package init() {}

    /// Reads a chunk.
    package mutating func feed(_ bytes: UnsafeRawBufferPointer, to sink: inout some TerminalSink) {
        var index = 0
        while index < bytes.count {
            if state == .ground, !utf8.isPending {
                let end = bytes.endOfPrintableASCII(from: index)
                if end > index {
                    sink.print(ascii: UnsafeRawBufferPointer(rebasing: bytes[index..<end]))
                    index = end
                    continue
                }
            }
            let byte = bytes[index]
            index &+= 1
            if byte < 0x80, !utf8.isPending {
                consume(byte, &sink)
            } else {
                decode(byte, &sink)
            }
        }
    }

    /// The end of the stream: a cut-off character becomes U+FFFD, a cut-off sequence nothing.
    package mutating func finish(to sink: inout some TerminalSink) {
        if utf8.isPending { consume("\u{FFFD}", &sink) }
        self = TerminalParser()
    }

    private mutating func decode(_ byte: UInt8, _ sink: inout some TerminalSink) {
        switch utf8.push(byte) {
        case .pending: break
        case .scalar(let scalar): consume(scalar, &sink)
        case .invalid: consume("\u{FFFD}", &sink)
        case .single: consumeSingle(byte, &sink)
        case .cutOffBefore:
            consume("\u{FFFD}", &sink)
            // A byte that cannot continue a character begins anew, and beginning leaves nothing to be cut off.
            if utf8.push(byte) == .single {
                consumeSingle(byte, &sink)
            } else if !utf8.isPending {
                consume("\u{FFFD}", &sink)
            }
        }
    }

    private mutating func consumeSingle(_ byte: UInt8, _ sink: inout some TerminalSink) {
        if byte < 0x80 { consume(byte, &sink) } else { consumeC1(byte, &sink) }
    }

    private mutating func consume(_ scalar: Unicode.Scalar, _ sink: inout some TerminalSink) {
        if scalar.value < 0xA0 { return consumeC1(UInt8(truncatingIfNeeded: scalar.value), &sink) }
        switch state {
        case .ground: sink.print(scalar)
        case .operatingSystemCommand, .string, .overlongString: lengthenString(by: 4, UInt8(ascii: "?"))
        case .stringEscape, .escape, .escapeIntermediate, .parameters, .intermediates, .ignoredSequence:
            state = .ground
            sink.print(scalar)
        }
    }

    /// An 8-bit control, which ends whatever went before.
    private mutating func consumeC1(_ byte: UInt8, _ sink: inout some TerminalSink) {
        if byte == 0x9C, state == .operatingSystemCommand || state == .string {
            state = .ground
            return sink.string(head, introducer: introducer)
        }
        beginSequence()
        consume(byte &- 0x40, &sink)
    }
}

extension UnsafeRawBufferPointer {
    /// Where the run of characters 0x20 to 0x7E that begins at `start` ends.
    func endOfPrintableASCII(from start: Int) -> Int {
        var index = start
        let ones: UInt64 = 0x0101_0101_0101_0101
        while index &+ 8 <= count {
            let word = loadUnaligned(fromByteOffset: index, as: UInt64.self)
            // A high bit for each byte below 0x20, from 0x80 on, and at 0x7F.
            let below = (word &- ones &* 0x20) & ~word
            if (below | word | (word &+ ones)) & (ones &* 0x80) != 0 { break }
            index &+= 8
        }
        while index < count, self[index] >= 0x20, self[index] < 0x7F { index &+= 1 }
        return index
    }
}
