package import CopilotModel

/// Who holds, or held, a workspace.
package struct LockOwner: Sendable, Hashable, Codable {
    package var process: ProcessIdentity
    /// The run it carries; nil before it has one.
    package var run: RunID?

    package init(process: ProcessIdentity, run: RunID? = nil) {
        self.process = process
        self.run = run
    }
}
