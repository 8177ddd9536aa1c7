import CopilotModel
import Testing

@Suite("The hash that is the same everywhere")
struct FNV1aTests {
    /// Test vectors of the hash's authors.
    @Test(
        arguments: [
            ("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C), ("foobar", 0x8594_4171_F739_67E8),
        ] as [(String, UInt64)])
    func vectors(text: String, value: UInt64) {
        var hash = FNV1a()
        hash.add(text)
        #expect(hash.value == value)
        var same = FNV1a()
        Array(text.utf8).withUnsafeBufferPointer { same.add($0) }
        #expect(same == hash)
    }

    @Test func aNumberIsItsBytes() {
        var number = FNV1a()
        number.add(lowBytes: 8, of: 0x0807_0605_0403_0201)
        var bytes = FNV1a()
        for byte in UInt8(1)...8 { bytes.add(byte) }
        #expect(number == bytes)
    }
}
