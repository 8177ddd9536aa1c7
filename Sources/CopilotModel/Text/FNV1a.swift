/// A hash that is the same over processes and machines: FNV-1a with 64 bits (offset basis and prime as published by Fowler, Noll
/// and Vo). No protection against forgery.
package struct FNV1a: Sendable, Hashable {
    package private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The hash of nothing.
    package init() {}

    /// Adds one byte.
    package mutating func add(_ byte: UInt8) { add(whole: UInt64(byte)) }

    /// Adds a number in one step, as if it were a byte.
    package mutating func add(whole number: UInt64) { value = (value ^ number) &* 0x0000_0100_0000_01B3 }

    /// Adds the bytes of a text.
    package mutating func add(_ text: String) { for byte in text.utf8 { add(byte) } }

    /// Adds bytes. Concrete, so that a large file is hashed at full speed from any module.
    package mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) { for byte in bytes { add(byte) } }

    /// Adds the lowest `count` bytes of a number, the lowest first.
    package mutating func add(lowBytes count: Int, of number: UInt64) {
        for place in 0..<count { add(UInt8(truncatingIfNeeded: number >> UInt64(8 &* place))) }
    }
}
