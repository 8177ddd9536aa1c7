internal import CopilotModel
internal import CopilotPorts
internal import Synchronization

/// Samples the machine's state and publishes it, for the screen's gauges.
struct HealthMonitor: Sendable {
    /// Between two samples; one costs well under a millisecond.
    static let interval: Duration = .seconds(2)

    let probe: any HostProbe
    let bus: EventBus
    let clock: any EngineClock

    /// Samples until the current task is cancelled. A sample that hangs is not waited for then: its thread ends when it can.
    func run() async {
        while !Task.isCancelled {
            guard let sample = await sample() else { return }
            bus.publish(sample)
            do { try await clock.sleep(for: Self.interval) } catch { return }
        }
    }

    /// A sample, taken on a thread of its own; nil once the current task is cancelled.
    private func sample() async -> HealthSample? {
        let slot = SampleSlot()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                slot.wait(continuation)
                DedicatedThread.start(named: "health") { [probe] in slot.give(probe.sample()) }
            }
        } onCancel: {
            slot.give(nil)
        }
    }
}

/// Where a sample is waited for; what comes first counts.
private final class SampleSlot: Sendable {
    private enum State {
        case empty
        case waiting(CheckedContinuation<HealthSample?, Never>)
        case given(HealthSample?)
    }

    private let state = Mutex(State.empty)

    func wait(_ continuation: CheckedContinuation<HealthSample?, Never>) {
        let given = state.withLock { state -> HealthSample?? in
            if case .given(let sample) = state { return .some(sample) }
            state = .waiting(continuation)
            return nil
        }
        if let given { continuation.resume(returning: given) }
    }

    func give(_ sample: HealthSample?) {
        let waiting = state.withLock { state -> CheckedContinuation<HealthSample?, Never>? in
            defer { if case .given = state {} else { state = .given(sample) } }
            if case .waiting(let continuation) = state { return continuation }
            return nil
        }
        waiting?.resume(returning: sample)
    }
}
