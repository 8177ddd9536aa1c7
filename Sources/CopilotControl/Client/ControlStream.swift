/// A stream of a supervisor's events, read by a thread of its own over a connection of its own.
///
/// For one consumer. It is bounded: what a slow consumer has not taken stops the reading, and so the supervisor's writing,
/// which then counts what it leaves out. The connection ends with the stream: when it is dropped, or its consumer cancelled.
package struct ControlStream<Element: Sendable>: AsyncSequence, Sendable {
    package typealias Failure = ControlError

    /// The cap on what is read and not yet taken. A screen folds some thousand events, 200 bytes each, per frame.
    static var mostBytes: Int { 1 << 20 }

    private let handle: Handle

    init<Reader: StreamReader>(client: ControlClient, request: ControlRequest, reader: Reader)
    where Reader.Element == Element {
        guard let wakePipe = try? WakePipe() else {
            handle = Handle(mailbox: nil)
            return
        }
        let mailbox = Mailbox<Element>(mostBytes: Self.mostBytes, wakePipe: wakePipe)
        handle = Handle(mailbox: mailbox)
        let isStarted = DedicatedThread.start {
            do throws(ControlError) {
                try Self.pump(client: client, request: request, reader: reader, into: mailbox, wakePipe: wakePipe)
                mailbox.finish()
            } catch {
                mailbox.finish(error)
            }
        }
        if !isStarted { mailbox.finish(Self.noResources) }
    }

    package func makeAsyncIterator() -> Iterator { Iterator(handle: handle) }

    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let handle: Handle

        /// The next element; nil at the end.
        ///
        /// - Throws: once, if the connection could not be made or was lost.
        package mutating func next() async throws(ControlError) -> Element? { try await handle.next() }

        package mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(ControlError) -> Element? { try await handle.next() }
    }

    /// Ends the connection when nobody holds the stream any more; the thread does not hold it.
    fileprivate final class Handle: Sendable {
        private let mailbox: Mailbox<Element>?

        init(mailbox: Mailbox<Element>?) { self.mailbox = mailbox }

        deinit { mailbox?.abandon() }

        func next() async throws(ControlError) -> Element? {
            guard let mailbox else { throw noResources }
            return try await mailbox.next()
        }
    }

    private static var noResources: ControlError {
        ControlError(code: .notLive, message: "no thread or no descriptor is free")
    }

    /// Reads until the stream ends or its consumer leaves.
    private static func pump<Reader: StreamReader>(
        client: ControlClient, request: ControlRequest, reader: Reader, into mailbox: Mailbox<Element>,
        wakePipe: WakePipe
    ) throws(ControlError) where Reader.Element == Element {
        let connection = try UnixConnection(to: client.socketPath, deadline: Deadline(in: client.timeouts.connect))
        try connection.send(request.wireBytes, deadline: Deadline(in: client.timeouts.response), wakePipe: wakePipe)
        var reader = reader
        var parser = HTTPResponseParser()
        var events = ServerSentEventParser()
        var refusal: [UInt8] = []
        var deadline = Deadline(in: client.timeouts.response)
        while !parser.isComplete, !mailbox.isClosed {
            if mailbox.isFull {
                wakePipe.waitForWake()
                deadline = Deadline(in: client.timeouts.silence)
                continue
            }
            guard let bytes = try connection.receive(deadline: deadline, wakePipe: wakePipe) else {
                wakePipe.drain()
                continue
            }
            deadline = Deadline(in: client.timeouts.silence)
            if bytes.isEmpty { try parser.end() }
            let body = try parser.feed(bytes)
            guard let status = parser.status, status == 200 else {
                refusal += body.prefix(HTTPResponseParser.mostHeadBytes - refusal.count)
                continue
            }
            let elements = try reader.read(try events.feed(body))
            for (index, element) in elements.enumerated() {
                mailbox.put(element, bytes: index == 0 ? Swift.max(1, body.count) : 1)
            }
        }
        if let status = parser.status, status != 200 { throw ControlExchange(status: status, body: refusal).error }
    }
}
