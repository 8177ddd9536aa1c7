internal import CopilotModel
internal import CopilotPorts

/// Writes a run's state down: each turn's events, and snapshots that only shorten a replay.
struct StateManager {
    /// Between two tries to write a turn on a full disk.
    static let retryPause: Duration = .seconds(1)
    /// Tries where the trouble is not a full disk.
    static let mostTries = 3

    let journal: any RunJournal
    let notify: @Sendable (EngineNotice) -> Void

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
        } catch {
            notify(.snapshotNotWritten(error.message))
        }
    }
}

/// Says when a snapshot of the mission is due, besides those that the kernel asks for.
struct StateCheckpointer {
    /// The promise: a checkpoint at least every 10 minutes.
    static let interval: Duration = .seconds(600)
    /// A replay of so many events takes a second.
    static let fewestEvents: Int64 = 20_000

    private var savedAt: Duration
    private var sequence: Int64

    init(now: Duration, sequence: Int64) {
        savedAt = now
        self.sequence = sequence
    }

    /// - Parameter tasks: how many tasks there are: no snapshot before as many events, so that writing all of them down
    ///   costs each event a constant share.
    func isDue(now: Duration, sequence: Int64, tasks: Int) -> Bool {
        sequence > self.sequence
            && (now - savedAt >= Self.interval || sequence - self.sequence >= max(Self.fewestEvents, 2 * Int64(tasks)))
    }

    mutating func note(now: Duration, sequence: Int64) {
        savedAt = now
        self.sequence = sequence
    }
}
