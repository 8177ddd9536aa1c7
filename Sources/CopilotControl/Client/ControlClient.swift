package import CopilotModel

/// Speaks to a living run's supervisor over its socket. Each call has a connection of its own.
package struct ControlClient: Sendable {
    /// The socket's path; longer than `sun_path` holds is fine.
    package let socketPath: String
    package let timeouts: Timeouts

    /// How long each step may take.
    package struct Timeouts: Sendable {
        package var connect: Duration
        /// Until a request is answered; for a stream, until its head is there.
        package var response: Duration
        /// A stream on which nothing came for so long, not even a keep-alive, is lost. Four of the server's intervals.
        package var silence: Duration

        package init(
            connect: Duration = .seconds(2), response: Duration = .seconds(10), silence: Duration = .seconds(60)
        ) {
            self.connect = connect
            self.response = response
            self.silence = silence
        }
    }

    package init(socketPath: String, timeouts: Timeouts = Timeouts()) {
        self.socketPath = socketPath
        self.timeouts = timeouts
    }

    /// The run in a few lines.
    package func status() async throws(ControlError) -> RunStatus {
        try await answer(.get("/v1/status"))
    }

    /// The whole state now.
    package func state() async throws(ControlError) -> MissionState {
        let document: StateDocument = try await answer(.get("/v1/state"))
        guard let state = document.state() else {
            throw ControlError(code: .badAnswer, message: "the run's state is of another version of copilot-tui")
        }
        return state
    }

    /// The state of one task.
    package func task(_ id: TaskID) async throws(ControlError) -> TaskDocument {
        try await answer(.get(Self.path(of: id)))
    }

    /// Asks the mission for something.
    package func submit(_ intent: Intent) async throws(ControlError) -> IntentReceipt {
        let body: [UInt8]
        do { body = try WireJSON.encode(intent) } catch {
            throw ControlError(code: .badAnswer, message: "the intent cannot be written: \(error)")
        }
        let exchange = try await exchange(ControlRequest(method: "POST", path: "/v1/intents", body: body))
        if exchange.status == 409, let receipt = try? WireJSON.decode(IntentReceipt.self, from: exchange.body) {
            return receipt
        }
        return try decode(exchange)
    }

    /// What happens from now on: first a snapshot, unless `after` is already the last event's number. Ends when the mission
    /// is over; throws when the connection is lost.
    package func deliveries(after sequence: Int64? = nil) -> ControlStream<Delivery> {
        let query = sequence.map { "?after=\($0)" } ?? ""
        return ControlStream(client: self, request: .get("/v1/events" + query), reader: DeliveryReader())
    }

    /// Types bytes into a task's terminal.
    package func type(_ bytes: [UInt8], into task: TaskID) async throws(ControlError) {
        let path = Self.path(of: task) + "/input"
        let exchange = try await exchange(ControlRequest(method: "POST", path: path, body: bytes))
        guard exchange.status == 204 else {
            let _: IntentReceipt = try decode(exchange)
            return
        }
    }

    /// A task's output: up to `tailBytes` of what there is, then what is added.
    package func output(of task: TaskID, tailBytes: Int) -> ControlStream<OutputChunk> {
        let path = Self.path(of: task) + "/output?follow=1&tail=\(max(0, tailBytes))"
        return ControlStream(client: self, request: .get(path), reader: OutputReader())
    }

    private static func path(of task: TaskID) -> String { "/v1/tasks/" + PercentCoding.encode(task.description) }

    private func answer<Value: Decodable>(_ request: ControlRequest) async throws(ControlError) -> Value {
        try decode(try await exchange(request))
    }

    private func decode<Value: Decodable>(_ exchange: ControlExchange) throws(ControlError) -> Value {
        guard (200..<300).contains(exchange.status) else { throw exchange.error }
        do { return try WireJSON.decode(Value.self, from: exchange.body) } catch {
            let why = WireJSON.explanation(of: error)
            throw ControlError(code: .badAnswer, message: "the answer on \(socketPath) cannot be read: \(why)")
        }
    }

    /// Runs a request on a thread of its own.
    private func exchange(_ request: ControlRequest) async throws(ControlError) -> ControlExchange {
        let wakePipe = try WakePipe()
        let mailbox = Mailbox<ControlExchange>(mostBytes: .max, wakePipe: wakePipe)
        let isStarted = DedicatedThread.start { [self] in
            do throws(ControlError) {
                mailbox.put(try ControlExchange.run(request, client: self, wakePipe: wakePipe), bytes: 0)
            } catch {
                mailbox.finish(error)
            }
        }
        guard isStarted else { throw ControlError(code: .notLive, message: "no thread can be started") }
        if let exchange = try await mailbox.next() { return exchange }
        throw ControlError(code: .cancelled, message: "cancelled")
    }
}
