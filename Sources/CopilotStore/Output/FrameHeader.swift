/// The head of a frame in a run's output log.
///
/// `output.log` is a sequence of frames and nothing else, only ever appended to. Each is a head of 40 bytes and a payload;
/// numbers are little-endian:
///
/// | offset | size | what |
/// |---|---|---|
/// | 0 | 4 | ``magic``, `COPF` |
/// | 4 | 1 | kind: 1 opens a stream, 2 holds bytes, 3 ends a stream |
/// | 5 | 1 | version of the format, 1 |
/// | 6 | 2 | check: FNV-1a over the other 38 bytes, folded to 16 bits |
/// | 8 | 4 | stream: the number of one attempt's output, unique in the file |
/// | 12 | 4 | length of the payload, at most ``mostPayload`` |
/// | 16 | 8 | wall clock, milliseconds since 1970 |
/// | 24 | 8 | position: bytes of the attempt's output before this payload |
/// | 32 | 8 | offset of the stream's frame before this one in the file; 0 in the one that opens it |
///
/// The payload of a stream's first frame names it: the attempt in 4 bytes, then the task's id. A position beyond the end of
/// the frame before says that what lies between was not kept.
struct FrameHeader: Sendable, Hashable {
    enum Kind: UInt8 {
        case open = 1
        case bytes = 2
        case end = 3
    }

    var kind: Kind
    var stream: UInt32
    var length: Int
    var wallMilliseconds: Int64
    var position: Int64
    var previous: Int64

    /// Bytes of a head.
    static let size = 40
    /// Longer output is split; a longer length is damage.
    static let mostPayload = 1 << 20
    /// `COPF`
    static let magic: [UInt8] = [0x43, 0x4f, 0x50, 0x46]

    private static let version: UInt8 = 1

    /// Appends the head's bytes.
    func encode(into bytes: inout [UInt8]) {
        let start = bytes.count
        bytes += Self.magic
        bytes.append(kind.rawValue)
        bytes.append(Self.version)
        bytes.append(0)
        bytes.append(0)
        Self.append(UInt64(stream) | UInt64(UInt32(truncatingIfNeeded: length)) << 32, to: &bytes)
        Self.append(UInt64(bitPattern: wallMilliseconds), to: &bytes)
        Self.append(UInt64(bitPattern: position), to: &bytes)
        Self.append(UInt64(bitPattern: previous), to: &bytes)
        let check = Self.check(bytes[start...])
        bytes[start + 6] = UInt8(truncatingIfNeeded: check)
        bytes[start + 7] = UInt8(truncatingIfNeeded: check >> 8)
    }

    init(kind: Kind, stream: UInt32, length: Int, wallMilliseconds: Int64, position: Int64, previous: Int64) {
        self.kind = kind
        self.stream = stream
        self.length = length
        self.wallMilliseconds = wallMilliseconds
        self.position = position
        self.previous = previous
    }

    /// Reads a head from the start of `bytes`; nil if there is no whole one.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.count >= Self.size else { return nil }
        let head = bytes.prefix(Self.size)
        let start = head.startIndex
        let check = UInt16(head[start + 6]) | UInt16(head[start + 7]) << 8
        guard head.starts(with: Self.magic), head[start + 5] == Self.version, Self.check(head) == check,
            let kind = Kind(rawValue: head[start + 4])
        else { return nil }
        let numbers = Self.number(head, at: 8)
        self.kind = kind
        stream = UInt32(truncatingIfNeeded: numbers)
        length = Int(numbers >> 32)
        wallMilliseconds = Int64(bitPattern: Self.number(head, at: 16))
        position = Int64(bitPattern: Self.number(head, at: 24))
        previous = Int64(bitPattern: Self.number(head, at: 32))
        guard length <= Self.mostPayload, position >= 0, position <= Int64.max >> 1, previous >= 0 else { return nil }
    }

    /// Appends eight bytes, the lowest first.
    static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Eight bytes at an offset into `bytes`, which must hold them.
    static func number(_ bytes: ArraySlice<UInt8>, at offset: Int) -> UInt64 {
        var number: UInt64 = 0
        for byte in bytes.dropFirst(offset).prefix(8).reversed() { number = number << 8 | UInt64(byte) }
        return number
    }

    private static func check(_ head: ArraySlice<UInt8>) -> UInt16 {
        let start = head.startIndex
        var hash: UInt32 = 0x811c_9dc5
        for (index, byte) in zip(head.indices, head) where index - start != 6 && index - start != 7 {
            hash = (hash ^ UInt32(byte)) &* 0x0100_0193
        }
        return UInt16(truncatingIfNeeded: hash ^ hash >> 16)
    }
}
