package import CopilotModel

/// Keeps the raw output of a run's attempts, each capped to its head and its tail.
package protocol OutputStore: Sendable {
    /// Adds bytes to an attempt's output. Called on the executor's thread; a failure (a full disk) is remembered, told once
    /// by ``takeTrouble()``, and costs output, never the task.
    func append(_ bytes: UnsafeRawBufferPointer, to key: AttemptKey)

    /// How much of an attempt's output has come here, over all supervisors, what could not be kept included; 0 where nothing is
    /// known of it. Of one that has ended it is all of it.
    func position(of key: AttemptKey) -> Int64

    /// The next `count` bytes of an attempt's output are lost: nobody can give them any more.
    func omit(_ count: Int64, of key: AttemptKey)

    /// The attempt ended: whatever was held back is written.
    func finish(_ key: AttemptKey)

    /// Up to `limit` bytes from the end of an attempt's output, and the offset they begin at.
    func tail(of task: TaskID, attempt: Int, limit: Int) -> OutputChunk

    /// A failure since the last call, if there was one.
    func takeTrouble() -> StoreError?
}
