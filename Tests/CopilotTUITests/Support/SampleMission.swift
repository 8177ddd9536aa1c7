import CopilotCells
import CopilotModel

@testable import CopilotTUI

/// A mission in the middle of its night, made by folding the events that led there.
enum SampleMission {
    /// 2026-03-01 01:00:00 UTC.
    static let start: Int64 = 1_772_326_800_000

    static let mission = Mission(
        name: "nightly-corpus", description: "Generates the corpus and checks it.", duration: .seconds(36_000),
        tasks: [
            MissionTask(
                id: "analysis", command: .shell("python analyse.py --all"), description: "Reads the sources."),
            MissionTask(
                id: "generation", command: .shell("python generate.py {item}"), needs: ["analysis"],
                fanOut: FanOut(items: .file("corpus.txt")), isCritical: false),
            MissionTask(id: "quality", needs: ["analysis"]),
            MissionTask(
                id: "quality/lint", parent: "quality", command: .arguments(["ruff", "check", "."]),
                retry: RetryRule(attempts: 5), timeout: TimeoutRule(limit: .seconds(600))),
            MissionTask(
                id: "quality/tests", parent: "quality", command: .shell("pytest -q"),
                timeout: TimeoutRule(limit: .seconds(2_700))),
            MissionTask(
                id: "quality/a-rather-long-name-of-a-task-that-has-to-give-way", parent: "quality",
                command: .shell("true")),
            MissionTask(id: "docs", command: .shell("make html"), needs: ["quality"]),
            MissionTask(id: "fetch", command: .shell("curl -fsS https://example.org/data"), isCritical: false),
            MissionTask(id: "publish", command: .shell("make publish"), needs: ["fetch", "docs"], priority: 3),
            MissionTask(id: "notes", command: .shell("cat notes")),
        ])

    static let network = Failure(
        category: .network, severity: .transient, cause: .exited(code: 6),
        summary: "exit 6: Could not resolve host: example.org")
    static let code = Failure(
        category: .code, severity: .fatal, cause: .exited(code: 1), summary: "exit 1: 3 tests failed")

    static let events: [(Int64, Event)] = [
        (
            0,
            .mission(
                .created(
                    RunHeader(
                        run: RunID(rawValue: "nightly-corpus-3f2a"), missionName: "nightly-corpus", createdAt: start,
                        seed: 7)))
        ),
        (
            0,
            .mission(
                .configured(RunSettings(level: .fullAutonomous, concurrency: 4, deadline: start + 36_000_000)))
        ),
        (0, .mission(.supervised(.init(pid: 4711, version: "1", boot: "b", isResumed: false)))),
        (10, .task("analysis", .ready)), (10, .task("fetch", .ready)), (10, .task("notes", .ready)),
        (20, .task("analysis", .started(.init(attempt: 1)))),
        (20, .task("fetch", .started(.init(attempt: 1)))),
        (30, .task("fetch", .launched(.init(attempt: 1, process: .init(pid: 4713, startTicks: 9))))),
        (4_230, .task("analysis", .exited(.init(attempt: 1, report: report(0, 4_210))))),
        (4_230, .task("analysis", .succeeded)),
        (4_240, .task("generation", .ready)), (4_240, .task("quality/lint", .ready)),
        (4_240, .task("quality/tests", .ready)),
        (4_240, .task("quality/a-rather-long-name-of-a-task-that-has-to-give-way", .ready)),
        (4_250, .task("generation", .expanded(.init(count: 5_000)))),
        (
            5_000,
            .task("fetch", .exited(.init(attempt: 1, report: report(6, 4_980))))
        ),
        (
            5_000,
            .task(
                "fetch",
                .failed(.init(failure: network, tries: 3, reason: "fails: no tries left")))
        ),
        (5_000, .task("publish", .blocked(.init(by: "fetch")))),
        (5_010, .task("notes", .skipped(.init(reason: .requested(by: .screen))))),
        (6_000, .task("quality/lint", .started(.init(attempt: 1, limitMilliseconds: 600_000)))),
        (9_000, .task("quality/lint", .exited(.init(attempt: 1, report: report(1, 2_990))))),
        (
            9_000,
            .task(
                "quality/lint",
                .backingOff(
                    .init(
                        failure: network, charge: .task, tries: 1, mostTries: 5, delayMilliseconds: 12_000)))
        ),
        (9_100, .task("quality/tests", .started(.init(attempt: 1, limitMilliseconds: 2_700_000)))),
        (9_200, .task("quality/tests", .launched(.init(attempt: 1, process: .init(pid: 4720, startTicks: 9))))),
    ]

    static func report(_ code: Int32, _ elapsed: Int64) -> ExitReport {
        ExitReport(
            status: .exited(code: code), elapsedMilliseconds: elapsed, userMilliseconds: elapsed / 2,
            systemMilliseconds: elapsed / 10, maxResidentBytes: 48 << 20, outputBytes: 12_345)
    }

    /// A thousand children are done, three failed, two run.
    static let children: [(Int64, Event)] = (1...1_002).flatMap { item -> [(Int64, Event)] in
        let id = TaskID("generation", item: item)
        let at = 9_000 + Int64(item)
        let begin: [(Int64, Event)] = [(at, .task(id, .started(.init(attempt: 1))))]
        if item > 1_000 { return begin }
        let isFailed = item % 400 == 7
        let exit: (Int64, Event) = (
            at + 1, .task(id, .exited(.init(attempt: 1, report: report(isFailed ? 1 : 0, 900))))
        )
        let failed = TaskEvent.failed(.init(failure: code, tries: 1, reason: "fails: not tried again"))
        return begin + [exit, (at + 1, .task(id, isFailed ? failed : .succeeded))]
    }

    static func records(_ events: [(Int64, Event)], after sequence: Int64 = 0) -> [EventRecord] {
        events.enumerated().map { index, event in
            EventRecord(
                sequence: sequence + Int64(index) + 1, wallMilliseconds: start + event.0,
                monotonicMilliseconds: 100_000 + event.0, event: event.1)
        }
    }

    static var state: MissionState {
        var state = MissionState(mission: mission)
        for record in records(events + children) { state.reduce(record) }
        return state
    }

    /// The moment that many milliseconds after the start.
    static func moment(_ milliseconds: Int64) -> Moment {
        Moment(
            monotonic: .milliseconds(100_000 + milliseconds), boottime: .milliseconds(100_000 + milliseconds),
            wallMilliseconds: start + milliseconds, zoneSeconds: 3_600)
    }

    static func health(_ second: Int) -> HealthSample {
        let wave = Double((second * 37) % 100)
        return HealthSample(
            wallMilliseconds: start + Int64(second) * 1_000, cpuPercent: wave, processors: 4, load: [1.2, 0.8, 0.41],
            memory: .init(usedBytes: 3 << 30 + Int64(second) << 23, totalBytes: 8 << 30),
            swap: .init(usedBytes: 0, totalBytes: 2 << 30),
            disks: [
                .init(
                    role: "workspace", path: "/home/u/w", space: .init(usedBytes: 61 << 30, totalBytes: 100 << 30),
                    inodePercent: 12),
                .init(
                    role: "tmp", path: "/tmp", space: .init(usedBytes: 1 << 28, totalBytes: 2 << 30),
                    inodePercent: 85),
            ],
            pressure: .init(cpu: 1.5, memory: 0, io: 3.2), processes: 231, ownResidentBytes: 24 << 20,
            ownCPUPercent: 0.3)
    }

    static let log =
        "\u{1B}[1mcollecting\u{1B}[0m … 312 items\r\n"
        + (1...40).map { "tests/test_\($0).py \u{1B}[32mPASSED\u{1B}[0m [\($0)%]\r\n" }.joined()
        + "tests/test_日本語.py \u{1B}[31mFAILED\u{1B}[0m [41%]\r\nprogress 10%\rprogress 42%"

    /// A screen of that size which shows the mission ten seconds after its start.
    static func model(_ width: Int, _ height: Int, glyphs: Glyphs = .unicode) -> ScreenModel {
        var model = ScreenModel(now: moment(0), glyphs: glyphs)
        _ = model.update(.input(.resize(width: width, height: height)))
        _ = model.update(.delivery(.snapshot(state)))
        for second in 0..<60 { _ = model.update(.delivery(.health(health(second)))) }
        _ = model.update(.tick(moment(12_000)))
        for command in model.select("quality/tests") { _ = command }
        _ = model.update(.output("quality/tests", OutputChunk(attempt: 1, offset: 0, bytes: Array(log.utf8))))
        return model
    }
}

extension TaskID: ExpressibleByStringLiteral {
    /// The task of that name; `invalid` where it is none.
    public init(stringLiteral value: String) { self = TaskID(value) ?? TaskID("invalid") }
}

extension ScreenModel {
    /// Selects a task as a user would who opens whatever it stands in.
    mutating func select(_ id: TaskID) -> [ScreenCommand] {
        guard let state, let ordinal = state.ordinal(of: id) else { return [] }
        tree.isFollowingRunning = false
        tree.reveal(ordinal, state, height: content(of: .tree).height)
        return followSelection()
    }

    /// Presses keys, named as a keymap names them, with blanks between.
    @discardableResult
    mutating func press(_ chords: String) -> [ScreenCommand] {
        chords.split(separator: " ").flatMap { chord in
            Key(chord: String(chord)).map { update(.input(.key($0))) } ?? []
        }
    }

    /// Types a text.
    @discardableResult
    mutating func type(_ text: String) -> [ScreenCommand] {
        text.flatMap { update(.input(.key(Key($0 == " " ? .space : .character($0))))) }
    }
}
