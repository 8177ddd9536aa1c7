import Glibc

/// A connection to a socket, for one thread that may block: every wait ends at a deadline, or when the pipe wakes it.
struct UnixConnection: ~Copyable {
    private let descriptor: Int32
    private let path: String

    /// Connects to the socket at `path`.
    ///
    /// - Throws: `notLive` if nobody listens there; `timedOut` if its queue of callers stays full until `deadline`.
    init(to path: String, deadline: Deadline) throws(ControlError) {
        self.path = path
        descriptor = try Self.connected(to: path, deadline: deadline)
    }

    private static func connected(to path: String, deadline: Deadline) throws(ControlError) -> Int32 {
        let address: SocketAddress
        do { address = try SocketAddress(path) } catch { throw notLive(path, error.errno) }
        let descriptor = socket(AF_UNIX, SocketKind.stream, 0)
        guard descriptor >= 0 else { throw notLive(path, errno) }
        while address.withAddress({ connect(descriptor, $0, $1) }) != 0 {
            let code = errno
            switch code {
            case EINTR: continue
            case EISCONN: return descriptor
            // Its queue of callers is full; a Unix socket does not tell when there is room.
            case EAGAIN where !deadline.hasPassed: _ = poll(nil, 0, 20)
            case EAGAIN:
                close(descriptor)
                throw ControlError(code: .timedOut, message: "the supervisor on \(path) takes no calls")
            default:
                close(descriptor)
                throw notLive(path, code)
            }
        }
        return descriptor
    }

    deinit { close(descriptor) }

    /// Sends all of `bytes`.
    ///
    /// - Throws: `timedOut`, or `cancelled` if the pipe woke it first.
    func send(_ bytes: [UInt8], deadline: Deadline, wakePipe: WakePipe) throws(ControlError) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.send(
                    descriptor, buffer.baseAddress?.advanced(by: sent), buffer.count - sent,
                    Int32(MSG_NOSIGNAL))
            }
            if count > 0 {
                sent += count
            } else if errno == EAGAIN {
                switch wait(for: POLLOUT, deadline: deadline, wakePipe: wakePipe) {
                case .ready: continue
                case .woken: throw ControlError(code: .cancelled, message: "cancelled")
                case .late: throw late()
                }
            } else if errno != EINTR {
                // The answer to a request that was refused half-way, a 413 for instance, may be there to read.
                return
            }
        }
    }

    /// What has come, up to 64 KiB; empty: the other side has closed. nil: the pipe woke it first.
    ///
    /// - Throws: `timedOut`, or `connectionLost`.
    func receive(deadline: Deadline, wakePipe: WakePipe) throws(ControlError) -> [UInt8]? {
        while true {
            var buffer = [UInt8](repeating: 0, count: 64 << 10)
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count >= 0 {
                buffer.removeLast(buffer.count - count)
                return buffer
            }
            switch errno {
            case EINTR: continue
            case EAGAIN:
                switch wait(for: POLLIN, deadline: deadline, wakePipe: wakePipe) {
                case .ready: continue
                case .woken: return nil
                case .late: throw late()
                }
            default:
                let code = errno
                throw ControlError(
                    code: .connectionLost, errno: code,
                    message: "the connection to \(path) is lost: \(SystemText.of(code))")
            }
        }
    }

    private enum Wait { case ready, woken, late }

    private func wait(for event: Int32, deadline: Deadline, wakePipe: WakePipe) -> Wait {
        while true {
            let left = deadline.millisecondsLeft
            var entries = [
                pollfd(fd: descriptor, events: Int16(event), revents: 0),
                pollfd(fd: wakePipe.readDescriptor, events: Int16(POLLIN), revents: 0),
            ]
            let count = poll(&entries, 2, left)
            if count < 0, errno == EINTR { continue }
            if entries[1].revents != 0 { return .woken }
            if entries[0].revents != 0 { return .ready }
            if left == 0 || count < 0 { return .late }
        }
    }

    private func late() -> ControlError {
        ControlError(code: .timedOut, message: "the supervisor on \(path) does not answer in time")
    }

    private static func notLive(_ path: String, _ code: Int32?) -> ControlError {
        let why = code.map { " (\(SystemText.of($0)))" } ?? ""
        return ControlError(
            code: .notLive, errno: code, message: "no supervisor answers on \(path): the run is not live\(why)")
    }
}

/// An instant on the clock that stands still while the machine sleeps.
struct Deadline: Sendable {
    private let instant: SuspendingClock.Instant

    init(in span: Duration) { instant = SuspendingClock().now + span }

    var hasPassed: Bool { SuspendingClock().now >= instant }

    /// For `poll`: rounded up, at least 0.
    var millisecondsLeft: Int32 {
        let (seconds, attoseconds) = (instant - SuspendingClock().now).components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        return Int32(clamping: seconds &* 1000 &+ attoseconds / 1_000_000_000_000_000 &+ 1)
    }
}
