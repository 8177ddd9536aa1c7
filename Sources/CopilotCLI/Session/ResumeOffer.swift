internal import CopilotCells
internal import CopilotModel
internal import CopilotStore
internal import Foundation

/// Asks a person at a terminal whether `run` goes on with what has not ended, or starts anew.
struct ResumeOffer {
    /// What becomes of the unfinished run.
    enum Choice: Sendable, Hashable {
        case goOn, startAnew, neither
    }

    /// How long somebody is waited for: who typed the command and left wants his mission carried.
    static let patience: Duration = .seconds(30)

    let run: RunSummary
    /// How many of its tasks have come to their end, of how many; nil: not known.
    let progress: (settled: Int, total: Int)?
    /// Wall clock, milliseconds since 1970.
    let now: Int64

    /// What is asked, in two lines, the second without its end.
    var question: String {
        let done = progress.map { "\($0.settled) of \($0.total) tasks have come to their end" }
        let since = max(0, now.subtractingSaturated(run.endedAt ?? run.createdAt))
        let when = run.endedAt == nil ? "begun" : "stopped"
        let age = "\(when) \(Self.span(since)) ago"
        return """
            \(run.run) has not ended: \([done, age].compactMap { $0 }.joined(separator: ", ")).
            Go on with it? [Y/n: start anew/q: neither] (yes in \(Self.patience.components.seconds) s)\u{20}
            """
    }

    /// Whole minutes, or whole seconds where there are less than two.
    private static func span(_ milliseconds: Int64) -> String {
        let unit: Int64 = milliseconds >= 120_000 ? 60_000 : 1000
        return DurationText.format(.milliseconds(milliseconds / unit * unit))
    }

    /// What an answer means; nil: none of what was asked for.
    static func choice(_ answer: String) -> Choice? {
        switch answer.lowercased().filter({ !$0.isWhitespace }) {
        case "", "y", "yes": .goOn
        case "n", "no", "new", "fresh": .startAnew
        case "q", "quit": .neither
        default: nil
        }
    }

    /// Asks until there is an answer, or nobody has given one in time.
    func ask() -> Choice {
        Console.plainPrompt(question)
        let deadline = ContinuousClock.now + Self.patience
        var typed: [UInt8] = []
        while true {
            let left = max(.zero, deadline - .now)
            var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            let count = poll(&waiting, 1, Int32(clamping: left.milliseconds))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                Console.plainPrompt("\n")
                return .goOn
            }
            var bytes = [UInt8](repeating: 0, count: 256)
            let read = Foundation.read(STDIN_FILENO, &bytes, bytes.count)
            // The terminal is gone: whoever asked for the run is as well.
            guard read > 0 else { return .goOn }
            typed += bytes[..<read]
            guard typed.last == UInt8(ascii: "\n") else { continue }
            if let choice = Self.choice(String(decoding: typed, as: UTF8.self)) { return choice }
            typed = []
            Console.plainPrompt("y, n or q? ")
        }
    }
}
