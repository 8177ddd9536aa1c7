internal import Dispatch
internal import Foundation

/// Ways off the concurrency pool, whose few threads must never wait for a disk or a process.
enum DedicatedThread {
    /// Runs `body` on a thread of its own and gives its result.
    static func run<Result: Sendable>(
        named name: String, _ body: @escaping @Sendable () -> Result
    ) async -> Result {
        await withCheckedContinuation { continuation in
            start(named: name) { continuation.resume(returning: body()) }
        }
    }

    /// Runs `body` on a thread of its own, for which nobody waits.
    static func start(named name: String, _ body: @escaping @Sendable () -> Void) {
        let thread = Thread(block: body)
        thread.name = name
        thread.stackSize = 4 << 20
        thread.start()
    }

    /// Runs a call that may block for long on one of Dispatch's threads and gives its result.
    static func offload<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .utility).async { continuation.resume(returning: body()) }
        }
    }
}
