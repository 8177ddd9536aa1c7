internal import CopilotModel
internal import CopilotPorts
internal import Synchronization

/// Writes a run's state down: each turn's events, and snapshots that only shorten a replay.
struct StateManager {
    /// Between two tries to write a turn on a full disk.
    static let retryPause: Duration = .seconds(1)
    /// Tries where the trouble is not a full disk.
    static let mostTries = 3

    let journal: any RunJournal
    let notify: @Sendable (EngineNotice) -> Void
    var mark = CheckpointMark(clock: nil)

    /// Writes a turn's events, waiting as long as it takes for room on the disk.
    ///
    /// - Parameters:
    ///   - pause: waits for so long, or less if somebody wants to be heard.
    ///   - isGivenUp: whether somebody wants out.
    /// - Returns: nil once they are durable; otherwise why they are not.
    func commit(
        _ records: [EventRecord], pause: (Duration) -> Void, isGivenUp: () -> Bool
    ) -> StoreError? {
        var tries = 0
        while true {
            do throws(StoreError) {
                try journal.append(records)
                if tries > 0 { notify(.journalWorksAgain) }
                return nil
            } catch {
                tries += 1
                if tries == 1 { notify(.journalStuck(error.message)) }
                if isGivenUp() || (error.code != .full && tries >= Self.mostTries) { return error }
                pause(Self.retryPause)
                if isGivenUp() { return error }
            }
        }
    }

    /// Writes a snapshot; a failure costs nothing but a longer replay.
    func saveSnapshot(_ state: MissionState) {
        do throws(StoreError) {
            try journal.saveSnapshot(StateImage(state))
            mark.note()
        } catch {
            notify(.snapshotNotWritten(error.message))
        }
    }
}

/// When a snapshot was last written and read back.
final class CheckpointMark: Sendable {
    private let at = Mutex<Int64?>(nil)
    private let clock: (any EngineClock)?

    /// - Parameter clock: nil: nobody wants to know.
    init(clock: (any EngineClock)?) { self.clock = clock }

    /// Milliseconds since 1970; nil: not yet.
    var time: Int64? { at.withLock { $0 } }

    func note() {
        guard let now = clock?.now().wallMilliseconds else { return }
        at.withLock { $0 = now }
    }
}

/// Says when a snapshot of the mission is due, besides those that the kernel asks for.
struct StateCheckpointer {
    /// The promise: a checkpoint at least every 10 minutes.
    static let interval: Duration = .seconds(600)
    /// A replay of so many events takes a second.
    static let fewestEvents: Int64 = 20_000

    /// How long the end of a phase waits for others that end with it, at most: a mission of a thousand small groups is not
    /// written down a thousand times.
    static let phaseTime: Duration = .seconds(5)

    private var savedAt: Duration
    private var phases = 0
    private var sequence: Int64

    init(now: Duration, sequence: Int64) {
        savedAt = now
        self.sequence = sequence
    }

    /// - Parameters:
    ///   - tasks: how many tasks there are: no snapshot before as many events, so that writing all of them down costs each
    ///     event a constant share.
    ///   - phases: how many phases have come to their end so far.
    func isDue(now: Duration, sequence: Int64, tasks: Int, phases: Int) -> Bool {
        // Also where nothing has happened: what was written last is written and read back anew.
        if now - savedAt >= Self.interval { return true }
        return sequence - self.sequence >= max(Self.fewestEvents, 2 * Int64(tasks))
            || (phases > self.phases && now - savedAt >= Self.phaseTime)
    }

    mutating func note(now: Duration, sequence: Int64, phases: Int) {
        savedAt = now
        self.phases = phases
        self.sequence = sequence
    }
}
