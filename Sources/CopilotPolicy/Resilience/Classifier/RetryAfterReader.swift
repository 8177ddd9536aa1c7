internal import CopilotModel

/// Finds how long an output asks its reader to wait: `Retry-After: 20`, `try again in 1m 30s`, `resets at 3am
/// (Europe/Berlin)`.
enum RetryAfterReader {
    /// The wait that the newest line which names one asks for, in milliseconds; at most ``longest``.
    static func milliseconds(in lines: [OutputLines.Line], _ evidence: FailureEvidence) -> Int64? {
        for line in lines.reversed().prefix(200) {
            // Many short lines at most: the scan below is for those that speak of waiting.
            guard let phrase = phrase(in: line.lower) else { continue }
            var reader = WaitTextReader(text: line.lower[phrase.end...])
            if let wait = wait(&reader, phrase.meaning, evidence) { return min(max(0, wait), longest) }
        }
        return nil
    }

    /// A longer wait is a mistake or an attack.
    static let longest: Int64 = 8 * 24 * 3_600_000

    private enum Meaning { case span, moment, either }

    private static let phrases: [(words: String, meaning: Meaning)] = [
        ("retry-after", .either), ("retry after", .either), ("retry_after", .either), ("retryafter", .either),
        ("try again in", .span),
        ("try again after", .either), ("try again at", .moment), ("retry in", .span), ("retrydelay", .span),
        ("retry at", .moment), ("please wait", .span), ("wait for", .span),
        ("resets in", .span), ("reset in", .span), ("resets at", .moment), ("reset at", .moment),
        ("resets on", .moment), ("resets", .either), ("will reset", .either),
        ("reset after", .span), ("ratelimit-reset", .either), ("available again at", .moment),
        ("available again in", .span), ("available in", .span),
        ("réessayez dans", .span), ("reset time", .moment),
    ]

    private static let index = PhraseIndex(phrases.map { Array($0.words.utf8) })

    /// The first of the phrases in the line, and of several that begin there the longest.
    private static func phrase(in line: ArraySlice<UInt8>) -> (end: Int, meaning: Meaning)? {
        var best: (start: Int, end: Int, meaning: Meaning)?
        index.search(line) { number, place in
            if let best, place > best.start { return true }
            let end = place + phrases[number].words.utf8.count
            if end > best?.end ?? 0 { best = (place, end, phrases[number].meaning) }
            return false
        }
        return best.map { ($0.end, $0.meaning) }
    }

    private static func wait(
        _ reader: inout WaitTextReader, _ meaning: Meaning, _ evidence: FailureEvidence
    ) -> Int64? {
        reader.skipFiller()
        let start = reader
        if meaning != .span, let now = evidence.wallMilliseconds {
            if let moment = reader.absolute() { return moment.subtractingSaturated(now) }
            reader = start
            if let clock = reader.clock() {
                let zone = reader.zone(evidence.zone) ?? evidence.zoneSeconds
                return untilClock(clock, zoneSeconds: zone, now: now)
            }
            reader = start
        }
        return meaning == .moment ? nil : reader.span()
    }

    /// The next time that a wall clock in that zone shows so many seconds past midnight.
    private static func untilClock(_ seconds: Int64, zoneSeconds: Int, now: Int64) -> Int64 {
        let day: Int64 = 86_400_000
        let local = (now % (day * 1_000_000)) &+ Int64(zoneSeconds) &* 1000
        let sinceMidnight = ((local % day) + day) % day
        let ahead = seconds * 1000 - sinceMidnight
        return ahead > 0 ? ahead : ahead + day
    }
}
