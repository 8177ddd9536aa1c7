@preconcurrency internal import Dispatch
internal import Foundation

/// Turns the signals that a supervisor is steered by into calls.
final class SignalWatch: Sendable {
    private let sources: [any DispatchSourceSignal]

    /// Watches until ``cancel()``; the handlers run one at a time, on a queue of their own.
    init(_ handlers: [Int32: @Sendable () -> Void]) {
        let queue = DispatchQueue(label: "signals")
        sources = handlers.map { number, handler in
            // A source only sees what does not end the process first.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { @Sendable in handler() }
            source.resume()
            return source
        }
    }

    func cancel() { sources.forEach { $0.cancel() } }
}
