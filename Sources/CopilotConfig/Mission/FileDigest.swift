/// A hash of a file's bytes, to notice that it changed: FNV-1a with 64 bits (offset basis and prime as published by
/// Fowler, Noll and Vo). No protection against forgery.
package struct FileDigest: Sendable, Hashable, CustomStringConvertible {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The digest of no bytes.
    package init() {}

    /// Adds bytes behind those that were added before.
    package mutating func add(_ bytes: ArraySlice<UInt8>) {
        state = bytes.withUnsafeBufferPointer { buffer in
            var state = state
            for byte in buffer { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
            return state
        }
    }

    /// Sixteen hex digits.
    package var description: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
