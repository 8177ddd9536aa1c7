extension RecoveryCounts {
    /// In one line: `12 tries failed; 4 of 5 recoverable tasks recovered without a person (80 %): 1 flaky`.
    package var words: String {
        var text = "\(failures) \(failures == 1 ? "try" : "tries") failed"
        if recoverable > 0 {
            let percent = Double(recovered) / Double(recoverable) * 100
            let rounded = (percent * 10).rounded() / 10
            let number = rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
            text += "; \(recovered) of \(recoverable) recoverable tasks recovered without a person (\(number) %)"
        }
        let parts = [
            (flaky, "flaky"), (fellBack, "another way"), (defaulted, "by declared outputs"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return parts.isEmpty ? text : text + ": " + parts.joined(separator: ", ")
    }
}
