internal import CopilotModel

/// A live attempt, as the watch sees it. Never leaves the watch's thread.
final class WatchedAttempt {
    /// A prompt that was reported and that nobody has dealt with yet.
    struct Reported {
        var prompt: Prompt
        /// Who waited; nil: nobody was seen.
        var waiter: Int32?
        /// ``WatchedScreen/appearance`` when it was reported.
        var appearance: UInt64
        /// The same question on a screen that goes on changing (a clock, a spinner).
        var latestScreen: UInt64
        /// Whether the attempt was stopped since: the report may have been overlooked.
        var isStale = false

        /// Whether `other` is this prompt, drawn again. What is typed is held against the screen once more.
        func isSame(as other: Prompt, waiter: Int32?, screen: UInt64) -> Bool {
            guard waiter == self.waiter else { return false }
            return screen == latestScreen || prompt.asksTheSame(as: other)
        }
    }

    /// Beyond so many reports of one attempt they are rationed.
    static let mostFreeReports = 500
    /// For so long after a person's last key nobody else answers: they may be reading, or looking for the next word.
    static let handsOffTime: Duration = .seconds(15)
    /// Between two reports then.
    static let reportPause: Duration = .seconds(1)

    let monitor: TaskMonitor
    var screen = WatchedScreen()
    var last: PromptSight?
    var reported: Reported?
    var typing: PromptTyping?
    /// An answer whose secret is being fetched.
    var awaited: PromptAnswer?
    /// When an answer to it was concluded.
    var lastAnswered: Duration?
    /// How long to wait before asking again whether it has fallen quiet.
    var recheck = LookSchedule.firstQuiet
    var lastRendered: Duration = .zero
    /// Until when a person is taken to be typing.
    var handsOff: Duration = .zero
    /// Since when the screen has shown the same words.
    private var steadySince: Duration = .zero
    private var steadyWords: UInt64?
    private var reports = 0
    private var lastReport: Duration?

    init(monitor: TaskMonitor) { self.monitor = monitor }

    var key: AttemptKey { monitor.key }

    /// For how long the screen has shown the same words, after it was rendered.
    func steadyTime(at now: Duration) -> Duration {
        if steadyWords != screen.calm {
            steadyWords = screen.calm
            steadySince = monitor.lastOutput
        }
        return now - steadySince
    }

    /// Who has just been answered goes on asking: such a dialogue is pressing, and as long as its answers.
    func lane(at now: Duration) -> LookQueue.Lane {
        if typing != nil { return .answer }
        return lastAnswered.map { now - $0 < LookSchedule.steady } ?? false ? .answer : .fresh
    }

    /// Whether another report may be sent now; counts it.
    func mayReport(at now: Duration) -> Bool {
        if now < handsOff { return false }
        if reports >= Self.mostFreeReports, let lastReport, now - lastReport < Self.reportPause { return false }
        reports &+= 1
        lastReport = now
        return true
    }
}

extension Prompt {
    /// Whether everything that was understood of it is the same; a spinner or the seconds left do not count.
    func asksTheSame(as other: Prompt) -> Bool {
        kind == other.kind && (question == other.question || CalmText.of(question) == CalmText.of(other.question))
            && subject == other.subject && replies == other.replies && stakes == other.stakes
    }
}
