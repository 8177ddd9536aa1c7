internal import CopilotModel

/// The name of a tool's session: what `{session}` stands for.
enum SessionName {
    /// A UUID (RFC 9562, laid out as version 4) that is the same for the same attempt of the same run, and no other's.
    ///
    /// - Parameter attempt: the one that began the session.
    /// - Parameter seed: the run's, drawn at random when it was created, so that a later run of the same name has others.
    static func text(_ key: AttemptKey, attempt: Int, seed: UInt64) -> String {
        let name = "\(key.run.rawValue)/\(key.task)/\(attempt)/\(seed)"
        var (high, low) = (half("a/" + name), half("b/" + name))
        high = high & ~0xF000 | 0x4000
        low = low & ~(0xC000 << 48) | 0x8000 << 48
        let digits = hex(high) + hex(low)
        let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        return parts.map { String(digits.dropFirst($0.lowerBound).prefix($0.count)) }.joined(separator: "-")
    }

    private static func half(_ text: String) -> UInt64 {
        var hash = FNV1a()
        hash.add(text)
        return hash.value
    }

    private static func hex(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
