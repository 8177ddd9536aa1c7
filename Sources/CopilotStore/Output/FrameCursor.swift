import Glibc

/// Walks the frames of a log, head by head; payloads are read only when asked for.
///
/// It can be asked again after the file has grown. Damage in the middle is stepped over to the next head that holds.
struct FrameCursor {
    /// A frame and where its head stands.
    struct Frame {
        var header: FrameHeader
        var offset: Int64

        /// Where the next one begins.
        var end: Int64 { offset + Int64(FrameHeader.size + header.length) }
    }

    private let file: Int32
    /// Where the next frame begins, if there is one. Everything before it is whole, or damage that was stepped over.
    private(set) var offset: Int64
    private var window: [UInt8] = []
    private var windowStart: Int64 = 0
    private var windowBytes = smallWindow

    /// With large frames only heads are wanted, with small ones a read serves hundreds.
    private static let smallWindow = 4 << 10
    private static let largeWindow = 128 << 10
    private static let largePayload = 4 << 10

    /// Starts at `offset`, where a frame must begin.
    init(file: Int32, offset: Int64 = 0) {
        self.file = file
        self.offset = offset
    }

    /// The next frame that is there whole; nil at the end, and where the last one is torn or still being written.
    mutating func next() -> Frame? {
        while let head = bytes(at: offset, count: FrameHeader.size) {
            guard let header = FrameHeader(head) else {
                guard let sound = resynchronized() else { break }
                offset = sound
                continue
            }
            let frame = Frame(header: header, offset: offset)
            guard isInWindow(frame.end - 1) || FileBytes.size(file) >= frame.end else { break }
            offset = frame.end
            windowBytes = header.length < Self.largePayload ? Self.largeWindow : Self.smallWindow
            return frame
        }
        // What was read of a frame that is not whole may be written over.
        window = []
        return nil
    }

    /// The payload of a frame that ``next()`` returned last.
    mutating func payload(of frame: Frame) -> [UInt8] {
        let start = frame.offset + Int64(FrameHeader.size)
        if let bytes = window(at: start, count: frame.header.length) { return Array(bytes) }
        return FileBytes.read(file, at: start, count: frame.header.length)
    }

    private func isInWindow(_ position: Int64) -> Bool {
        position >= windowStart && position < windowStart + Int64(window.count)
    }

    private func window(at start: Int64, count: Int) -> ArraySlice<UInt8>? {
        let from = start - windowStart
        guard from >= 0, from + Int64(count) <= Int64(window.count) else { return nil }
        return window[Int(from)..<Int(from) + count]
    }

    private mutating func bytes(at start: Int64, count: Int) -> ArraySlice<UInt8>? {
        if let bytes = window(at: start, count: count) { return bytes }
        window = FileBytes.read(file, at: start, count: windowBytes)
        windowStart = start
        return window(at: start, count: count)
    }

    /// The offset of the next head that holds, after the one expected here; nil if there is none up to the end.
    private func resynchronized() -> Int64? {
        var start = offset + 1
        while true {
            let chunk = FileBytes.read(file, at: start, count: Self.largeWindow)
            guard chunk.count >= FrameHeader.size else { return nil }
            for index in 0...(chunk.count - FrameHeader.size) where chunk[index] == FrameHeader.magic[0] {
                guard let header = FrameHeader(chunk[index...]) else { continue }
                let end = start + Int64(index + FrameHeader.size + header.length)
                if end <= FileBytes.size(file) { return start + Int64(index) }
            }
            start += Int64(chunk.count - FrameHeader.size + 1)
        }
    }
}
