/// FNV-1a, 64 bits: notices damage, keeps nobody out. <http://www.isthe.com/chongo/tech/comp/fnv/>
enum Checksum {
    /// The hash of `bytes`.
    static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return hash
    }
}
