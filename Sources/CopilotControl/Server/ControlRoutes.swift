import CopilotModel
import CopilotPorts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore

/// What can be asked of a run.
struct ControlRoutes: Sendable {
    let connection: any MissionConnection
    let clock: any EngineClock
    let pid: Int32
    let settings: ControlSettings

    /// Bytes of output that are sent unless the request says how many.
    private static let usualTailBytes = 64 << 10

    func add(to router: Router<ControlContext>) {
        router.get("/v1/state") { _, _ in try Response.json(StateDocument(try await state())) }
        router.get("/v1/status") { _, _ in
            try Response.json(RunStatus(try await state(), pid: pid, now: clock.now().wallMilliseconds))
        }
        router.get("/v1/events") { request, context in try events(request, context) }
        router.get("/v1/tasks/:id") { _, context in try await task(context) }
        router.get("/v1/tasks/:id/output") { request, context in try await output(request, context) }
        router.post("/v1/tasks/:id/input") { request, context in try await input(request, context) }
        router.post("/v1/intents") { request, _ in try await submit(request) }
    }

    /// The state now: the snapshot that a subscription begins with.
    private func state() async throws -> MissionState {
        for await delivery in connection.deliveries() {
            if case .snapshot(let state) = delivery { return state }
        }
        throw ControlFault(.serviceUnavailable, "unavailable", "the supervisor is ending")
    }

    private func events(_ request: Request, _ context: ControlContext) throws -> Response {
        let after = try number("after", in: request) ?? lastEventID(request)
        return EventStreamWriter(channel: context.channel, settings: settings).response(
            to: request, streaming: connection.deliveries()
        ) {
            var encoder = DeliveryEncoder(after: after)
            return { try encoder.encode($0) }
        }
    }

    private func lastEventID(_ request: Request) -> Int64? {
        HTTPField.Name("Last-Event-ID").flatMap { request.headers[$0] }.flatMap { Int64($0) }
    }

    private func task(_ context: ControlContext) async throws -> Response {
        let state = try await state()
        return try Response.json(try document(of: id(context), in: state))
    }

    private func output(_ request: Request, _ context: ControlContext) async throws -> Response {
        let id = try id(context)
        let tail = try number("tail", in: request).map { Int(clamping: max(0, $0)) } ?? Self.usualTailBytes
        let follow = request.uri.queryParameters.get("follow") ?? "0"
        guard ["0", "1"].contains(follow) else {
            throw ControlFault(.badRequest, "badRequest", "'follow' must be 0 or 1, not '\(follow)'")
        }
        _ = try document(of: id, in: try await state())
        let chunks = connection.output(of: id, tailBytes: min(tail, settings.tailBytes))
        if follow == "0" { return try await tailResponse(chunks) }
        return EventStreamWriter(channel: context.channel, settings: settings).response(to: request, streaming: chunks)
        {
            let encoder = WireJSON.encoder()
            return { chunk in
                ServerSentEvent(name: "chunk", data: [UInt8](try encoder.encode(ChunkDocument(chunk)))).wireBytes
            }
        }
    }

    /// What there is now, as raw bytes: the first chunk. A task that has written nothing has none, which only time tells.
    private func tailResponse(_ chunks: AsyncStream<OutputChunk>) async throws -> Response {
        let first = await withTaskGroup(of: OutputChunk?.self) { group in
            group.addTask { await chunks.first { _ in true } }
            group.addTask {
                try? await Task.sleep(for: settings.firstOutput, clock: .suspending)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
        var response = Response(
            status: .ok, headers: [.contentType: "application/octet-stream"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: first?.bytes ?? [])))
        if let first {
            if let name = HTTPField.Name("Copilot-Attempt") { response.headers[name] = "\(first.attempt)" }
            if let name = HTTPField.Name("Copilot-Offset") { response.headers[name] = "\(first.offset)" }
        }
        return response
    }

    /// Types the body's bytes into the task's terminal.
    private func input(_ request: Request, _ context: ControlContext) async throws -> Response {
        let id = try id(context)
        _ = try document(of: id, in: try await state())
        let body = try await request.body.collect(upTo: settings.bodyBytes)
        do { try await connection.type(Array(body.readableBytesView), into: id) } catch {
            throw ControlFault(.conflict, "notRunning", error.message)
        }
        return Response(status: .noContent)
    }

    private func submit(_ request: Request) async throws -> Response {
        let body = try await request.body.collect(upTo: settings.bodyBytes)
        var intent: Intent
        do { intent = try WireJSON.decode(Intent.self, from: Array(body.readableBytesView)) } catch {
            throw ControlFault(.badRequest, "badRequest", WireJSON.explanation(of: error))
        }
        // Nobody outside this process speaks for its signals or its rules.
        if intent.requester != .screen { intent.requester = .control }
        let receipt: IntentReceipt
        do { receipt = try await connection.submit(intent) } catch {
            throw ControlFault(.serviceUnavailable, "unavailable", error.message)
        }
        switch receipt {
        case .accepted: return try Response.json(receipt)
        case .refused(let reason): return try Response.json(RefusalDocument(reason: reason), status: .conflict)
        }
    }

    private func id(_ context: ControlContext) throws -> TaskID {
        let text = context.parameters.get("id") ?? ""
        guard let id = PercentCoding.decode(text).flatMap({ TaskID($0) }) else {
            throw ControlFault(.badRequest, "badRequest", "'\(text)' is not a task's id")
        }
        return id
    }

    private func document(of id: TaskID, in state: MissionState) throws -> TaskDocument {
        guard let document = TaskDocument(id, in: state) else {
            throw ControlFault(.notFound, "notFound", "the mission has no task '\(id)'")
        }
        return document
    }

    private func number(_ name: String, in request: Request) throws -> Int64? {
        guard let text = request.uri.queryParameters.get(name) else { return nil }
        guard let number = Int64(text) else {
            throw ControlFault(.badRequest, "badRequest", "'\(name)' must be a number, not '\(text)'")
        }
        return number
    }
}
