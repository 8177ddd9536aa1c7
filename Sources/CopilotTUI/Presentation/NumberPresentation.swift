/// Numbers as the screen shows them.
enum NumberPresentation {
    /// A count with its thousands set apart: `1,234,567`.
    static func count(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return number < 0 ? "-" + text : text
    }

    /// A count in at most four characters: `9999`, `12k`, `450k`, `1.2M`.
    static func compact(_ number: Int) -> String {
        let value = max(0, number)
        switch value {
        case ..<10_000: return "\(value)"
        case ..<1_000_000: return "\(value / 1000)k"
        case ..<10_000_000: return "\(value / 1_000_000).\(value % 1_000_000 / 100_000)M"
        default: return "\(min(999, value / 1_000_000))M"
        }
    }

    /// Bytes in binary units with two or three significant digits: `512 B`, `4.2 KiB`, `13 GiB`.
    static func bytes(_ bytes: Int64) -> String {
        let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
        var value = Double(max(0, bytes))
        var unit = 0
        while value >= 1024, unit < units.count - 1 {
            value /= 1024
            unit += 1
        }
        return unit == 0 || value >= 9.95 ? "\(Int(value.rounded())) \(units[unit])" : "\(tenths(value)) \(units[unit])"
    }

    /// A share of 0 to 100 as a whole percentage; what is no number is `-`.
    static func percent(_ share: Double?) -> String {
        guard let share, share.isFinite else { return "-" }
        return "\(whole(share))%"
    }

    /// A share of 0 to 100 as a whole number within these bounds; 0 for what is no number.
    static func whole(_ share: Double) -> Int { share.isFinite ? Int(min(max(share, 0), 100).rounded()) : 0 }

    /// A number with one decimal, clamped to what a screen has room for: `0.3`, `12.0`.
    static func tenths(_ value: Double) -> String {
        guard value.isFinite else { return "-" }
        let scaled = Int((min(max(value, -99_999), 99_999) * 10).rounded())
        return (scaled < 0 ? "-" : "") + "\(abs(scaled) / 10).\(abs(scaled) % 10)"
    }

    /// A number and its noun: `1 task`, `2 tasks`, `3 tries`.
    static func counted(_ number: Int, _ noun: String, plural: String? = nil) -> String {
        "\(count(number)) \(number == 1 ? noun : plural ?? noun + "s")"
    }
}
