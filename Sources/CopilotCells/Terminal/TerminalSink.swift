/// What a terminal would be asked to do, as `TerminalParser` reads it from bytes.
///
/// Nothing that reaches a sink as text is a control character; of the contents of OSC, DCS, APC, PM and SOS strings only
/// the beginning reaches it, and only through `string(_:introducer:)`.
package protocol TerminalSink {
    /// Prints a run of the characters 0x20 to 0x7E.
    mutating func print(ascii bytes: UnsafeRawBufferPointer)
    /// Prints one scalar from U+00A0 on; U+FFFD stands for bytes that are not UTF-8.
    mutating func print(_ scalar: Unicode.Scalar)
    /// Carries out a C0 control other than ESC, CAN and SUB.
    mutating func control(_ byte: UInt8)
    /// Carries out `ESC intermediate final`, or an 8-bit C1 control as the escape sequence it stands for.
    ///
    /// - Parameter intermediate: the last byte of 0x20 to 0x2F before the final one; 0 when there was none.
    mutating func escape(_ final: UInt8, intermediate: UInt8)
    /// Carries out a control sequence.
    mutating func controlSequence(_ sequence: ControlSequence)
    /// A string ended as it should. What it asks for is untrusted; most sinks do nothing.
    ///
    /// - Parameters:
    ///   - head: its first bytes, at most `TerminalParser.stringHeadLimit`, ASCII only: `?` stands for anything else.
    ///   - introducer: `]` for OSC, `P` DCS, `X` SOS, `^` PM, `_` APC.
    mutating func string(_ head: [UInt8], introducer: UInt8)
}

extension TerminalSink {
    package mutating func string(_ head: [UInt8], introducer: UInt8) {}
}

/// A control sequence: `CSI prefix parameters intermediate final`.
package struct ControlSequence: Sendable, Hashable {
    /// Parameters that are kept of one sequence; further ones are dropped.
    package static let parameterLimit = 32

    /// `<`, `=`, `>` or `?` before the parameters; 0 when there is none.
    package var prefix: UInt8 = 0
    /// 0 to 65,535 each; larger ones are clamped, and one that was left out is 0.
    package var parameters: [UInt16] = []
    /// A bit per parameter: set where it was joined to the one before it by a colon.
    package var joined: UInt32 = 0
    /// The last byte of 0x20 to 0x2F; 0 when there is none.
    package var intermediate: UInt8 = 0
    /// 0x40 to 0x7E.
    package var final: UInt8 = 0

    /// The parameter at `index`, or `fallback` where it is missing or 0.
    package func parameter(_ index: Int, or fallback: Int) -> Int {
        guard index >= 0, index < parameters.count, parameters[index] != 0 else { return fallback }
        return Int(parameters[index])
    }

    /// Whether the parameter at `index` was joined to the one before it by a colon.
    package func isJoined(_ index: Int) -> Bool {
        index >= 0 && index < Self.parameterLimit && joined & (1 << UInt32(index)) != 0
    }

    /// Begins anew and keeps the storage.
    mutating func reset() {
        prefix = 0
        parameters.removeAll(keepingCapacity: true)
        joined = 0
        intermediate = 0
    }
}
