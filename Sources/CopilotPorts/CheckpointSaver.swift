package import CopilotModel

/// Has tasks lay down what they have done, and looks what lies there.
package protocol CheckpointSaver: Sendable {
    /// The newest entry of a folder that is not empty and not hidden; nil if there is none. Quick.
    ///
    /// - Parameter directory: absolute; it need not exist.
    func newest(in directory: String) -> CheckpointInfo?

    /// Makes a checkpoint of a task that runs, or looks for what it has laid down by itself. It has succeeded only if
    /// something new lies in the folder. May block for five minutes.
    ///
    /// - Parameters:
    ///   - process: the task's first process.
    ///   - directory: where checkpoints lie, absolute; it is made if it is not there.
    func save(
        _ rule: CheckpointRule, of process: ProcessIdentity, in directory: String, at place: RepairPlace
    ) -> CheckpointOutcome
}
