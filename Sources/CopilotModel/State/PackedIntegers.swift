/// A column of integers that is written as one word of base64: each as the difference to the one before, zigzag and
/// LEB128, so that columns that hardly change take a byte an entry and are read at memory speed.
///
/// Layout of the bytes: as in Protocol Buffers' `sint64`, <https://protobuf.dev/programming-guides/encoding/>.
struct PackedIntegers: Sendable, Hashable {
    var values: [Int64]

    init(_ values: [Int64]) { self.values = values }

    init(_ values: [some BinaryInteger]) { self.values = values.map { Int64(truncatingIfNeeded: $0) } }

    /// The packed bytes.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(values.count &* 2)
        var previous: Int64 = 0
        for value in values {
            let difference = value &- previous
            previous = value
            var rest = UInt64(bitPattern: (difference << 1) ^ (difference >> 63))
            while rest > 0x7f {
                bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(truncatingIfNeeded: rest))
        }
        return bytes
    }

    /// Reads packed bytes; nil if the last number is cut off or one has more than 64 bits. Never more numbers than bytes.
    init?(bytes: [UInt8]) {
        values = []
        values.reserveCapacity(bytes.count)
        var previous: Int64 = 0
        var word: UInt64 = 0
        var shift: UInt64 = 0
        for byte in bytes {
            guard shift < 64 else { return nil }
            word |= UInt64(byte & 0x7f) << shift
            shift += 7
            if byte & 0x80 != 0 { continue }
            previous = previous &+ (Int64(bitPattern: word >> 1) ^ -Int64(bitPattern: word & 1))
            values.append(previous)
            word = 0
            shift = 0
        }
        if shift != 0 { return nil }
    }
}

extension PackedIntegers: Codable {
    init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let bytes = Base64.bytes(text), let packed = PackedIntegers(bytes: bytes) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a packed column of integers"))
        }
        self = packed
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Base64.text(bytes))
    }
}
