/// What mending a failure may touch besides the task's own files: the words of a task's `allow`.
package enum RepairPermission: String, Sendable, Hashable, Codable, CaseIterable {
    /// Installing what the project's own manifest names.
    case install
    /// Changing permissions inside the workspace.
    case chmod
    /// Removing caches, stale locks and temporary files.
    case cleanup
    /// Making folders inside the workspace.
    case mkdir
    /// Running a tool without the network, from its caches, while the network is gone.
    case offline
}
