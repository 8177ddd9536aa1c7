package import CopilotModel

/// Reads the machine's state.
package protocol HostProbe: Sendable {
    /// A sample now. Never throws: what cannot be read is nil or 0 in it. May hang for as long as a file system does that
    /// does not answer: never to be called where somebody waits.
    func sample() -> HealthSample
}

/// Tells the time.
package protocol EngineClock: Sendable {
    func now() -> Moment

    /// How long the calling thread has been on a processor; only differences mean something.
    func threadTime() -> Duration

    /// Waits.
    ///
    /// - Throws: `CancellationError` when the current task is cancelled.
    func sleep(for span: Duration) async throws
}

extension EngineClock {
    /// Where the machine does not tell: what has passed.
    package func threadTime() -> Duration { now().monotonic }
}

/// Reads and looks at files for tasks.
package protocol WorkspaceFiles: Sendable {
    /// The lines of a `for_each` file, relative to the workspace: without line ends, blank lines left out.
    ///
    /// - Throws: a sentence for people, naming the path.
    func items(of path: String) throws(WorkspaceError) -> FanOutItems

    /// Those of `paths` (relative to `directory`, itself relative to the workspace) that do not exist.
    func missing(_ paths: [String], in directory: String?) -> [String]
}

/// The items of a fan-out and their identity.
package struct FanOutItems: Sendable, Hashable {
    package var items: [String]
    /// SHA-256 of the file's bytes, in hex.
    package var digest: String

    package init(items: [String], digest: String) {
        self.items = items
        self.digest = digest
    }
}

/// A file of the workspace that cannot be used.
package struct WorkspaceError: Error, Sendable, Hashable {
    package var message: String

    package init(message: String) { self.message = message }
}

/// Reads the secrets that the user has provided, at the moment they are typed. Nobody keeps them.
package protocol SecretReader: Sendable {
    /// The value of a secret: 1 to 1,024 bytes without control characters. May block for ten seconds.
    ///
    /// - Throws: a sentence for people that does not hold the secret.
    func read(_ name: String) throws(SecretError) -> [UInt8]
}

/// A secret that cannot be had.
package struct SecretError: Error, Sendable, Hashable {
    package var message: String

    package init(message: String) { self.message = message }
}
