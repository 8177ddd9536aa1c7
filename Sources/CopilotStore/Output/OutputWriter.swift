import CopilotPorts
import Glibc

/// The writing side of an output log; whoever calls it holds the log's lock.
struct OutputWriter: Sendable {
    private let file: Int32
    private let folder: String
    private let path: String
    private let limits: OutputLimits
    private let now: @Sendable () -> Int64
    /// Where the next frame goes.
    private var end: Int64 = 0
    private var nextStream: UInt32 = 1
    private var streams: [StreamKey: OutputStream] = [:]
    private var ended = EndedIndex()
    /// Attempts whose end could not be written yet.
    private var pending: [StreamKey] = []
    /// Attempts that have ended and whose rings are being copied into the log, a piece a call of ``mergeSome()``.
    private var merging: [StreamKey] = []
    private var scratch: [UInt8] = []
    /// The last failure that nobody has taken yet.
    var trouble: StoreError?
    /// Whether writing failed last: one trouble is reported until it works again.
    private var isTroubled = false

    /// How long it takes until a ring that could not be made is tried again, in milliseconds.
    private static let ringPatience: Int64 = 1000
    /// More ends than these are not waited for; their rings stay as they are until the log is opened anew.
    private static let mostPending = 256
    /// 1 PiB: whoever says so is mistaken.
    private static let mostOmitted: Int64 = 1 << 50
    /// Bytes moved at once from a ring to the log: what the executor's thread may have to wait for.
    private static let mergeBytes = 256 << 10

    init(file: Int32, folder: String, path: String, limits: OutputLimits, now: @escaping @Sendable () -> Int64) {
        self.file = file
        self.folder = folder
        self.path = path
        self.limits = limits
        self.now = now
    }

    /// Reads what an earlier writer left: cuts off a torn frame, takes up streams that have not ended.
    mutating func recover() {
        var cursor = FrameCursor(file: file)
        var keys: [UInt32: StreamKey] = [:]
        while let frame = cursor.next() {
            let header = frame.header
            nextStream = max(nextStream, header.stream &+ 1)
            if header.kind == .open, let key = StreamKey(payload: cursor.payload(of: frame)) {
                keys[header.stream] = key
                streams[key] = OutputStream(number: header.stream)
            }
            guard let key = keys[header.stream], streams[key]?.number == header.stream else { continue }
            if header.kind == .end {
                keys[header.stream] = nil
                streams[key] = nil
                ended.insert(key, frame.offset)
            } else {
                streams[key]?.last = frame.offset
                streams[key]?.cost += FrameHeader.size + header.length
                streams[key]?.position = header.position + (header.kind == .bytes ? Int64(header.length) : 0)
            }
        }
        end = cursor.offset
        if FileBytes.size(file) > end { ftruncate(file, off_t(end)) }
        recoverRings(keys)
    }

    private mutating func recoverRings(_ keys: [UInt32: StreamKey]) {
        for number in OutputRing.streams(folder: folder) {
            nextStream = max(nextStream, number &+ 1)
            guard let ring = OutputRing(opening: number, folder: folder, forWriting: true) else { continue }
            guard let key = keys[number], let position = streams[key]?.position else {
                // Its stream has ended, and so it was copied; or nobody knows whose it was.
                ring.remove()
                continue
            }
            // What stands in the log already was copied before the writer died.
            streams[key]?.merged = position
            streams[key]?.position = max(position, ring.range.upperBound)
            streams[key]?.ring = ring
        }
    }

    /// Adds output of an attempt.
    mutating func append(_ bytes: UnsafeRawBufferPointer, to key: StreamKey) {
        var rest = bytes
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(FrameHeader.mostPayload))
            rest = UnsafeRawBufferPointer(rebasing: rest[piece.count...])
            appendPiece(piece, to: key)
        }
    }

    /// How much of an attempt's output has come so far.
    func position(of key: StreamKey) -> Int64 {
        if let stream = streams[key] { return stream.position }
        guard let last = ended[key] else { return 0 }
        return FrameHeader(FileBytes.read(file, at: last, count: FrameHeader.size)[...])?.position ?? 0
    }

    /// Passes over bytes that nobody has; a ring would take what comes after them for what they were.
    mutating func omit(_ count: Int64, of key: StreamKey) {
        guard count > 0, count < Self.mostOmitted else { return }
        var stream = streams[key] ?? newStream()
        stream.position &+= count
        note(stream.ring?.skip(count) ?? 0)
        streams[key] = stream
    }

    private mutating func appendPiece(_ bytes: UnsafeRawBufferPointer, to key: StreamKey) {
        var stream = streams[key] ?? newStream()
        if stream.ring == nil, stream.cost + FrameHeader.size + bytes.count <= limits.headBytes {
            note(write(.bytes, bytes, to: &stream, of: key))
        } else if limits.tailBytes > 0 {
            note(writeToRing(bytes, of: &stream, key))
        }
        stream.position += Int64(bytes.count)
        streams[key] = stream
    }

    /// Ends an attempt: its ring is copied into the log, its memory given back; of a long ring a piece, the rest is left to
    /// ``mergeSome()``.
    ///
    /// - Returns: whether something is left to that.
    mutating func finish(_ key: StreamKey) -> Bool {
        guard streams[key] != nil, !merging.contains(key) else { return !merging.isEmpty }
        switch end(key, pieces: 1) {
        case .over:
            // The disk takes writes again, so perhaps an end that it did not take.
            if let late = pending.popLast() { merging.append(late) }
        case .begun: merging.append(key)
        case .failed: break
        }
        return !merging.isEmpty
    }

    /// Copies a piece of the ring of an attempt that has ended.
    ///
    /// - Returns: whether more is to be copied.
    mutating func mergeSome() -> Bool {
        guard let key = merging.first else { return false }
        switch end(key, pieces: 1) {
        case .begun: break
        case .over, .failed: merging.removeFirst()
        }
        return !merging.isEmpty
    }

    /// Writes all ends that are not written, once more also those that a full disk did not take.
    mutating func finishPending() {
        let late = merging + pending
        merging = []
        pending = []
        for key in late { _ = end(key, pieces: .max) }
    }

    /// The part of an attempt's tail that its ring holds, and whether more cannot be had.
    func ringTail(of key: StreamKey, limit: Int) -> (bytes: [UInt8], position: Int64, isEnough: Bool)? {
        guard let stream = streams[key], let ring = stream.ring, !ring.range.isEmpty else { return nil }
        let start = max(ring.range.lowerBound, ring.range.upperBound - Int64(limit))
        let bytes = ring.read(from: start, count: limit)
        return (bytes, start, bytes.count >= limit || ring.range.lowerBound > ring.base)
    }

    /// The offset of an attempt's last frame; nil if it is not known here.
    func lastFrame(of key: StreamKey) -> Int64? { streams[key]?.last ?? ended[key] }

    private mutating func newStream() -> OutputStream {
        defer { nextStream &+= 1 }
        return OutputStream(number: nextStream)
    }

    /// How far the end of a stream has come.
    private enum Ending {
        /// It stands on disk.
        case over
        /// More of its ring is to be copied.
        case begun
        /// The disk did not take it: it is tried again later.
        case failed
    }

    /// Writes the end of a stream, after up to `pieces` of its ring.
    private mutating func end(_ key: StreamKey, pieces: Int) -> Ending {
        guard var stream = streams[key] else { return .over }
        var error = stream.ring.map { merge($0, pieces: pieces, into: &stream, of: key) } ?? 0
        if error == 0, let ring = stream.ring, stream.merged < ring.range.upperBound {
            note(error)
            streams[key] = stream
            return .begun
        }
        if error == 0, stream.last != nil {
            error = write(.end, UnsafeRawBufferPointer(start: nil, count: 0), to: &stream, of: key)
        }
        note(error)
        if error == 0 {
            stream.ring?.remove()
            streams[key] = nil
            if let last = stream.last { ended.insert(key, last) }
            return .over
        }
        if pending.count >= Self.mostPending {
            stream.ring?.finish()
            streams[key] = nil
        } else {
            pending.append(key)
            streams[key] = stream
        }
        return .failed
    }

    private mutating func merge(
        _ ring: OutputRing, pieces: Int, into stream: inout OutputStream, of key: StreamKey
    ) -> Int32 {
        var position = max(ring.range.lowerBound, stream.merged)
        stream.merged = position
        var left = pieces
        while position < ring.range.upperBound, left > 0 {
            left -= 1
            let bytes = ring.read(from: position, count: Self.mergeBytes)
            guard !bytes.isEmpty else { return EIO }
            let total = stream.position
            stream.position = position
            let error = bytes.withUnsafeBytes { write(.bytes, $0, to: &stream, of: key) }
            stream.position = total
            if error != 0 { return error }
            position += Int64(bytes.count)
            stream.merged = position
        }
        return 0
    }

    private mutating func writeToRing(
        _ bytes: UnsafeRawBufferPointer, of stream: inout OutputStream, _ key: StreamKey
    ) -> Int32 {
        if stream.ring == nil {
            let time = now()
            guard time >= stream.ringRetryAt || time < stream.ringRetryAt - Self.ringPatience else { return 0 }
            // The log must name the stream before a ring can stand for it.
            if stream.last == nil {
                let error = write(.bytes, UnsafeRawBufferPointer(start: nil, count: 0), to: &stream, of: key)
                if error != 0 { return error }
            }
            do throws(StoreError) {
                stream.ring = try OutputRing(
                    making: stream.number, folder: folder, capacity: limits.tailBytes, base: stream.position)
            } catch {
                stream.ringRetryAt = time + Self.ringPatience
                note(error)
                return 0
            }
        }
        return stream.ring?.append(bytes) ?? 0
    }

    /// Writes a frame, with the one that opens the stream before it if it is the first.
    ///
    /// - Returns: 0, or errno: then nothing of it counts, and the next frame is written over it.
    private mutating func write(
        _ kind: FrameHeader.Kind, _ bytes: UnsafeRawBufferPointer, to stream: inout OutputStream, of key: StreamKey
    ) -> Int32 {
        let time = now()
        scratch.removeAll(keepingCapacity: true)
        var last = stream.last
        if last == nil {
            let name = key.payload
            FrameHeader(
                kind: .open, stream: stream.number, length: name.count, wallMilliseconds: time, position: 0, previous: 0
            ).encode(into: &scratch)
            scratch += name
            last = end
        }
        let offset = end + Int64(scratch.count)
        FrameHeader(
            kind: kind, stream: stream.number, length: bytes.count, wallMilliseconds: time, position: stream.position,
            previous: last ?? 0
        ).encode(into: &scratch)
        let error = scratch.withUnsafeBytes { FileBytes.write(file, $0, bytes, at: end) }
        if error != 0 {
            ftruncate(file, off_t(end))
            return error
        }
        stream.last = offset
        stream.cost += scratch.count + bytes.count
        end += Int64(scratch.count + bytes.count)
        return 0
    }

    private mutating func note(_ error: Int32) {
        if error == 0 {
            isTroubled = false
        } else {
            note(StoreError(errno: error, doing: "keep output in", path: path))
        }
    }

    private mutating func note(_ error: StoreError) {
        if !isTroubled { trouble = error }
        isTroubled = true
    }
}
