package import CopilotModel

/// A living mission as a screen, a printer or a client sees it, in this process or over its socket.
package protocol MissionConnection: Sendable {
    /// Snapshot and stream in one step. Ends when the mission is over or the connection is lost.
    func deliveries() -> AsyncStream<Delivery>

    /// Asks for something; the answer says whether it will be done.
    func submit(_ intent: Intent) async throws(ConnectionError) -> IntentReceipt

    /// Types bytes into a task's terminal for a person; no bytes only say that a person is there, so that nobody else answers
    /// what it asks meanwhile.
    func type(_ bytes: [UInt8], into task: TaskID) async throws(ConnectionError)

    /// A task's output: first up to `tailBytes` of what there is, then what is added, over all further attempts. A consumer
    /// that is slow misses bytes, never holds anything up: chunks' offsets tell.
    func output(of task: TaskID, tailBytes: Int) -> AsyncStream<OutputChunk>
}

/// A connection's own failure.
package struct ConnectionError: Error, Sendable, Hashable {
    /// What happened, as a sentence for people.
    package var message: String

    package init(message: String) { self.message = message }
}
