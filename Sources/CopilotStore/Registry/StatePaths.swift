package import CopilotModel

/// Where the things of a user lie that belong to no workspace.
package struct StatePaths: Sendable, Hashable {
    /// `$XDG_STATE_HOME/copilot-tui`, absolute.
    package var folder: String

    package init(folder: String) { self.folder = folder }

    /// One file a run: see ``RunRegistry``.
    package var runs: String { folder + "/runs" }

    /// Sockets of living supervisors; mode 0700.
    package var sockets: String { folder + "/run" }

    /// The socket of a run's supervisor; nil if the run's name is no plain file name.
    package func socket(of run: RunID) -> String? {
        RunName.isPlain(run.rawValue) ? "\(sockets)/\(run.rawValue).sock" : nil
    }
}
