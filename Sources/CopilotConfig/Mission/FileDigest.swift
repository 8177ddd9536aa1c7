internal import CopilotModel

/// A hash of a file's bytes, to notice that it changed. No protection against forgery.
package struct FileDigest: Sendable, Hashable, CustomStringConvertible {
    private var hash = FNV1a()

    /// The digest of no bytes.
    package init() {}

    /// Adds bytes behind those that were added before.
    package mutating func add(_ bytes: ArraySlice<UInt8>) {
        hash = bytes.withUnsafeBufferPointer { buffer in
            var hash = hash
            hash.add(buffer)
            return hash
        }
    }

    /// Sixteen hex digits.
    package var description: String {
        let digits = String(hash.value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
