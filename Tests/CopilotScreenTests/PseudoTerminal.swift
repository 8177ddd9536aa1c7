import CNcurses
import Dispatch
import Glibc
import Synchronization

@testable import CopilotScreen

/// The far end of a screen: a thread takes all that it writes, and what it reads can be typed.
final class PseudoTerminal: Sendable {
    struct Failure: Error {}

    let master: Int32
    let slave: Int32
    private let stop: Int32
    private let taken = Mutex<[UInt8]>([])
    private let news = DispatchSemaphore(value: 0)
    private let isHungUp = Mutex(false)
    private let reader = DispatchGroup()
    private let markers = Mutex(0)

    init(columns: Int32 = 80, rows: Int32 = 24) throws {
        var master: Int32 = -1
        var slave: Int32 = -1
        guard cn_pty(rows, columns, &master, &slave) else { throw Failure() }
        self.master = master
        self.slave = slave
        stop = cn_eventfd()
        reader.enter()
        let isRunning = ScreenThread.run { [master, stop, reader] in
            self.take(master, stop)
            reader.leave()
        }
        guard isRunning else { throw Failure() }
    }

    private func take(_ master: Int32, _ stop: Int32) {
        var bytes = [UInt8](repeating: 0, count: 65536)
        while true {
            var descriptors = [
                pollfd(fd: master, events: Int16(POLLIN), revents: 0),
                pollfd(fd: stop, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&descriptors, 2, -1) > 0 else { continue }
            if descriptors[1].revents != 0 { return }
            let count = read(master, &bytes, bytes.count)
            guard count > 0 else { return }
            taken.withLock { $0.append(contentsOf: bytes.prefix(count)) }
            news.signal()
        }
    }

    /// Call it at the end of a test, too: the reading thread holds this object.
    func hangUp() {
        let isFirst = isHungUp.withLock { isHungUp in
            defer { isHungUp = true }
            return !isHungUp
        }
        guard isFirst else { return }
        var one: UInt64 = 1
        _ = write(stop, &one, 8)
        reader.wait()
        close(master)
        close(stop)
    }

    deinit { close(slave) }

    func type(_ text: String) {
        var bytes = Array(text.utf8)
        _ = write(master, &bytes, bytes.count)
    }

    /// What was written since the last call. The screen has to be at rest.
    func written() -> String {
        let number = markers.withLock { number in
            number += 1
            return number
        }
        let marker = "\u{1E}mark \(number)\u{1E}"
        var bytes = Array(marker.utf8)
        _ = write(slave, &bytes, bytes.count)
        let all = written(until: marker)
        return all.hasSuffix(marker) ? String(all.dropLast(marker.count)) : all
    }

    /// Waits until the text was written, at most five seconds; everything up to and with it, since the last call.
    func written(until text: String) -> String {
        let end = Array(text.utf8)
        while true {
            let found: String? = taken.withLock { bytes in
                guard let range = bytes.firstRange(of: end) else { return nil }
                defer { bytes.removeSubrange(..<range.upperBound) }
                return String(decoding: bytes[..<range.upperBound], as: UTF8.self)
            }
            if let found { return found }
            if news.wait(timeout: .now() + 5) == .timedOut {
                return taken.withLock { String(decoding: $0, as: UTF8.self) }
            }
        }
    }

    /// Flags of the line discipline, and the characters that it gives a meaning.
    func modes() -> [UInt32] {
        var modes = termios()
        tcgetattr(slave, &modes)
        return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag, UInt32(modes.c_cc.4), UInt32(modes.c_cc.6)]
    }
}
