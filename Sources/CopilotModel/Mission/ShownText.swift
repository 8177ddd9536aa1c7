extension StringProtocol {
    /// The text as a message may quote it: at most `limit` characters (then `…`), control, bidirectional and zero-width
    /// characters and line ends written as `\u{1B}`.
    package func shown(limit: Int = 60) -> String {
        var result = ""
        for (count, scalar) in unicodeScalars.enumerated() {
            if count == limit { return result + "…" }
            if scalar.isUnsafeToShow {
                result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Whether it has a control character, a line end and a tab among them.
    package var hasControlCharacter: Bool {
        unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}

extension Unicode.Scalar {
    /// Whether a terminal may act on it, or a reader be misled by it, instead of seeing it.
    package var isUnsafeToShow: Bool {
        if isASCII { return value < 0x20 || value == 0x7F }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: return true
        default: return false
        }
    }
}
