import CopilotControl
import CopilotModel
import CopilotPorts
import Foundation
import Testing

@Suite("What can be asked of a run")
struct RouteTests {
    @Test("Status, state and a task, through the client")
    func reads() async throws {
        try await Bench.run { bench in
            let status = try await bench.client.status()
            #expect(status == RunStatus(bench.connection.state, pid: 4242, now: 3_000))
            #expect(status.running.map(\.task) == [TaskID("a")])
            let state = try await bench.client.state()
            #expect(state == bench.connection.state)
            let task = try await bench.client.task(TaskID("quality/lint"))
            #expect(task.command == "ruff check")
            #expect(task.status == .waiting)
            let found = try await bench.client.task(TaskID("each", item: 2))
            #expect(found.task == TaskID("each", item: 2))
            let group = try await bench.client.task(TaskID("quality"))
            #expect(group.command == nil)
            #expect(group.counts?[.waiting] == 1)
        }
    }

    @Test("An intent arrives; a refused one says why")
    func intents() async throws {
        try await Bench.run { bench in
            let pause = Intent(.pauseMission(drain: true), by: .screen)
            let receipt = try await bench.client.submit(pause)
            #expect(receipt == .accepted)
            bench.connection.answer(with: .success(.refused("b has not started")))
            let refusal = try await bench.client.submit(Intent(.stop(TaskID("b")), by: .policy))
            #expect(refusal == .refused("b has not started"))
            // Only the screen may be named; the rest is the socket's.
            #expect(bench.connection.intents == [pause, Intent(.stop(TaskID("b")), by: .control)])
            bench.connection.answer(with: .failure(ConnectionError(message: "the mission is over")))
            await #expect(throws: ControlError(code: .answered, status: 503, message: "the mission is over")) {
                try await bench.client.submit(pause)
            }
        }
    }

    @Test("An unknown task is an error with a sentence")
    func unknownTask() async throws {
        try await Bench.run { bench in
            let error = ControlError(code: .answered, status: 404, message: "the mission has no task 'zzz'")
            await #expect(throws: error) { try await bench.client.task(TaskID("zzz")) }
            await #expect(throws: error) {
                for try await _ in bench.client.output(of: TaskID("zzz"), tailBytes: 1) {}
            }
        }
    }

    @Test("curl reads and writes it", .enabled(if: Bench.hasCurl))
    func curl() async throws {
        try await Bench.run { bench in
            let status = try await bench.curl(["/v1/status"])
            #expect(status.status == 200)
            #expect(status.body.contains(#""mission":"night""#))
            #expect(status.body.contains(#""status":"running""#))
            let paused = try await bench.curl(["-d", #"{"action":"pause","task":"quality/lint"}"#, "/v1/intents"])
            #expect(paused == (200, #"{"accepted":true}"# + "\n"))
            #expect(bench.connection.intents == [Intent(.pause(TaskID("quality/lint")), by: .control)])
            bench.connection.answer(with: .success(.refused("no")))
            let refused = try await bench.curl(["-d", #"{"action":"resumeMission"}"#, "/v1/intents"])
            #expect(refused.status == 409)
            #expect(refused.body.contains(#""accepted":false"#))
            #expect(refused.body.contains(#""reason":"no""#))
            let nowhere = try await bench.curl(["/v2/state"])
            #expect(nowhere == (404, #"{"error":"notFound","message":"there is no GET /v2/state"}"# + "\n"))
            bench.connection.remember([OutputChunk(attempt: 1, offset: 0, bytes: Array("hello\n".utf8))])
            let output = try await bench.curl(["/v1/tasks/quality%2Flint/output?tail=4"])
            #expect(output == (200, "llo\n"))
        }
    }

    @Test(
        "A malformed request gets a clear word", .enabled(if: Bench.hasCurl),
        arguments: [
            (["-d", "{", "/v1/intents"], 400, "this is not JSON"),
            (["-d", "[]", "/v1/intents"], 400, "a JSON object is expected"),
            (["-d", #"{"task":"a"}"#, "/v1/intents"], 400, "'action' is missing"),
            (["-d", #"{"action":"pause"}"#, "/v1/intents"], 400, "'task' is missing"),
            (["-d", #"{"action":"pause","task":7}"#, "/v1/intents"], 400, "'task' must be a string"),
            (["-d", #"{"action":"pause","task":"a b"}"#, "/v1/intents"], 400, "'a b' is not a task id"),
            (["-d", #"{"action":"pauseMission","drian":true}"#, "/v1/intents"], 400, "does not take 'drian'"),
            (["-d", String(repeating: "x", count: 65_537), "/v1/intents"], 413, "too large"),
            (["/v1/events?after=soon"], 400, "'after' must be a number"),
            (["/v1/tasks/a%2"], 400, "is not a task's id"),
            (["/v1/tasks/a%20b"], 400, "is not a task's id"),
            (["/v1/tasks/a/output?follow=maybe"], 400, "'follow' must be 0 or 1"),
            (["-X", "DELETE", "/v1/state"], 404, "there is no DELETE /v1/state"),
        ])
    func malformed(_ arguments: [String], _ status: Int, _ message: String) async throws {
        try await Bench.run { bench in
            let answer = try await bench.curl(arguments)
            #expect(answer.status == status)
            #expect(answer.body.contains(message), "\(answer.body)")
            #expect(answer.body.hasPrefix(#"{"error":"#))
            #expect(bench.connection.intents.isEmpty)
        }
    }

    @Test("What is not HTTP, and endless headers, are turned away and harm nobody")
    func garbage() async throws {
        try await Bench.run { bench in
            for text in [
                "\u{0}\u{1}garbage\r\n\r\n", "GET /v1/state HTTP/1.1\r\nX: " + String(repeating: "a", count: 200_000),
            ] {
                let rude = RawClient(bench.path)
                rude.send(text)
                let answer = await rude.readAll()
                #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4"), "\(answer)")
            }
            let status = try await bench.client.status()
            #expect(status.mission == "night")
        }
    }

    @Test("Another user's process is turned away")
    func otherUser() async throws {
        try await Bench.run(admits: { _ in false }) { bench in
            let error = ControlError(code: .answered, status: 403, message: "this socket is another user's")
            await #expect(throws: error) { try await bench.client.status() }
        }
        let mine = geteuid()
        try await Bench.run(admits: { $0 == mine }) { bench in
            let status = try await bench.client.status()
            #expect(status.pid == 4242)
        }
    }
}
