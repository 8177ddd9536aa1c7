internal import CopilotCells
internal import CopilotModel

/// An event as one line for people.
enum EventText {
    /// `2026-11-24T19:02:11+01:00 lint failed: exit 1 (fails: no retry was asked for)`, without control characters.
    static func line(_ record: EventRecord, zoneSeconds: Int) -> String {
        let time = ISOTime.text(record.wallMilliseconds, zoneSeconds: zoneSeconds)
        switch record.event {
        case .mission(let event): return "\(time) mission \(Sanitizer.line(words(event)))"
        case .task(let id, let event): return "\(time) \(id) \(Sanitizer.line(words(event)))"
        }
    }

    private static func words(_ event: MissionEvent) -> String {
        switch event {
        case .created(let header): "created: \(header.missionName) as \(header.run)"
        case .configured(let settings):
            "configured: level \(settings.level.rawValue), \(settings.concurrency) at once"
                + (settings.deadline.map { ", until " + ISOTime.text($0, zoneSeconds: 0) } ?? "")
        case .supervised(let by): by.isResumed ? "resumed by process \(by.pid)" : "started by process \(by.pid)"
        case .reloaded(let reloaded):
            "reloaded: goes on with the changed file, \(reloaded.mission.tasks.count(where: { !$0.isGroup })) tasks"
        case .pausing(let request): "pausing, asked by \(request.by.rawValue): what runs is let end"
        case .paused(let request): "paused, asked by \(request.by.rawValue)"
        case .resumed(let request): "goes on, asked by \(request.by.rawValue)"
        case .braked(let brake):
            "holds back \(brake.members.name): \(brake.failure.summary); "
                + "\(brake.probes == 0 ? "" : "\(brake.probes) probed in vain, ")next probe in \(span(brake.delayMilliseconds))"
        case .thawed(let thawed): "no longer holds back \(thawed.members.name): \(words(thawed.cause))"
        case .eased(let eased):
            (eased.places.map { "runs no more than \($0) at once for a while" } ?? "runs as many at once as before")
                + ": " + eased.reason
        case .stopping(let request): "stopping: \(request.cause.rawValue)"
        case .stopped(let request): "stopped: \(request.cause.rawValue); copilot-tui resume goes on"
        case .ended(let result): "\(result.outcome.rawValue): \(ResultText.counts(result.counts))"
        case .reopened: "goes on after its end: what failed is tried again"
        }
    }

    private static func words(_ event: TaskEvent) -> String {
        switch event {
        case .ready: "ready"
        case .expanded(let expanded):
            "has \(expanded.count) items" + (expanded.file.map { " in \($0)" } ?? "")
                + (expanded.count == 0 ? ": there is nothing to do" : "")
        case .started(let started):
            "started, attempt \(started.attempt)"
                + (started.limitMilliseconds.map { ", limit " + span($0) } ?? "")
        case .launched(let launched): "runs as process \(launched.process.pid)"
        case .ending(let ending): "is being ended: \(words(ending.cause))"
        case .exited(let exited): "\(words(exited.report.status)) after \(span(exited.report.elapsedMilliseconds))"
        case .succeeded: "succeeded"
        case .backingOff(let backing):
            "failed: \(kind(backing.failure))\(backing.failure.summary); \(backing.words)"
        case .failed(let failed): "failed: \(kind(failed.failure))\(failed.failure.summary) (\(failed.reason))"
        case .skipped(let skipped): "skipped: \(words(skipped.reason))"
        case .blocked(let blocked): "blocked by \(blocked.by)"
        case .paused(let paused):
            switch paused.hold {
            case .mission: "paused with the mission"
            case .person: "paused"
            case .prompt: "waits for an answer; the rest goes on"
            }
        case .resumed: "goes on"
        case .prompted(let prompted): PromptText.line(prompted)
        case .answered(let answered): PromptText.words(answered)
        case .lost: "lost: its supervisor died while it ran"
        case .reset(let reset): "starts over: \(words(reset.cause))"
        case .fellBack(let fallen): "failed: \(kind(fallen.failure))\(fallen.failure.summary); \(words(fallen))"
        case .remedied(let remedied): words(remedied)
        case .recovered(let recovered):
            "recovered after \(span(recovered.afterMilliseconds)): \(words(recovered.means))"
        case .checkpointed(let made): words(made)
        case .protected(let protected): SnapshotText.words(protected)
        case .restored(let restored): SnapshotText.words(restored)
        }
    }

    private static func words(_ status: ExitReport.Status) -> String {
        switch status {
        case .exited(let code): "exit \(code)"
        case .signalled(let signal, let core): "ended by signal \(signal)" + (core ? ", core dumped," : "")
        case .unknown: "ended, nobody saw how,"
        }
    }

    private static func words(_ cause: EndCause) -> String {
        switch cause {
        case .timeout(let limit): "its limit of \(span(limit)) has passed"
        case .silence(let idle): "it has printed nothing for \(span(idle))"
        case .stop(let requester): "stop, asked by \(requester.rawValue)"
        case .kill(let requester): "kill, asked by \(requester.rawValue)"
        case .skip: "skip"
        case .missionStop: "the mission stops"
        case .unanswered(_, let reason): "it asks what nobody answers: \(reason)"
        }
    }

    private static func words(_ reason: SkipReason) -> String {
        switch reason {
        case .requested(let requester): "asked by \(requester.rawValue)"
        case .subtree(let root): "with \(root)"
        case .conditionNotMet: "its condition did not come true"
        case .fallback(let summary): "its last alternative, after \(summary)"
        }
    }

    /// `network, transient: ` before a failure whose output was read, or whose command could not be started.
    private static func kind(_ failure: Failure) -> String {
        if failure.reading == nil {
            guard case .notStarted = failure.cause else { return "" }
        }
        return "\(failure.category.rawValue), \(failure.severity.rawValue): "
    }

    private static func words(_ fallen: TaskEvent.FellBack) -> String {
        switch fallen.way {
        case .alternative(let number): "goes on with alternative \(number) (\(fallen.reason))"
        case .defaults: "its declared outputs stand in (\(fallen.reason))"
        }
    }

    private static func words(_ made: TaskEvent.Checkpointed) -> String {
        switch made.outcome {
        case .saved(let info): "checkpoint in \(span(made.tookMilliseconds)): \(info.path)"
        case .failed(let reason): "no checkpoint: \(reason)"
        }
    }

    private static func words(_ remedied: TaskEvent.Remedied) -> String {
        switch remedied.outcome {
        case .done: "mended: \(remedied.remedy.summary)"
        case .failed(let reason): "not mended: \(remedied.remedy.summary): \(reason)"
        }
    }

    private static func words(_ means: TaskEvent.Recovered.Means) -> String {
        switch means {
        case .retry: "by trying again"
        case .flaky: "the same command failed and succeeded, so it is flaky"
        case .remedy(let remedy): remedy.summary
        case .alternative(let number): "by alternative \(number)"
        case .defaults: "its declared outputs stand in"
        }
    }

    private static func words(_ cause: MissionEvent.Thawed.Cause) -> String {
        switch cause {
        case .probed: "a probe got through"
        case .online: "the network is there again"
        case .empty: "nothing is left to hold"
        case .gaveUp: "too many probes failed"
        case .requested: "asked for"
        }
    }

    private static func words(_ cause: TaskEvent.Reset.Cause) -> String {
        switch cause {
        case .retry: "retry"
        case .retryFresh: "retry, its tries forgotten"
        case .repaired: "what it failed at is mended: its tries are forgotten"
        case .unblocked: "what blocked it is tried again"
        case .interrupted: "it was interrupted"
        }
    }

    private static func span(_ milliseconds: Int64) -> String { DurationText.format(.milliseconds(milliseconds)) }
}

/// Times as ISO 8601 writes them.
enum ISOTime {
    /// `2026-11-24T19:02:11.123+01:00`.
    static func text(_ wallMilliseconds: Int64, zoneSeconds: Int) -> String {
        let local = wallMilliseconds + Int64(zoneSeconds) * 1000
        let days = Int(floorDivide(local, 86_400_000))
        let inDay = local - Int64(days) * 86_400_000
        let (year, month, day) = civil(days)
        let zone =
            zoneSeconds == 0
            ? "Z"
            : (zoneSeconds < 0 ? "-" : "+") + two(abs(zoneSeconds) / 3600) + ":" + two(abs(zoneSeconds) % 3600 / 60)
        let time =
            two(Int(inDay / 3_600_000)) + ":" + two(Int(inDay / 60_000 % 60)) + ":" + two(Int(inDay / 1000 % 60)) + "."
            + padded(Int(inDay % 1000), 3)
        return "\(padded(year, 4))-\(two(month))-\(two(day))T\(time)\(zone)"
    }

    /// The Gregorian date of a day counted from 1970-01-01 (Hinnant, chrono-compatible low-level date algorithms).
    private static func civil(_ days: Int) -> (Int, Int, Int) {
        let shifted = days + 719_468
        let era = Int(floorDivide(Int64(shifted), 146_097))
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func floorDivide(_ number: Int64, _ divisor: Int64) -> Int64 {
        number >= 0 ? number / divisor : -((-number + divisor - 1) / divisor)
    }

    private static func two(_ number: Int) -> String { padded(number, 2) }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
