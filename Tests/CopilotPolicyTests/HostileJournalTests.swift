import CopilotModel
import CopilotPolicy
import Testing

@Suite("Journals that never were")
struct HostileJournalTests {
    private static let extremes: [Int64] = [.min, -1, 0, 1, 2, 1_000_001, .max]

    /// Shuffled, doubled, cut short, and with numbers at their ends: nothing traps, and the counts stay true.
    @Test(arguments: 0..<4)
    func countsStayTrue(batch: Int) {
        for number in 0..<50 {
            var random = SeededGenerator(seed: UInt64(batch * 50 + number))
            let night = RandomNight(seed: random.next() >> 12)
            night.run()
            let mission = night.state.mission
            let naive = NaiveMission(mission)
            var state = MissionState(mission: mission)
            for (number, record) in Self.spoiled(night.journal, using: &random).enumerated() {
                state.reduce(record)
                if number % 16 == 0 { #expect(naive.miscounts(in: state).isEmpty) }
            }
            #expect(naive.miscounts(in: state).isEmpty)
            drive(state, using: &random)
        }
    }

    private static func spoiled(
        _ journal: [EventRecord], using random: inout SeededGenerator
    ) -> [EventRecord] {
        var records = journal.flatMap { Int.random(in: 0..<5, using: &random) == 0 ? [$0, $0] : [$0] }
        records.removeAll { _ in Int.random(in: 0..<8, using: &random) == 0 }
        for index in records.indices {
            if Int.random(in: 0..<3, using: &random) == 0 {
                records.swapAt(index, Int.random(in: 0..<records.count, using: &random))
            }
            if Int.random(in: 0..<4, using: &random) == 0 { stretch(&records[index], using: &random) }
        }
        return records
    }

    private static func stretch(_ record: inout EventRecord, using random: inout SeededGenerator) {
        func number() -> Int64 { extremes.randomElement(using: &random) ?? 0 }
        record.sequence = number()
        record.wallMilliseconds = number()
        record.monotonicMilliseconds = number()
        guard case .task(let id, let event) = record.event else {
            let settings = RunSettings(level: .autonomous, concurrency: Int(number()), deadline: number())
            record.event = .mission(.configured(settings))
            return
        }
        let failure = Failure(category: .unknown, severity: .fatal, cause: .interrupted, summary: "")
        let events: [TaskEvent] = [
            event, .started(.init(attempt: Int(number()), limitMilliseconds: number())),
            .expanded(.init(count: Int(number() % 3))),
            .paused(.init(hold: .mission, by: .policy, limitMilliseconds: number())),
            .exited(.init(attempt: Int(number()), report: ExitReport(status: .exited(code: .min)))),
            .backingOff(
                .init(
                    failure: failure, charge: .task, tries: Int(number()), mostTries: Int(number()),
                    delayMilliseconds: number())),
            .failed(.init(failure: failure, tries: Int(number()), reason: "")), .ready,
            .fellBack(
                .init(failure: failure, way: .alternative(number: Int(number())), tries: Int(number()), reason: "")),
            .fellBack(.init(failure: failure, way: .defaults, tries: Int(number()), reason: "")),
            .protected(
                .init(attempt: Int(number()), snapshot: SnapshotInfo(kind: .git, files: 0, bytes: 0, leftAlone: 0))),
            .restored(.init(attempt: Int(number()), outcome: .done(paths: Int(number()), leftAlone: 0))),
            .checkpointed(
                .init(
                    attempt: Int(number()), outcome: .saved(.init(path: "", bytes: number())),
                    tookMilliseconds: number())),
            .remedied(.init(remedy: .makeRoom(path: ""), outcome: .done(environment: ["": ""]))),
            .recovered(
                .init(means: .alternative(number: Int(number())), failure: failure, afterMilliseconds: number())),
            .ending(.init(cause: .timeout(limitMilliseconds: number()))), .resumed(.init(hold: .mission, by: .policy)),
        ]
        record.event = .task(id, events.randomElement(using: &random) ?? event)
    }

    /// A kernel on a state that never was goes on without a trap and keeps the counts.
    private func drive(_ state: MissionState, using random: inout SeededGenerator) {
        let naive = NaiveMission(state.mission)
        var kernel = MissionKernel(state: state)
        let supervised = MissionEvent.Supervised(pid: 1, version: "", boot: "", isResumed: true)
        let wall = Self.extremes.randomElement(using: &random) ?? 0
        let now = Moment(monotonic: .seconds(5), boottime: .seconds(5), wallMilliseconds: wall)
        let header = RunHeader(run: RunID(rawValue: "n"), missionName: "n", createdAt: .min, seed: 1)
        var inputs: [KernelInput] = [.begin(supervised, header: header, settings: nil, living: [])]
        for _ in 0..<100 {
            guard let input = inputs.popLast() else { break }
            for effect in kernel.step(input, now: now).effects {
                switch effect {
                case .start(let key): inputs.append(.exited(key, ExitReport(status: .exited(code: 1))))
                case .arm(let timer, let epoch, _): inputs.append(.timer(timer, epoch: epoch))
                case .readItems(let id): inputs.append(.itemsRead(id, count: 2, digest: ""))
                case .checkOutputs(let key): inputs.append(.outputsChecked(key, missing: ["x"]))
                case .answer(let key, let answer):
                    inputs.append(.answered(key, prompt: answer.prompt, .ignored))
                case .sweep: inputs.append(.swept)
                case .diagnose(let key, let failure):
                    inputs.append(.diagnosed(key, RandomFailure.of(failure, using: &random)))
                case .remedy(let key, let remedy): inputs.append(.remedied(key, remedy, .failed(reason: "")))
                case .placeDefaults(let key): inputs.append(.defaultsPlaced(key, trouble: nil))
                case .snapshot(let key):
                    inputs.append(.snapshotTaken(key, SnapshotInfo(kind: .copy, files: 0, bytes: 0, leftAlone: 0)))
                case .keepEnd(let key, _): inputs.append(.endKept(key))
                case .restore(let key): inputs.append(.restored(key, .refused(reason: "")))
                case .saveCheckpoint(let key):
                    inputs.append(.checkpointed(key, .failed(reason: ""), took: .zero))
                case .probeNetwork: inputs.append(.connectivity(.online))
                case .signal, .probeSilence, .cancelRemedy, .disarm, .checkpoint, .finish: break
                }
            }
        }
        #expect(naive.miscounts(in: kernel.state).isEmpty)
    }
}
