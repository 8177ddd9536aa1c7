package import CopilotModel

/// Keeps a workspace as it was before an attempt, and sets it back. All calls may block for minutes; none may run beside
/// another in one workspace.
package protocol WorkspaceKeeper: Sendable {
    /// Keeps the state before an attempt, under the attempt's name; one of that name is replaced.
    ///
    /// - Parameter directory: the task's folder, absolute: what the rule's paths are relative to.
    /// - Throws: a sentence for people; then nothing is kept.
    func take(_ key: AttemptKey, of rule: ProtectRule, in directory: String) throws(WorkspaceError) -> SnapshotInfo

    /// Says that the attempt lives: what changes long after the last such word is not its doing. Quick; may run beside others.
    func noteAlive(_ key: AttemptKey)

    /// Writes down what the attempt has left, so that later writes of others can be told from its own; keeps the contents for
    /// reading if it failed. What was written down already stays.
    func keepEnd(of key: AttemptKey, isFailed: Bool) throws(WorkspaceError)

    /// Where the snapshot, what the attempt left and what is there now are not the same.
    func differences(since key: AttemptKey) throws(WorkspaceError) -> [PathDifference]

    /// Carries out a plan that was made of ``differences(since:)``. Each path is as it was or as it is to be at any time;
    /// after a crash the same is done again.
    func apply(_ plan: RestorePlan, of key: AttemptKey) throws(WorkspaceError)
}
