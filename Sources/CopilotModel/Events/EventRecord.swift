/// An event with its number and its time: a line of the journal.
package struct EventRecord: Sendable, Hashable {
    /// Counted from 1 in each run, without gaps.
    package var sequence: Int64
    /// Wall clock, milliseconds since 1970.
    package var wallMilliseconds: Int64
    /// `CLOCK_MONOTONIC` in milliseconds; comparable within one boot.
    package var monotonicMilliseconds: Int64
    package var event: Event

    package init(sequence: Int64, wallMilliseconds: Int64, monotonicMilliseconds: Int64, event: Event) {
        self.sequence = sequence
        self.wallMilliseconds = wallMilliseconds
        self.monotonicMilliseconds = monotonicMilliseconds
        self.event = event
    }
}

extension Event {
    /// The name of its kind, as journals, `events` and the wire spell it: `task.started`.
    package var kind: String {
        switch self {
        case .mission(let event): "mission." + event.kind.rawValue
        case .task(_, let event): "task." + event.kind.rawValue
        }
    }

    /// The task it is about.
    package var task: TaskID? {
        switch self {
        case .mission: nil
        case .task(let id, _): id
        }
    }
}
