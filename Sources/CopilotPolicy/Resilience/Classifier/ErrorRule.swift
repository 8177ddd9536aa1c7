/// One thing that tools say when they fail, and what it means.
struct ErrorRule: Sendable {
    /// Its name in reports: `network.dns`.
    let id: String
    let kind: FailureKind
    /// How much it says about the cause, 0 to 100: a full disk says more than a missing file, a missing file more than
    /// "build failed". Of several lines the strongest is the cause, the others are its consequences.
    let strength: Int
    /// Programs of which one must occur in the command; empty: any.
    var programs: Set<String> = []
    var patterns: [LinePattern] = []
    /// Lines that it must recognise: its test.
    var examples: [String] = []
}

/// Every rule there is.
enum ErrorRules {
    static let tables: [ErrorRuleTable] = [
        errnoTexts, network, timeouts, filesystem, permission, resource, limits, dependency, packages, usage, input,
        requests, compilers, tests, crashes, versionControl, generic,
    ]

    static let all: [ErrorRule] = tables.flatMap(\.rules) + [AbsenceReader.rule]

    static let index = RuleIndex(all)
}
