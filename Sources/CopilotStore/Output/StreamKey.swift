import CopilotModel

/// Names an attempt within its run.
struct StreamKey: Sendable, Hashable {
    var task: TaskID
    var attempt: Int32

    init(task: TaskID, attempt: Int) {
        self.task = task
        self.attempt = Int32(clamping: attempt)
    }

    /// The payload of the frame that opens its stream.
    var payload: [UInt8] {
        var bytes: [UInt8] = []
        withUnsafeBytes(of: attempt.littleEndian) { bytes.append(contentsOf: $0) }
        bytes += task.description.utf8
        return bytes
    }

    /// Reads such a payload; nil if it names no task.
    init?(payload: [UInt8]) {
        guard payload.count > 4, let task = TaskID(String(decoding: payload.dropFirst(4), as: UTF8.self)) else {
            return nil
        }
        var attempt: Int32 = 0
        for byte in payload.prefix(4).reversed() { attempt = attempt << 8 | Int32(byte) }
        self.init(task: task, attempt: Int(attempt))
    }
}
