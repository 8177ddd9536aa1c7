import CopilotModel
import CopilotPolicy

/// What a look at a failed attempt may find.
enum RandomFailure {
    static let plain = Failure(category: .unknown, severity: .recoverable, cause: .exited(code: 1), summary: "exit 1")

    static func of(_ failure: Failure, using random: inout SeededGenerator) -> Diagnosis {
        guard Int.random(in: 0..<100, using: &random) < 70 else { return Diagnosis(failure: failure) }
        var failure = failure
        failure.category = Failure.Category.allCases.randomElement(using: &random) ?? .unknown
        failure.severity = Failure.Severity.allCases.randomElement(using: &random) ?? .transient
        let scope = Failure.Scope.allCases.randomElement(using: &random) ?? .task
        let asks = Int.random(in: 0..<100, using: &random) < 30
        failure.reading = Failure.Reading(
            rule: "rule.\(Int.random(in: 0...3, using: &random))", scope: scope,
            isRetryable: failure.severity != .fatal, recovery: .retryBackoff,
            retryAfterMilliseconds: asks ? Int64.random(in: 0...400_000, using: &random) : nil,
            evidence: ["line"], confidence: 0.9)
        let isOffline = Int.random(in: 0..<100, using: &random) < 40
        let remedies: [Remedy] = [.makeFolder(path: "/w/out"), .install(tool: "pip", manifest: "requirements.txt")]
        return Diagnosis(
            failure: failure, connectivity: failure.category == .network && isOffline ? .offline("no route") : .online,
            remedies: Int.random(in: 0..<100, using: &random) < 30 ? remedies : [])
    }
}
