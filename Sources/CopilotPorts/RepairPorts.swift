package import CopilotModel

/// Looks at what a failure points at, and mends it. All calls may block for as long as they say.
package protocol RepairCrew: Sendable {
    /// Whether the network is there, and what of it worked earlier in this run. Blocks for 3 s at most.
    func connectivity() -> Connectivity

    /// How many processes around us the kernel has killed for want of memory, ours among them; nil where nobody tells.
    func outOfMemoryKills() -> Int64?

    /// What may mend a failure, the likeliest first: each fits the machine as it is now. Blocks for 2 s at most.
    func remedies(for failure: Failure, at place: RepairPlace) -> [Remedy]

    /// Who holds the lock that a failure points at, in a few words, or why that cannot be ruled out; nil: it points at none, or
    /// nobody does. Blocks for 2 s at most.
    func lockHolder(for failure: Failure, at place: RepairPlace) -> String?

    /// Does it. An installation may block for ten minutes, anything else for a minute; once it is cancelled, for some seconds.
    func apply(_ remedy: Remedy, at place: RepairPlace, cancellation: Cancellation) -> RemedyOutcome

    /// Puts declared outputs in place, each whole or not at all; what is there already stays.
    ///
    /// - Throws: a sentence for people, naming the path.
    func put(_ outputs: [DefaultOutput], at place: RepairPlace) throws(WorkspaceError)
}

/// Where a task works, for whoever mends something for it.
package struct RepairPlace: Sendable, Hashable {
    /// Absolute.
    package var workspace: String
    /// Absolute: the task's folder.
    package var directory: String
    /// What its command gets.
    package var environment: [String: String]
    /// Its command, placeholders filled in.
    package var command: TaskCommand
    /// Declared outputs, relative to `directory`.
    package var outputs: [String]

    package init(
        workspace: String, directory: String, environment: [String: String], command: TaskCommand, outputs: [String]
    ) {
        self.workspace = workspace
        self.directory = directory
        self.environment = environment
        self.command = command
        self.outputs = outputs
    }
}
