import CopilotModel
import CopilotPorts
import Dispatch
import TestKit

/// A machine with a file system that does not answer.
final class HangingProbe: HostProbe {
    private let semaphore = DispatchSemaphore(value: 0)

    func sample() -> HealthSample {
        semaphore.wait()
        semaphore.signal()
        return FixedProbe().sample()
    }

    func letGo() { semaphore.signal() }
}
