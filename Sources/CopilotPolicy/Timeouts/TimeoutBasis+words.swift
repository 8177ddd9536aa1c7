extension TimeoutBasis {
    /// The basis for people, on one line: `q99 of 143 runs = 41m × 1.32 (1 % target), no cap`.
    ///
    /// `unit` shows a number of seconds.
    package func words(unit: (Double) -> String) -> String {
        var words = base(unit)
        if let guess, anchor != .guess { words += ", first run: a guess for \(guess.rawValue) work is the least" }
        if isRaised { words += ", raised to what running or cut-off runs of the key took" }
        return words + ", " + capWords
    }

    private func base(_ unit: (Double) -> String) -> String {
        let share = Self.short(target * 100)
        let scaled = "= \(unit(baseSeconds)) × \(Self.short(factor)) (\(share) % target)"
        let counted = "\(runs) \(runs == 1 ? "run" : "runs")\(level.isEmpty ? " of everything" : "")"
        switch anchor {
        case .upper: return (runs >= 100 ? "q99 of " : "longest of ") + "\(counted) \(scaled)"
        case .high: return "q90 of \(counted) \(scaled)"
        case .trend: return "recent mean + 3 deviations of \(counted) \(scaled)"
        case .recent: return "recent mean of \(counted) \(scaled)"
        case .requested: return "requested \(scaled)"
        case .guess: return "guess for \((guess ?? .general).rawValue) work, no run seen yet = \(unit(baseSeconds))"
        }
    }

    private var capWords: String {
        switch cap {
        case nil: "no cap"
        case .requested: "capped by the requested limit"
        case .deadline: "capped by the mission's deadline"
        case .twiceLongest: "capped at twice the longest run ever seen"
        }
    }

    /// Two places, without zeros at the end.
    package static func short(_ number: Double) -> String {
        guard number.isFinite, abs(number) < 1e12 else { return "?" }
        let hundredths = Int((abs(number) * 100).rounded())
        let (whole, rest) = (hundredths / 100, hundredths % 100)
        let sign = number < 0 && hundredths > 0 ? "-" : ""
        if rest == 0 { return "\(sign)\(whole)" }
        return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
}
