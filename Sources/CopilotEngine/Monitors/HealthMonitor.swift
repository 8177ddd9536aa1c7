internal import CopilotModel
internal import CopilotPorts

/// Samples the machine's state and publishes it, for the screen's gauges.
struct HealthMonitor: Sendable {
    /// Between two samples; one costs well under a millisecond.
    static let interval: Duration = .seconds(2)

    let probe: any HostProbe
    let bus: EventBus
    let clock: any EngineClock

    /// Samples until the current task is cancelled.
    func run() async {
        while !Task.isCancelled {
            bus.publish(await probe.sample())
            do { try await clock.sleep(for: Self.interval) } catch { return }
        }
    }
}
