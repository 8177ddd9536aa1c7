internal import CopilotModel
internal import CopilotPorts
internal import Dispatch
internal import Synchronization

/// Samples the machine's state and publishes it, for the screen's gauges.
struct HealthMonitor: Sendable {
    /// Between two samples; one costs a fifth of a millisecond.
    static let interval: Duration = .seconds(2)

    let probe: any HostProbe
    let bus: EventBus
    let mark: CheckpointMark

    /// Samples until the current task is cancelled. A sample that hangs is not waited for then: its thread ends when it can.
    ///
    /// One thread sleeps between samples: a timer and a new thread for each cost as much as the sample.
    func run() async {
        let pace = Pace()
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                pace.wait(continuation)
                DedicatedThread.start(named: "health") { [probe, bus, mark] in
                    repeat {
                        var sample = probe.sample()
                        sample.checkpointedAt = mark.time
                        if pace.isStopped { return }
                        bus.publish(sample)
                    } while pace.sleep(Self.interval)
                }
            }
        } onCancel: {
            pace.stop()
        }
    }
}

/// Where the sampling thread sleeps, and whoever started it waits for its end.
private final class Pace: Sendable {
    private struct State {
        var isStopped = false
        var waiting: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())
    private let bell = DispatchSemaphore(value: 0)

    var isStopped: Bool { state.withLock { $0.isStopped } }

    /// Resumes at once if it was stopped before.
    func wait(_ continuation: CheckedContinuation<Void, Never>) {
        let isStopped = state.withLock { state in
            if !state.isStopped { state.waiting = continuation }
            return state.isStopped
        }
        if isStopped { continuation.resume() }
    }

    func stop() {
        let waiting = state.withLock { state in
            state.isStopped = true
            defer { state.waiting = nil }
            return state.waiting
        }
        bell.signal()
        waiting?.resume()
    }

    /// Whether to go on after it.
    func sleep(_ span: Duration) -> Bool {
        _ = bell.wait(timeout: .now() + .milliseconds(Int(clamping: span.milliseconds)))
        return !isStopped
    }
}
