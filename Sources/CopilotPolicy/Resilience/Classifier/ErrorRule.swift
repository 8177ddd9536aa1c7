/// One thing that tools say when they fail, and what it means.
struct ErrorRule: Sendable {
    /// Its name in reports: `network.dns`.
    let id: String
    let kind: FailureKind
    /// How much it says about the cause, 0 to 100: a full disk says more than a missing file, a missing file more than
    /// "build failed". Of several lines the strongest is the cause, the others are its consequences.
    let strength: Int
    let patterns: [LinePattern]
    /// Programs of which one must occur in the command; empty: any.
    let programs: Set<String>
    /// Lines that it must recognise: its test.
    let examples: [String]

    init(
        _ id: String, _ kind: FailureKind, _ strength: Int, programs: Set<String> = [], _ patterns: [String],
        examples: [String] = []
    ) {
        self.id = id
        self.kind = kind
        self.strength = strength
        self.programs = programs
        self.patterns = patterns.map(LinePattern.init)
        self.examples = examples
    }
}

/// Every rule there is.
enum ErrorRules {
    static let all: [ErrorRule] = [
        errnoTexts, network, timeouts, filesystem, permission, resource, limits, dependency, packages, usage, input,
        requests,
        compilers, tests, crashes, versionControl, generic, [AbsenceReader.rule],
    ].flatMap { $0 }

    static let index = RuleIndex(all)
}
