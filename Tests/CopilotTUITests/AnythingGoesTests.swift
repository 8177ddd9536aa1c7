import CopilotCells
import CopilotModel
import Testing

@testable import CopilotTUI

/// Whatever a screen is told, in whatever order, and however large it is: it never traps, and every cell is printable.
@Suite struct AnythingGoesTests {
    private static let hostile = "\u{1B}]0;x\u{7}\u{1B}[31mred\u{202E}\n\r\t日本👩‍💻e\u{301}\u{200B}\u{E0041}\u{9B}5A"

    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    private static let mission = Mission(
        name: hostile, description: hostile, duration: .seconds(60),
        tasks: SampleMission.mission.tasks.map { task in
            var task = task
            task.description = hostile
            if task.command != nil { task.command = .shell(hostile) }
            task.workingDirectory = hostile
            return task
        })

    private func event(_ random: inout Generator, _ state: MissionState?) -> Event {
        let tasks = Self.mission.tasks.map(\.id) + (1...3).map { TaskID("generation", item: $0) }
        let id = tasks.randomElement(using: &random) ?? "fetch"
        let number = [Int64.min, -1, 0, 1, 5_000, .max].randomElement(using: &random) ?? 0
        let failure = Failure(
            category: .network, severity: .fatal, cause: .exited(code: 1), summary: Self.hostile)
        let report = ExitReport(
            status: .signalled(signal: 9, core: true), elapsedMilliseconds: number, userMilliseconds: number,
            systemMilliseconds: number, maxResidentBytes: number, outputBytes: number)
        let attempt = Int(truncatingIfNeeded: number)
        let all: [TaskEvent] = [
            .ready, .expanded(.init(count: 40)), .started(.init(attempt: attempt, limitMilliseconds: number)),
            .launched(.init(attempt: attempt, process: .init(pid: .max, startTicks: 1))),
            .ending(.init(cause: .timeout(limitMilliseconds: number))),
            .exited(.init(attempt: attempt, report: report)), .succeeded,
            .backingOff(
                .init(failure: failure, charge: .task, tries: 1, mostTries: 2, delayMilliseconds: number)),
            .failed(.init(failure: failure, tries: 1, reason: Self.hostile)),
            .skipped(.init(reason: .subtree(of: id))), .blocked(.init(by: id)),
            .paused(.init(hold: .person, by: .screen, limitMilliseconds: number)),
            .resumed(.init(hold: .person, by: .screen)), .lost, .reset(.init(cause: .retry)),
        ]
        guard Int.random(in: 0..<8, using: &random) == 0 else {
            return .task(id, all.randomElement(using: &random) ?? .ready)
        }
        let mission: [MissionEvent] = [
            .created(.init(run: RunID(rawValue: Self.hostile), missionName: "x", createdAt: number, seed: 1)),
            .configured(.init(level: .autonomous, concurrency: attempt, deadline: number)),
            .pausing(.init(by: .screen)), .resumed(.init(by: .screen)), .stopping(.init(cause: .user, by: .screen)),
        ]
        if let state, Int.random(in: 0..<20, using: &random) == 0 {
            return .mission(.ended(state.result(at: SampleMission.moment(number / 4))))
        }
        return .mission(mission.randomElement(using: &random) ?? .pausing(.init(by: .screen)))
    }

    private func message(_ random: inout Generator, _ model: ScreenModel) -> ScreenMessage {
        let number = [Int64.min, -1, 0, 1, 5_000, .max].randomElement(using: &random) ?? 0
        switch Int.random(in: 0..<24, using: &random) {
        case 0: return .delivery(.snapshot(MissionState(mission: Self.mission)))
        case 1...7:
            let events = (0..<Int.random(in: 0..<5, using: &random)).map { _ in
                EventRecord(
                    sequence: 1, wallMilliseconds: number, monotonicMilliseconds: number,
                    event: event(&random, model.state))
            }
            return .delivery(.events(events))
        case 8:
            var sample = SampleMission.health(Int.random(in: 0..<100, using: &random))
            sample.cpuPercent = [.nan, .infinity, -5, 1e300].randomElement(using: &random)
            sample.memory.usedBytes = number
            sample.disks[0].role = Self.hostile
            return .delivery(.health(sample))
        case 9:
            let task = model.selectedTask ?? "fetch"
            let bytes = (0..<64).map { _ in UInt8.random(in: 0...255, using: &random) } + Array(Self.hostile.utf8)
            return .output(task, OutputChunk(attempt: Int(truncatingIfNeeded: number), offset: number, bytes: bytes))
        case 10:
            let actions: [MouseEvent.Action] = [.press, .doublePress, .wheelUp, .wheelDown]
            let point = Point(
                column: Int.random(in: -5..<210, using: &random), row: Int.random(in: -5..<70, using: &random))
            return .input(.mouse(MouseEvent(actions.randomElement(using: &random) ?? .press, at: point)))
        case 11:
            return .input(
                .resize(
                    width: Int.random(in: -1..<220, using: &random), height: Int.random(in: -1..<80, using: &random)))
        case 12:
            let moment = Moment(
                monotonic: .milliseconds(number), boottime: .zero, wallMilliseconds: number,
                zoneSeconds: Int(truncatingIfNeeded: number))
            return .tick(moment)
        case 13: return .input(.paste(Self.hostile))
        case 14: return .themes(names: [Self.hostile, "x"], current: Self.hostile)
        case 15: return .notice(Self.hostile, isProblem: true)
        case 16: return Bool.random(using: &random) ? .connectionLost : .connectionRestored
        default:
            let bound = Keymap.standard.bindings.flatMap(\.keys)
            return .input(.key(bound.randomElement(using: &random) ?? Key(.enter)))
        }
    }

    private func unprintable(_ buffer: CellBuffer) -> String? {
        for cell in buffer.cells {
            for scalar in cell.text.unicodeScalars {
                let value = scalar.value
                let isControl = value < 0x20 || (0x7F..<0xA0).contains(value)
                let isInvisible =
                    (0x200B...0x200C).contains(value) || (0x202A...0x202E).contains(value)
                    || (0xE0000...0xE0FFF).contains(value)
                if isControl || isInvisible { return String(value, radix: 16) }
            }
        }
        return nil
    }

    @Test(arguments: 0..<12) func randomNights(seed: Int) {
        var random = Generator(state: UInt64(seed) &* 7_919 &+ 3)
        var model = ScreenModel(now: .zero, glyphs: seed % 2 == 0 ? .unicode : .ascii)
        for step in 0..<250 {
            _ = model.update(message(&random, model))
            guard step % 5 == 0 else { continue }
            let width = step % 2 == 0 ? model.width : Int.random(in: 0...200, using: &random)
            let height = step % 2 == 0 ? model.height : Int.random(in: 0...60, using: &random)
            let buffer = ScreenView.render(model, width: width, height: height)
            #expect(unprintable(buffer) == nil, "seed \(seed), step \(step)")
            if model.glyphs.isASCII { #expect(buffer.cells.allSatisfy { $0.text.utf8.allSatisfy { $0 < 0x80 } }) }
        }
    }

    @Test func everySize() {
        let model = SampleMission.model(120, 34)
        for width in stride(from: 0, through: 200, by: 7) {
            for height in [0, 1, 2, 9, 10, 11, 15, 16, 23, 24, 33, 34, 46, 60] {
                let buffer = ScreenView.render(model, width: width, height: height)
                #expect(buffer.width == width && buffer.height == height)
            }
        }
    }

    @Test func hugeScreen() {
        var model = SampleMission.model(500, 200)
        for key in ["?", "esc", "q", "esc", "z", "0", "w"] {
            model.press(key)
            #expect(unprintable(ScreenView.render(model, width: 500, height: 200)) == nil)
        }
    }
}
