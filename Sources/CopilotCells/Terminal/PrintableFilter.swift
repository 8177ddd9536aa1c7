/// Decides which scalars of hostile text may be shown. One filter for logs, names, error texts and paths.
package enum PrintableFilter {
    /// What becomes of a scalar.
    package enum Verdict: Sendable, Hashable {
        case keep
        case drop
        /// Shown as its number in angle quotes, because it would change how the text around it reads.
        case spell
        /// Shown as U+FFFD.
        case replace
    }

    /// The verdict over a scalar that follows `previous` (nil at the beginning of a line).
    ///
    /// Controls are dropped; bidirectional controls and line separators are spelt out; zero-width, tag and other
    /// invisible characters are dropped, except the joiner and the selectors within an emoji; what Unicode has not
    /// assigned is replaced.
    package static func verdict(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?) -> Verdict {
        let value = scalar.value
        if value < 0x300 {
            return value < 0x20 || (0x7F..<0xA0).contains(value) || value == 0xAD ? .drop : .keep
        }
        if ScalarWidth.ofCommonBlock(value) != nil { return .keep }
        switch value {
        case 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: return .spell
        case 0x200D: return isEmoji(previous) ? .keep : .drop
        case 0xFE0E...0xFE0F: return isEmoji(previous) ? .keep : .drop
        default: break
        }
        if ScalarWidth.isInvisible(value) { return .drop }
        switch scalar.properties.generalCategory {
        case .unassigned, .surrogate: return .replace
        case .control, .lineSeparator, .paragraphSeparator: return .drop
        case .format: return ScalarWidth.columns(of: scalar) > 0 ? .keep : .drop
        default: return .keep
        }
    }

    /// The scalars to show in place of one: none, itself, U+FFFD or `‹202E›`.
    package static func shown(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?) -> String {
        switch verdict(scalar, after: previous) {
        case .keep: String(scalar)
        case .drop: ""
        case .replace: "\u{FFFD}"
        case .spell: "‹" + String(scalar.value, radix: 16, uppercase: true) + "›"
        }
    }

    /// Whether joiners and selectors may follow: an emoji, or the selector or skin tone that belongs to one.
    private static func isEmoji(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar, scalar.value > 0xFF else { return false }
        return scalar.properties.isEmoji || scalar.value == 0xFE0F
    }
}
