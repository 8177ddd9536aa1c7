import CopilotModel
import CopilotPorts
import Foundation
import Synchronization

/// Keeps what an executor reports, and lets a test wait for it.
final class RecordingSink: ExecutorSink {
    enum Ending: Sendable {
        case exited(ExitReport)
        case notStarted(ExecutorError)
    }

    private struct Record {
        var process: ProcessIdentity?
        var startCount = 0
        var output: [UInt8] = []
        var outputCount = 0
        var ending: Ending?
    }

    private struct Waiter {
        var id: UUID
        var key: AttemptKey
        var isMet: (Record) -> Bool
        var continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var records: [AttemptKey: Record] = [:]
        var waiters: [Waiter] = []
        var threads: Set<UInt> = []
    }

    /// The most output that is kept of an attempt.
    private let cap: Int
    private let state = Mutex(State())

    init(cap: Int = 4_000_000) { self.cap = cap }

    /// The threads that have reported something.
    var threads: Set<UInt> { state.withLock { $0.threads } }

    func report(_ event: ExecutorEvent) {
        switch event {
        case .started(let key, let process):
            update(key) {
                $0.process = process
                $0.startCount += 1
            }
        case .notStarted(let key, let error): update(key) { $0.ending = .notStarted(error) }
        case .exited(let key, let report): update(key) { $0.ending = .exited(report) }
        }
    }

    func output(_ bytes: UnsafeRawBufferPointer, of key: AttemptKey, at offset: Int64) {
        update(key) {
            $0.outputCount += bytes.count
            $0.output.append(contentsOf: bytes.prefix(max(0, cap - $0.output.count)))
        }
    }

    private func update(_ key: AttemptKey, _ change: (inout Record) -> Void) {
        let woken = state.withLock { state in
            state.threads.insert(UInt(pthread_self()))
            change(&state.records[key, default: Record()])
            let record = state.records[key, default: Record()]
            let woken = state.waiters.filter { $0.key == key && $0.isMet(record) }.map(\.continuation)
            if !woken.isEmpty { state.waiters.removeAll { $0.key == key && $0.isMet(record) } }
            return woken
        }
        for continuation in woken { continuation.resume() }
    }

    /// Returns early when the test's time is up.
    private func wait(for key: AttemptKey, until isMet: @escaping @Sendable (Record) -> Bool) async {
        let id = UUID()
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if Task.isCancelled || isMet(state.records[key, default: Record()]) { return true }
                    state.waiters.append(Waiter(id: id, key: key, isMet: isMet, continuation: continuation))
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                state.waiters.firstIndex { $0.id == id }.map { state.waiters.remove(at: $0) }
            }
            waiter?.continuation.resume()
        }
    }

    private func record(_ key: AttemptKey) -> Record { state.withLock { $0.records[key, default: Record()] } }

    /// Waits for the end of an attempt.
    func ending(of key: AttemptKey) async -> Ending? {
        await wait(for: key) { $0.ending != nil }
        return record(key).ending
    }

    /// Waits for its exit; nil if it was not started.
    func exit(of key: AttemptKey) async -> ExitReport? {
        if case .exited(let report) = await ending(of: key) { report } else { nil }
    }

    /// Waits for the failure to start it; nil if it was started.
    func failure(of key: AttemptKey) async -> ExecutorError? {
        if case .notStarted(let error) = await ending(of: key) { error } else { nil }
    }

    func pid(of key: AttemptKey) async -> Int32 {
        await wait(for: key) { $0.process != nil || $0.ending != nil }
        return record(key).process?.pid ?? -1
    }

    func process(of key: AttemptKey) -> ProcessIdentity? { record(key).process }

    /// Waits until the output holds `text`, or the attempt has ended.
    func output(of key: AttemptKey, holding text: String) async -> String {
        let wanted = Array(text.utf8)
        await wait(for: key) { $0.ending != nil || $0.output.firstRange(of: wanted) != nil }
        return output(of: key)
    }

    func output(of key: AttemptKey) -> String { String(decoding: record(key).output, as: UTF8.self) }

    func bytes(of key: AttemptKey) -> [UInt8] { record(key).output }

    func outputCount(of key: AttemptKey) -> Int { record(key).outputCount }

    func hasEnded(_ key: AttemptKey) -> Bool { record(key).ending != nil }

    func startCount(of key: AttemptKey) -> Int { record(key).startCount }
}
