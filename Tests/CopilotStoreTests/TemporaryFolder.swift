import CopilotModel
import CopilotPorts
import CopilotStore
import Foundation
import Glibc

/// A folder that goes with the test that made it. Its name has a space and letters beyond ASCII, as users' do.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        path = "/tmp/copilot store ü \(UUID().uuidString)"
        mkdir(path, 0o700)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The names of what lies in a folder in it, sorted; nothing if it is not there.
    func names(_ folder: String = "") -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path + folder)) ?? []).sorted()
    }

    /// The permission bits of a file in it.
    func mode(_ file: String) -> mode_t {
        var status = stat()
        return stat(path + file, &status) == 0 ? status.st_mode & 0o777 : 0
    }

    func open(alive: Bool = false) throws(StoreError) -> WorkspaceStore {
        try WorkspaceStore(workspace: path, owner: .test, boot: "0c8a") { _ in alive }
    }
}

extension ProcessIdentity {
    static let test = ProcessIdentity(pid: 4711, startTicks: 99)
}

extension Mission {
    /// A task `first`, a fan-out `many` over a file, and `last` in a group `end`.
    static let sample = Mission(
        name: "sample",
        tasks: [
            MissionTask(id: named("first"), command: .shell("true")),
            MissionTask(
                id: named("many"), command: .shell("echo {item}"), needs: [named("first")],
                fanOut: FanOut(items: .file("items.txt"))),
            MissionTask(id: named("end")),
            MissionTask(
                id: named("end/last"), parent: named("end"), command: .shell("true"), needs: [named("many")]),
        ])
}

extension NewRun {
    static func sample(_ name: String = "sample-0001", mission: Mission = .sample) -> NewRun {
        NewRun(
            run: RunID(rawValue: name), mission: mission, sourcePath: "/m.yaml", sourceDigest: "ab", createdAt: 1_000)
    }
}

extension RunHeader {
    static let sample = RunHeader(
        run: RunID(rawValue: "sample-0001"), missionName: "sample", createdAt: 1_000, seed: 7)
}

/// The id of a declared task.
func named(_ name: String) -> TaskID { TaskID(name, item: 0) }

/// Numbers events as an engine does.
func records(_ events: [Event], from first: Int64 = 1) -> [EventRecord] {
    events.enumerated().map { index, event in
        let sequence = first + Int64(index)
        return EventRecord(
            sequence: sequence, wallMilliseconds: 1_000 + sequence, monotonicMilliseconds: sequence, event: event)
    }
}

/// The whole life of ``Mission/sample`` with `children` children, one event of nearly every kind.
func sampleNight(children: Int = 3) -> [EventRecord] {
    let first = named("first")
    let failure = Failure(
        category: .network, severity: .transient, cause: .exited(code: 7), summary: "no \"route\" to host\n\u{1b}[31m")
    var events: [Event] = [
        .mission(.created(.sample)),
        .mission(.configured(RunSettings(level: .autonomous, concurrency: 2, deadline: 99))),
        .mission(.supervised(.init(pid: 1, version: "0.1", boot: "b", isResumed: false))),
        .task(first, .ready), .task(first, .started(.init(attempt: 1, limitMilliseconds: 60_000))),
        .task(first, .exited(.init(attempt: 1, report: ExitReport(status: .exited(code: 7), elapsedMilliseconds: 5)))),
        .task(
            first, .backingOff(.init(failure: failure, charge: .task, tries: 1, mostTries: 3, delayMilliseconds: 100))),
        .task(first, .started(.init(attempt: 2))),
        .task(first, .exited(.init(attempt: 2, report: ExitReport(status: .exited(code: 0))))),
        .task(first, .succeeded),
        .task(named("many"), .ready), .task(named("many"), .expanded(.init(count: children, digest: "d"))),
    ]
    for child in 1...children {
        let id = TaskID("many", item: child)
        let report = ExitReport(
            status: child % 3 == 0 ? .signalled(signal: 9, core: false) : .exited(code: 0),
            elapsedMilliseconds: Int64(child),
            userMilliseconds: 3, systemMilliseconds: 1, maxResidentBytes: 3_000_000 + Int64(child), outputBytes: 80)
        events.append(.task(id, .started(.init(attempt: 1))))
        events.append(.task(id, .exited(.init(attempt: 1, report: report))))
        events.append(
            .task(id, child % 3 == 0 ? .failed(.init(failure: failure, tries: 1, reason: "no tries left")) : .succeeded)
        )
    }
    events.append(.task(named("end/last"), .skipped(.init(reason: .requested(by: .screen)))))
    return records(events)
}
