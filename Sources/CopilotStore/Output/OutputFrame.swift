package import CopilotModel

/// A piece of what an output log holds.
package struct OutputFrame: Sendable, Hashable {
    /// What it says about the attempt.
    package enum Content: Sendable, Hashable {
        /// Output begins.
        case opened
        /// Output: raw bytes of a terminal, hostile. `offset` counts from the attempt's start; beyond the end of the piece
        /// before: what lies between was not kept.
        case bytes(offset: Int64, [UInt8])
        /// Nothing more follows; how many bytes there were in all, kept or not.
        case ended(total: Int64)
    }

    package var task: TaskID
    package var attempt: Int
    /// When it was written: milliseconds since 1970. Of the end of a long output: when the attempt ended.
    package var wallMilliseconds: Int64
    package var content: Content
}
