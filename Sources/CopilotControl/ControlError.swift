/// What went wrong with a run's control socket, on either side of it.
package struct ControlError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong, coarsely.
    package enum Code: Sendable, Hashable {
        /// Another supervisor serves this socket.
        case inUse
        /// The folder, the lock or the socket cannot be made; or its folder belongs to somebody else.
        case unusablePlace
        /// Nobody answers: the run is not live.
        case notLive
        /// No answer in time.
        case timedOut
        /// The connection ended before the answer did.
        case connectionLost
        /// What came back is not what a supervisor sends.
        case badAnswer
        /// The supervisor answered with an error; `status` says which.
        case answered
        /// The caller no longer wants it.
        case cancelled
    }

    package var code: Code
    /// The answer's HTTP status, where there was one.
    package var status: Int?
    /// The error number of the call that failed, where one did.
    package var errno: Int32?
    /// What happened and what would mend it, as a sentence for people; names the path.
    package var message: String

    package init(code: Code, status: Int? = nil, errno: Int32? = nil, message: String) {
        self.code = code
        self.status = status
        self.errno = errno
        self.message = message
    }

    package var description: String { message }
}
