package import CopilotModel

/// The durable record of one run, open for writing by its one supervisor.
///
/// Synchronous on purpose: the engine's loop has a thread of its own, and nothing may happen between a turn's journal entry
/// and its effects.
package protocol RunJournal: Sendable {
    /// Writes a turn's events in one transaction; when it returns they survive the death of the process, and what was
    /// decided (as opposed to starts and successes) a power loss; starts and successes follow within 50 ms. After a failure nothing of the
    /// turn is there, or all of it: the same call may be made again, and records that are there already are left as they are.
    func append(_ records: [EventRecord]) throws(StoreError)

    /// Writes a snapshot, reads it back, and drops older ones. Events are kept. Called from another thread than ``append(_:)``,
    /// which it must not hold up while it encodes.
    func saveSnapshot(_ image: StateImage) throws(StoreError)

    /// Keeps the items that a fan-out had when it became ready.
    func saveItems(_ items: [String], of task: TaskID) throws(StoreError)

    /// The item of one child, counted from 0; nil if none was kept.
    func item(_ index: Int, of task: TaskID) throws(StoreError) -> String?
}

/// What a run's journal holds when it is opened again.
package struct StoredRun: Sendable {
    package var mission: Mission
    package var image: StateImage?
    /// The events after the image, or all of them without one, in order.
    package var records: [EventRecord]

    package init(mission: Mission, image: StateImage?, records: [EventRecord]) {
        self.mission = mission
        self.image = image
        self.records = records
    }

    /// The state that the journal adds up to.
    package var state: MissionState {
        var state = image.flatMap { MissionState(mission: mission, image: $0) } ?? MissionState(mission: mission)
        for record in records where record.sequence > state.sequence { state.reduce(record) }
        return state
    }
}

/// A store's own failure.
package struct StoreError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong, coarsely.
    package enum Code: Sendable, Hashable {
        /// No space, or a quota: writing may work later.
        case full
        case readOnly
        case notPermitted
        /// Written by a newer version of the program.
        case newerSchema
        /// Another supervisor works here.
        case inUse
        /// Not a database, or one with damage.
        case corrupt
        case notFound
        case other
    }

    package var code: Code
    /// What happened and what would mend it, as a sentence for people; names the path.
    package var message: String

    package init(code: Code, message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
