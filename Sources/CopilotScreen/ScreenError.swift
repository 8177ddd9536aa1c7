/// Why the terminal could not be taken. It is as it was before.
package struct ScreenError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, Hashable {
        /// Input or output is no terminal.
        case notATerminal
        /// terminfo has no entry for `TERM`.
        case unknownTerminal
        /// The terminal cannot move its cursor, as `dumb` cannot.
        case unusableTerminal
        /// This process shows a screen already; there is one at a time.
        case busy
        /// A system call failed.
        case system
    }

    package var code: Code
    /// A sentence for the user.
    package var message: String
    /// errno of a system call that failed, else 0.
    package var errno: Int32

    package init(_ code: Code, _ message: String, errno: Int32 = 0) {
        self.code = code
        self.message = message
        self.errno = errno
    }

    package var description: String { errno == 0 ? message : "\(message) (errno \(errno))" }
}
