import CopilotCells
import CopilotModel

@testable import CopilotTUI

/// A night in which much fails and is recovered from: brakes are drawn, remedies are under way, alternatives run.
enum TroubledMission {
    static let mission = Mission(
        name: "troubled", duration: .seconds(36_000),
        tasks: [
            MissionTask(id: "fetch", command: .shell("curl -fsS http://127.0.0.1:1/a")),
            MissionTask(id: "load", command: .shell("curl -fsS http://127.0.0.1:1/b")),
            MissionTask(id: "more", command: .shell("curl -fsS http://127.0.0.1:1/c")),
            MissionTask(id: "review", command: .arguments(["agent", "review.md"])),
            MissionTask(id: "report", command: .shell("make report > out/report.txt")),
            MissionTask(id: "wobbly", command: .shell("./wobbly")),
            MissionTask(
                id: "render", command: .shell("./render --gpu"),
                resilience: ResilienceRules(fallback: [Alternative(command: .shell("./render --cpu"))])),
            MissionTask(id: "summary", command: .shell("./summary")),
            MissionTask(
                id: "convert", command: .shell("./convert --fast"),
                resilience: ResilienceRules(fallback: [
                    Alternative(command: .shell("./convert --safe")), Alternative(command: .shell("./convert --slow")),
                ])),
        ])

    static let refused = Failure(
        category: .network, severity: .transient, cause: .exited(code: 7),
        summary: "connection refused: curl: (7) Failed to connect to 127.0.0.1 port 1",
        reading: .init(
            rule: "network.refused", scope: .network, isRetryable: true, recovery: .retryBackoff,
            retryAfterMilliseconds: 30_000,
            evidence: [
                "curl: (7) Failed to connect to 127.0.0.1 port 1 after 0 ms: \u{1B}[31mCould not connect to server\u{202E}",
                "x" + String(repeating: "y", count: 120) + "z",
            ], confidence: 0.87))
    static let limit = Failure(
        category: .resource, severity: .transient, cause: .exited(code: 1),
        summary: "a usage limit is used up: resets at 3:10",
        reading: .init(
            rule: "resource.quota", scope: .quota, isRetryable: true, recovery: .waitAndRetry, confidence: 0.9))
    static let folder = Failure(
        category: .filesystem, severity: .recoverable, cause: .exited(code: 2), summary: "out/report.txt is not there",
        reading: .init(
            rule: "filesystem.missing", scope: .task, isRetryable: true, recovery: .createPath,
            evidence: ["sh: 1: cannot create out/report.txt: Directory nonexistent"], confidence: 0.8))

    private static func begin(_ task: TaskID, _ at: Int64, attempt: Int = 1) -> [(Int64, Event)] {
        [
            (at, .task(task, .ready)), (at, .task(task, .started(.init(attempt: attempt)))),
        ]
    }

    private static func backOff(
        _ failure: Failure, _ charge: TaskEvent.BackingOff.Charge, tries: Int, delay: Int64, remedy: Remedy? = nil,
        reason: String? = nil
    ) -> TaskEvent {
        .backingOff(
            .init(
                failure: failure, charge: charge, tries: tries, mostTries: 6, delayMilliseconds: delay, remedy: remedy,
                reason: reason))
    }

    private static func recover(_ task: TaskID, _ means: TaskEvent.Recovered.Means, _ at: Int64) -> [(Int64, Event)] {
        [
            (at, .task(task, .recovered(.init(means: means, failure: folder, afterMilliseconds: 900)))),
            (at, .task(task, .succeeded)),
        ]
    }

    static var events: [(Int64, Event)] {
        var events = Array(SampleMission.events.prefix(3))
        events += begin("fetch", 1_000) + [(2_000, .task("fetch", backOff(refused, .task, tries: 1, delay: 1_000)))]
        events += [(3_000, .task("fetch", .started(.init(attempt: 2))))]
        events += begin("report", 3_000) + begin("wobbly", 3_000) + begin("render", 3_000) + begin("summary", 3_000)
        events += recover("wobbly", .flaky, 4_000) + recover("render", .alternative(number: 1), 4_000)
        events += recover("summary", .defaults, 4_000)
        events += begin("convert", 4_100)
        events += [
            (
                4_200,
                .task(
                    "convert",
                    .fellBack(.init(failure: folder, way: .alternative(number: 2), tries: 3, reason: "no tries left")))
            ),
            (4_300, .task("convert", .started(.init(attempt: 2)))),
        ]
        events +=
            begin("review", 5_000) + [
                (
                    5_500,
                    .mission(
                        .braked(
                            Brake(
                                kind: .quota, members: .quota(named: "agent"), failure: limit, probes: 0,
                                delayMilliseconds: 4_200_000, until: SampleMission.start + 4_205_500,
                                resetAt: SampleMission.start + 4_200_000)))
                ), (5_500, .task("review", backOff(limit, .quota, tries: 0, delay: 4_200_000))),
                (6_000, .task("load", .ready)), (6_000, .task("more", .ready)),
                (
                    7_000,
                    .mission(
                        .braked(
                            Brake(
                                kind: .alike, members: .program(named: "curl"), failure: refused, probes: 3,
                                delayMilliseconds: 20_000, until: SampleMission.start + 26_000)))
                ),
                (
                    7_000,
                    .task(
                        "fetch",
                        backOff(
                            refused, .infrastructure, tries: 1, delay: 19_000,
                            reason: "others fail alike, and one at a time probes"))
                ),
                (
                    8_000,
                    .task("report", backOff(folder, .task, tries: 1, delay: 0, remedy: .makeFolder(path: "/w/out")))
                ),
            ]
        return events
    }

    static var state: MissionState {
        var state = MissionState(mission: mission)
        for record in SampleMission.records(events) { state.reduce(record) }
        return state
    }

    /// A screen of that size, twelve seconds after the start.
    static func model(_ width: Int, _ height: Int, glyphs: Glyphs = .unicode) -> ScreenModel {
        var model = ScreenModel(now: SampleMission.moment(0), glyphs: glyphs)
        _ = model.update(.input(.resize(width: width, height: height)))
        _ = model.update(.delivery(.snapshot(state)))
        _ = model.update(.tick(SampleMission.moment(12_000)))
        return model
    }
}
