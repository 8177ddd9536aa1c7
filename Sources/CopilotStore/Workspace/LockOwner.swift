package import CopilotModel

/// Who holds, or held, a workspace.
package struct LockOwner: Sendable, Hashable, Codable {
    package var process: ProcessIdentity
    /// `/proc/sys/kernel/random/boot_id`: pids of another boot mean nothing.
    package var boot: String
    /// The run it carries; nil before it has one.
    package var run: RunID?

    package init(process: ProcessIdentity, boot: String, run: RunID? = nil) {
        self.process = process
        self.boot = boot
        self.run = run
    }
}
