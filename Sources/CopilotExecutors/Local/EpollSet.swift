import CProcess
import Glibc

/// An epoll set.
final class EpollSet: Sendable {
    private let descriptor: Int32

    init?() {
        descriptor = cp_epoll_create()
        if descriptor < 0 { return nil }
    }

    deinit { close(descriptor) }

    /// Returns whether it was added.
    func add(_ file: Int32, token: UInt64, writable: Bool = false) -> Bool {
        cp_epoll_add(descriptor, file, Self.events(writable: writable), token) == 0
    }

    func change(_ file: Int32, token: UInt64, writable: Bool) {
        _ = cp_epoll_change(descriptor, file, Self.events(writable: writable), token)
    }

    /// To be done before `file` is closed: while a copy of it is open elsewhere, closing alone leaves it in the set.
    func remove(_ file: Int32) { _ = cp_epoll_remove(descriptor, file) }

    /// Waits at most `milliseconds`, or for ever if negative. Returns the number of events.
    func wait(into events: UnsafeMutableBufferPointer<cp_event>, milliseconds: Int32) -> Int {
        guard events.count >= Int(CP_EVENT_BATCH) else { return 0 }
        return Int(cp_epoll_wait(descriptor, events.baseAddress, milliseconds))
    }

    private static func events(writable: Bool) -> UInt32 {
        CP_READABLE.rawValue | (writable ? CP_WRITABLE.rawValue : 0)
    }
}
