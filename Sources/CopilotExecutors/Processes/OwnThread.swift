import CProcess

/// A thread outside the pool, with all signals blocked: for work that waits in the kernel.
package struct OwnThread: Sendable {
    private let id: UInt64

    /// Starts one; `name` is what `ps` shows, at most 15 bytes.
    ///
    /// - Throws: the errno, as `.exhausted`.
    package init(name: String, body: @escaping @Sendable () -> Void) throws(ExecutorFailure) {
        let context = Unmanaged.passRetained(ThreadBody(run: body))
        var id: UInt64 = 0
        let errno = cp_thread_start(
            { context in
                guard let context else { return }
                Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().run()
            }, context.toOpaque(), name, &id)
        guard errno == 0 else {
            context.release()
            throw ExecutorFailure(errno: errno)
        }
        self.id = id
    }

    /// Waits for its end; from itself it returns at once.
    package func join() {
        if cp_thread_is_current(id) != 0 { cp_thread_detach(id) } else { cp_thread_join(id) }
    }

    /// Lets it end by itself.
    package func detach() { cp_thread_detach(id) }
}

/// A system call's errno.
package struct ExecutorFailure: Error, Sendable {
    package let errno: Int32
}

private final class ThreadBody: Sendable {
    let run: @Sendable () -> Void

    init(run: @escaping @Sendable () -> Void) { self.run = run }
}
