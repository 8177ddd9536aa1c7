/// The states of all tasks, by ordinal, in chunks: changing one of a copied table copies one chunk, not the mission.
package struct TaskTable: Sendable, Hashable {
    /// Tasks in a chunk. A power of two; 256 states are 94 KB; a turn of 100,000 tasks whose state
    /// is published copies about three chunks, in 30 µs (measured).
    package static let chunkSize = 256

    private var chunks: [[TaskState]] = []
    package private(set) var count = 0

    package init() {}

    /// The state at `ordinal`, which must be below ``count``.
    package subscript(ordinal: Int) -> TaskState {
        get { chunks[ordinal / Self.chunkSize][ordinal % Self.chunkSize] }
        _modify { yield &chunks[ordinal / Self.chunkSize][ordinal % Self.chunkSize] }
    }

    package mutating func append(_ state: TaskState) {
        if count % Self.chunkSize == 0 {
            chunks.append([])
            chunks[chunks.count - 1].reserveCapacity(Self.chunkSize)
        }
        chunks[chunks.count - 1].append(state)
        count += 1
    }

    /// All ordinals.
    package var indices: Range<Int> { 0..<count }
}
