package import CopilotModel
internal import CopilotPorts

/// The machine's own clock, for tests that run real threads.
package struct TestClock: EngineClock {
    private let start = ContinuousClock.now

    package init() {}

    package func now() -> Moment {
        Moment.zero.advanced(by: .seconds(1_000_000) + (ContinuousClock.now - start))
    }

    package func sleep(for span: Duration) async throws { try await Task.sleep(for: span) }
}
