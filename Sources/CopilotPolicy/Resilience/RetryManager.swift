package import CopilotModel

/// Decides whether a failed try is followed by another, and after what pause: by the failure's category and severity, by what
/// the task's failures have cost already, and by what the mission lays down.
package enum RetryManager {
    /// What a kind of failure is given.
    package struct Row: Sendable, Hashable {
        /// Tries after the first.
        package let retries: Int
        /// The longest pause before the first of them, by how much it grows with each, and where it stops growing.
        package let delay: Duration
        package let factor: Double
        package let cap: Duration
    }

    package enum Decision: Sendable, Hashable {
        /// `mostTries`: tries in all that this kind of failure is given.
        case retry(after: Duration, mostTries: Int)
        /// No further try; why, in a few words.
        case giveUp(reason: String)

        var isRetry: Bool {
            switch self {
            case .retry: true
            case .giveUp: false
            }
        }
    }

    /// The table. A bug is run once more to tell it from chance; what a person must mend is not tried blindly.
    package static func row(_ category: Failure.Category) -> Row {
        switch category {
        case .network: Row(retries: 5, delay: .seconds(1), factor: 2, cap: .seconds(60))
        case .filesystem: Row(retries: 3, delay: .milliseconds(500), factor: 2, cap: .seconds(10))
        case .timeout: Row(retries: 3, delay: .seconds(2), factor: 1.5, cap: .seconds(30))
        case .validation: Row(retries: 1, delay: .seconds(1), factor: 2, cap: .seconds(10))
        case .dependency: Row(retries: 2, delay: .seconds(5), factor: 3, cap: .seconds(120))
        case .permission: Row(retries: 1, delay: .seconds(1), factor: 2, cap: .seconds(10))
        case .resource: Row(retries: 5, delay: .seconds(5), factor: 2, cap: .seconds(120))
        case .code: Row(retries: 1, delay: .seconds(1), factor: 2, cap: .seconds(10))
        case .unknown: Row(retries: 2, delay: .seconds(1), factor: 2, cap: .seconds(10))
        }
    }

    /// How long the machine is given before a command is started again that could not be started for want of a process,
    /// a terminal or memory, or of which nobody saw how it ended; each time in a row twice as long, up to the longest.
    package static let shortestMachinePause: Duration = .seconds(5)
    package static let longestMachinePause: Duration = .seconds(300)

    /// Waits in a row for the machine, the network or a usage limit after which a task fails in a mission without a deadline:
    /// 70 minutes of machine pauses.
    package static let mostMachineFaults = 20

    /// What is added to a wait that a failure itself asks for, so that those who were told the same do not return together.
    package static let longestSpread: Duration = .seconds(1)

    /// The pause after the machine has failed a task so many times in a row, counted from 1.
    package static func machinePause(afterFaults faults: Int) -> Duration {
        // Seven doublings pass the longest.
        let doubled = shortestMachinePause * Int(1 << (min(max(1, faults), 8) - 1))
        return min(doubled, longestMachinePause)
    }

    /// The pause for a lock that somebody holds, after so many such waits in a row: most are held for seconds, an upgrade of
    /// the system for minutes.
    package static func lockPause(afterWaits waits: Int) -> Duration {
        grown(.seconds(1), factor: 2, steps: waits, cap: .seconds(60))
    }

    /// Tries in all for a kind of failure.
    ///
    /// The mission's number replaces the table's, except that code is run once more at most: what fails twice is no chance.
    package static func mostTries(_ failure: Failure, rule: RetryRule) -> Int {
        let row = row(failure.category)
        guard let attempts = rule.attempts else {
            if isAnswer(failure) { return 1 }
            return 1 + (failure.severity == .fatal ? min(1, row.retries) : row.retries)
        }
        return failure.category == .code ? min(1 + row.retries, max(1, attempts)) : max(1, attempts)
    }

    /// Whether a command said no rather than broke, as grep does that finds nothing: it would say so again.
    private static func isAnswer(_ failure: Failure) -> Bool {
        failure.severity == .degraded && !failure.isRecoverable
    }

    /// The same failure so often in a row, and one that trying again does not mend: the mission's number is not used up.
    package static let mostAlike = 5

    /// Judges a failure of a task whose account does not hold it yet.
    ///
    /// - Parameter previous: what the try before failed at.
    package static func decide(
        _ failure: Failure, account: FailureAccount, previous: Failure? = nil, rule: RetryRule,
        generator: inout SeededGenerator
    ) -> Decision {
        if case .stopped = failure.cause { return .giveUp(reason: "fails: stopped by request") }
        let most = mostTries(failure, rule: rule)
        let alike = (account.tries[failure.category] ?? 0) &+ 1
        let all = account.tries.values.reduce(1, &+)
        if alike >= most || all >= rule.attempts ?? .max {
            return .giveUp(reason: "fails: \(reason(failure, tries: all, most: most))")
        }
        if alike >= mostAlike, !failure.isRecoverable, let previous,
            BrakePolicy.signature(previous) == BrakePolicy.signature(failure)
        {
            return .giveUp(reason: "fails: the same \(alike) times, and trying again does not mend it")
        }
        let pause = pause(failure, tries: alike, rule: rule, generator: &generator)
        return .retry(after: pause, mostTries: all &+ most &- alike)
    }

    private static func reason(_ failure: Failure, tries: Int, most: Int) -> String {
        if most == 1, isAnswer(failure) { return "a second try would come to the same" }
        if most == 1 { return "a second try is ruled out" }
        if failure.category == .code { return "a second run failed as well, so it is no chance" }
        return tries == most ? "all \(most) tries are used up" : "the tries for this kind of failure are used up"
    }

    /// The pause after so many failures of a kind, this one included: at random between nothing and
    /// `delay × factor^(tries − 1)`, at most the cap ("full jitter": Brooker, Exponential Backoff And Jitter, 2015), so that
    /// tasks that failed together do not return together; but no shorter than the failure itself asks for.
    package static func pause(
        _ failure: Failure, tries: Int, rule: RetryRule, generator: inout SeededGenerator
    ) -> Duration {
        let ceiling = ceiling(failure.category, tries: tries, rule: rule)
        let pause = Int64((ceiling.secondsValue * Double.random(in: 0...1, using: &generator) * 1000).rounded())
        guard let asked = failure.reading?.retryAfterMilliseconds else { return .milliseconds(pause) }
        let spread = min(pause, longestSpread.milliseconds)
        let wait = max(0, min(asked, DurationText.longestMilliseconds))
        return .milliseconds(max(pause, wait &+ spread))
    }

    /// The longest pause after so many failures of a kind.
    package static func ceiling(_ category: Failure.Category, tries: Int, rule: RetryRule) -> Duration {
        let row = row(category)
        let delay = rule.delay ?? row.delay
        // A first pause that is longer than the usual longest is meant, not cut.
        let longest = min(rule.maxDelay ?? max(row.cap, delay), .milliseconds(DurationText.longestMilliseconds))
        return grown(delay, factor: rule.factor ?? row.factor, steps: tries &- 1, cap: longest)
    }

    /// `delay × factor^steps`, at least 0, at most the cap.
    package static func grown(_ delay: Duration, factor: Double, steps: Int, cap: Duration) -> Duration {
        var seconds = max(0, delay.secondsValue)
        let longest = max(0, cap.secondsValue)
        for _ in 0..<min(max(0, steps), 1_000) where seconds < longest { seconds *= max(1, factor) }
        return .milliseconds(Int64((min(seconds, longest) * 1000).rounded()))
    }
}
