/// The caps and intervals of a control socket.
package struct ControlSettings: Sendable {
    /// The cap on a request's body. An intent has some 100 bytes.
    package var bodyBytes: Int
    /// A client that takes nothing for so long while there is something to take is dropped.
    package var stall: Duration
    /// Between two signs of life on a quiet stream.
    package var keepAlive: Duration
    /// A connection without a request is closed after so long.
    package var idle: Duration
    /// How long streams may go on once the server is to end.
    package var shutdown: Duration
    /// Connections at a time; further ones wait to be accepted.
    package var connections: Int
    /// The cap on `tail`, in bytes.
    package var tailBytes: Int
    /// How long output that is read without `follow` waits for the first of it.
    package var firstOutput: Duration

    package init(
        bodyBytes: Int = 64 << 10, stall: Duration = .seconds(60), keepAlive: Duration = .seconds(15),
        idle: Duration = .seconds(60), shutdown: Duration = .seconds(2), connections: Int = 64,
        tailBytes: Int = 16 << 20, firstOutput: Duration = .milliseconds(500)
    ) {
        self.bodyBytes = bodyBytes
        self.stall = stall
        self.keepAlive = keepAlive
        self.idle = idle
        self.shutdown = shutdown
        self.connections = connections
        self.tailBytes = tailBytes
        self.firstOutput = firstOutput
    }
}
