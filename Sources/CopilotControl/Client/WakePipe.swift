import Glibc

/// A pipe by which a thread that waits in `poll` is told to look around.
final class WakePipe: Sendable {
    /// The end to poll for reading.
    let readDescriptor: Int32
    private let writeDescriptor: Int32

    /// - Throws: if no descriptor is free.
    init() throws(ControlError) {
        var ends: [Int32] = [-1, -1]
        // A pair of sockets: the flags are set as they are made, for which Glibc's module has no call on pipes.
        guard socketpair(AF_UNIX, SocketKind.stream, 0, &ends) == 0 else {
            let code = errno
            throw ControlError(code: .notLive, errno: code, message: "no pipe can be made: \(SystemText.of(code))")
        }
        readDescriptor = ends[0]
        writeDescriptor = ends[1]
    }

    deinit {
        close(readDescriptor)
        close(writeDescriptor)
    }

    /// Makes ``readDescriptor`` readable; from any thread.
    func wake() {
        var byte: UInt8 = 0
        // A full pipe wakes as well as a fuller one.
        _ = write(writeDescriptor, &byte, 1)
    }

    /// Blocks until it is woken, and takes the wake-ups back.
    func waitForWake() {
        var entry = pollfd(fd: readDescriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&entry, 1, -1)
        drain()
    }

    /// Takes back all wake-ups so far.
    func drain() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(readDescriptor, &bytes, bytes.count) > 0 {}
    }
}

/// What kind of sockets the client uses.
enum SocketKind {
    /// A byte stream that never blocks a call and is not inherited.
    static let stream = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
}

/// The system's words for an error number.
enum SystemText {
    static func of(_ code: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 128)
        guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
