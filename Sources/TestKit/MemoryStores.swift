package import CopilotModel
package import CopilotPorts
internal import Synchronization

/// A journal in memory, whose writing can be made to fail.
package final class MemoryJournal: RunJournal {
    private struct State {
        var records: [EventRecord] = []
        var turns = 0
        var images: [StateImage] = []
        var items: [TaskID: [String]] = [:]
        var failures: [StoreError] = []
    }

    private let state = Mutex(State())

    package init() {}

    package var records: [EventRecord] { state.withLock { $0.records } }
    package var turns: Int { state.withLock { $0.turns } }
    package var images: [StateImage] { state.withLock { $0.images } }

    /// The next calls of ``append(_:)`` fail with these, one each.
    package func fail(with errors: [StoreError]) { state.withLock { $0.failures = errors } }

    package func append(_ records: [EventRecord]) throws(StoreError) {
        let failure = state.withLock { state -> StoreError? in
            if !state.failures.isEmpty { return state.failures.removeFirst() }
            state.records += records
            state.turns += 1
            return nil
        }
        if let failure { throw failure }
    }

    package func saveSnapshot(_ image: StateImage) throws(StoreError) { state.withLock { $0.images.append(image) } }

    package func saveItems(_ items: [String], of task: TaskID) throws(StoreError) {
        state.withLock { $0.items[task] = items }
    }

    package func item(_ index: Int, of task: TaskID) throws(StoreError) -> String? {
        state.withLock { state in
            guard let items = state.items[task], items.indices.contains(index) else { return nil }
            return items[index]
        }
    }
}

/// Output in memory, one array an attempt.
package final class MemoryOutput: OutputStore {
    private struct Name: Hashable {
        let task: TaskID
        let attempt: Int
    }

    private let state = Mutex<[Name: [UInt8]]>([:])
    private let ended = Mutex<[AttemptKey]>([])

    package init() {}

    package func append(_ bytes: UnsafeRawBufferPointer, to key: AttemptKey) {
        state.withLock { $0[Name(task: key.task, attempt: key.attempt), default: []] += bytes }
    }

    package func position(of key: AttemptKey) -> Int64 {
        state.withLock { Int64($0[Name(task: key.task, attempt: key.attempt)]?.count ?? 0) }
    }

    package func omit(_ count: Int64, of key: AttemptKey) {
        state.withLock { $0[Name(task: key.task, attempt: key.attempt), default: []] += Array("[gap]".utf8) }
    }

    package func finish(_ key: AttemptKey) { ended.withLock { $0.append(key) } }

    /// The attempts whose output was said to be over, in order.
    package var finished: [AttemptKey] { ended.withLock { $0 } }

    package func tail(of task: TaskID, attempt: Int, limit: Int) -> OutputChunk {
        let bytes = state.withLock { $0[Name(task: task, attempt: attempt)] ?? [] }
        let tail = Array(bytes.suffix(limit))
        return OutputChunk(attempt: attempt, offset: Int64(bytes.count - tail.count), bytes: tail)
    }

    package func takeTrouble() -> StoreError? { nil }
}

/// Files that are not there: fixed items, and outputs of which some are missing.
package struct FixedFiles: WorkspaceFiles {
    package var items: [String: [String]]
    package var absent: Set<String>

    package init(items: [String: [String]] = [:], absent: Set<String> = []) {
        self.items = items
        self.absent = absent
    }

    package func items(of path: String) throws(WorkspaceError) -> FanOutItems {
        guard let found = items[path] else { throw WorkspaceError(message: "\(path): no such file") }
        return FanOutItems(items: found, digest: "fixed")
    }

    package func missing(_ paths: [String], in directory: String?) -> [String] { paths.filter(absent.contains) }
}

/// A healthy machine that never changes.
package struct FixedProbe: HostProbe {
    package init() {}

    package func sample() -> HealthSample {
        HealthSample(
            wallMilliseconds: 0, cpuPercent: 10, processors: 2, load: [0.1, 0.1, 0.1],
            memory: .init(usedBytes: 1 << 30, totalBytes: 4 << 30), swap: .init(usedBytes: 0, totalBytes: 0), disks: [],
            pressure: .init(), processes: 100, ownResidentBytes: 10 << 20, ownCPUPercent: 0)
    }
}
