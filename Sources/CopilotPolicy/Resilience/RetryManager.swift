package import CopilotModel

/// Decides whether a failed try is followed by another, and after what pause.
///
/// This first form counts tries and backs off exponentially with jitter; it treats all categories alike.
package enum RetryManager {
    package enum Decision: Sendable, Hashable {
        case retry(after: Duration, mostTries: Int)
        /// No further try; why, in a few words.
        case giveUp(reason: String)
    }

    /// Tries in all where the mission does not say: a command is not repeated unless somebody said that it may be.
    package static let defaultTries = 1

    /// How long the machine is given before a command is started again that could not be started for want of a process,
    /// a terminal or memory, or of which nobody saw how it ended; each time in a row twice as long, up to the longest.
    package static let shortestMachinePause: Duration = .seconds(5)
    package static let longestMachinePause: Duration = .seconds(300)

    /// Failures of the machine in a row after which a task fails in a mission without a deadline: 70 minutes of pauses.
    package static let mostMachineFaults = 20

    /// The pause after the machine has failed a task so many times in a row, counted from 1.
    package static func machinePause(afterFaults faults: Int) -> Duration {
        // Seven doublings pass the longest.
        let doubled = shortestMachinePause * Int(1 << (min(max(1, faults), 8) - 1))
        return min(doubled, longestMachinePause)
    }

    /// Tries in all that a rule allows.
    package static func mostTries(_ rule: RetryRule) -> Int { max(1, rule.attempts ?? defaultTries) }

    /// Judges a failure after `tries` failed tries, this one included.
    package static func decide(
        _ failure: Failure, tries: Int, rule: RetryRule, generator: inout SeededGenerator
    ) -> Decision {
        let most = mostTries(rule)
        if case .stopped = failure.cause { return .giveUp(reason: "fails: stopped by request") }
        if tries >= most {
            return .giveUp(reason: most == 1 ? "fails: no retry was asked for" : "fails: all \(most) tries are used up")
        }
        return .retry(after: pause(beforeTry: tries &+ 1, rule: rule, generator: &generator), mostTries: most)
    }

    /// The pause before try 2, 3, …: `delay × factor^(try − 2)`, at most `maxDelay`, of which half is certain and half random
    /// (the "equal jitter" of Brooker, Exponential Backoff And Jitter, 2015), so that tasks that failed together do not return together.
    package static func pause(beforeTry next: Int, rule: RetryRule, generator: inout SeededGenerator) -> Duration {
        var seconds = rule.delay.secondsValue
        let cap = min(rule.maxDelay, .milliseconds(DurationText.longestMilliseconds)).secondsValue
        for _ in 0..<(min(max(2, next), 1002) - 2) where seconds < cap { seconds *= max(1, rule.factor) }
        let ceiling = max(0, min(seconds, cap))
        return .milliseconds(Int64((ceiling * Double.random(in: 0.5...1, using: &generator) * 1000).rounded()))
    }
}
