/// How many colours the terminal can show.
package enum ColorDepth: String, Sendable, Hashable, CaseIterable {
    case truecolor
    case palette256 = "256"
    case palette16 = "16"
    /// None: meaning shows in glyphs, words and attributes.
    case mono

    /// What `--color` takes.
    package static let choices = ["auto"] + allCases.map(\.rawValue)

    /// The depth to use.
    ///
    /// A depth named by the user wins; then no terminal, `TERM=dumb` or a non-empty `NO_COLOR` (no-color.org) mean mono;
    /// then `COLORTERM`, then what terminfo says.
    ///
    /// - Parameters:
    ///   - choice: the value of `--color`; `auto`, nil and unknown words leave the decision to the rest.
    ///   - terminfoColours: terminfo's `colors` (`max_colors`); nil or negative where it has none.
    package static func detect(
        choice: String?, environment: [String: String], terminfoColours: Int?, isTTY: Bool
    ) -> ColorDepth {
        if let choice, let depth = ColorDepth(rawValue: choice) { return depth }
        guard isTTY, environment["TERM"] != "dumb" else { return .mono }
        if let value = environment["NO_COLOR"], !value.isEmpty { return .mono }
        if let value = environment["COLORTERM"], value == "truecolor" || value == "24bit" { return .truecolor }
        switch terminfoColours ?? 0 {
        case 0x1000000...: return .truecolor
        case 256...: return .palette256
        case 8...: return .palette16
        default: return .mono
        }
    }
}
