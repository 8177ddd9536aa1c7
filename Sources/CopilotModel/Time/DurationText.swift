/// Durations as missions write and screens show them.
package enum DurationText {
    /// The longest duration a mission may name: 10 years, so that arithmetic on it never overflows.
    package static let longestMilliseconds: Int64 = 10 * 365 * 86_400_000

    /// Reads one or more NUMBER+UNIT (`ms s m h d`), as `1h30m`, `1.5h`, `90s`.
    ///
    /// - Returns: nil if it is empty, has no unit, an unknown one, or is longer than ``longestMilliseconds``.
    package static func parse(_ text: String) -> Duration? {
        var rest = text.utf8[...]
        var total = 0.0
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let number = rest.prefix { ($0 >= 0x30 && $0 <= 0x39) || $0 == UInt8(ascii: ".") }
            guard let first = number.first, first != UInt8(ascii: "."), number.count <= 18,
                let value = Double(String(decoding: number, as: UTF8.self))
            else { return nil }
            rest = rest[number.endIndex...]
            let unit = rest.prefix { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }
            guard let factor = unitMilliseconds[String(decoding: unit, as: UTF8.self)] else { return nil }
            rest = rest[unit.endIndex...]
            total += value * factor
        }
        guard total <= Double(longestMilliseconds) else { return nil }
        return .milliseconds(Int64(total.rounded()))
    }

    private static let unitMilliseconds: [String: Double] = [
        "ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000,
    ]

    /// Shows a duration with its two most significant units: `250ms`, `4.2s`, `59s`, `3m05s`, `2h10m`, `4d03h`.
    package static func format(_ duration: Duration) -> String {
        let milliseconds = max(0, duration.milliseconds)
        if milliseconds < 1000 { return "\(milliseconds)ms" }
        let seconds = milliseconds / 1000
        if seconds < 10 { return "\(seconds).\(milliseconds % 1000 / 100)s" }
        if seconds < 60 { return "\(seconds)s" }
        if seconds < 3600 { return "\(seconds / 60)m\(twoDigits(seconds % 60))s" }
        if seconds < 86_400 { return "\(seconds / 3600)h\(twoDigits(seconds % 3600 / 60))m" }
        return "\(seconds / 86_400)d\(twoDigits(seconds % 86_400 / 3600))h"
    }

    /// Writes a duration so that ``parse(_:)`` reads the same one back: `1h30m`, `1s500ms`, `0s`.
    package static func write(_ duration: Duration) -> String {
        var rest = max(0, duration.milliseconds)
        var text = ""
        for (unit, size) in [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)]
            as [(String, Int64)]
        where rest >= size {
            text += "\(rest / size)\(unit)"
            rest %= size
        }
        return text.isEmpty ? "0s" : text
    }

    private static func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
