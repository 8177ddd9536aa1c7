import CopilotControl
import CopilotModel
import Foundation
import Glibc
import Synchronization
import Testing

@Suite("The socket's life", .serialized)
struct LifeTests {
    @Test("The socket is ours alone, and gone at the end with its lock")
    func modes() async throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/deep/run/night.sock"
        try await Bench.run(path: path) { bench in
            var status = stat()
            #expect(lstat(bench.path, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o600)
            #expect(stat(folder.path + "/deep/run", &status) == 0)
            #expect(status.st_mode & 0o777 == 0o700)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/deep/run").isEmpty)
    }

    @Test("A folder that others may enter is closed to them")
    func closesFolder() async throws {
        let folder = TemporaryFolder()
        chmod(folder.path, 0o755)
        try await Bench.run(path: folder.path + "/night.sock") { _ in
            var status = stat()
            #expect(stat(folder.path, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o700)
        }
    }

    @Test("A dead supervisor's socket is taken over")
    func stale() async throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/night.sock"
        let dead = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        bindSocket(dead, path)
        close(dead)
        _ = FileManager.default.createFile(atPath: path + ".lock", contents: nil)
        #expect(access(path, F_OK) == 0)
        try await Bench.run(path: path) { bench in
            let status = try await bench.client.status()
            #expect(status.pid == 4242)
        }
    }

    @Test("A living one is not: the second server is refused and the first goes on")
    func second() async throws {
        try await Bench.run { bench in
            let other = Bench.server(for: ScriptedConnection(), at: bench.path)
            let error = await #expect(throws: ControlError.self) { try await other.run() }
            #expect(error?.code == .inUse)
            #expect(error?.message == "another supervisor serves \(bench.path)")
            let status = try await bench.client.status()
            #expect(status.pid == 4242)
        }
    }

    @Test("Where no socket can be, the error says so")
    func unusable() async throws {
        let folder = TemporaryFolder()
        _ = FileManager.default.createFile(atPath: folder.path + "/file", contents: nil)
        let server = Bench.server(for: ScriptedConnection(), at: folder.path + "/file/night.sock")
        let error = await #expect(throws: ControlError.self) { try await server.run() }
        #expect(error?.code == .unusablePlace)
    }

    @Test("What has the socket's name and is none is left alone")
    func notASocket() async throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/night.sock"
        _ = FileManager.default.createFile(atPath: path, contents: Data("precious".utf8))
        let error = await #expect(throws: ControlError.self) {
            try await Bench.server(for: ScriptedConnection(), at: path).run()
        }
        #expect(error?.code == .unusablePlace)
        #expect(FileManager.default.contents(atPath: path) == Data("precious".utf8))
    }

    @Test("A server that is cancelled at once, or while it starts, ends and leaves nothing")
    func cancelledEarly() async throws {
        let folder = TemporaryFolder()
        for round in 0..<20 {
            let server = Task {
                try await Bench.server(for: ScriptedConnection(), at: folder.path + "/night.sock").run()
            }
            for _ in 0..<round { await Task.yield() }
            server.cancel()
            _ = await server.result
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }
    }

    @Test("Who never finishes a request is let go", .timeLimit(.minutes(1)))
    func halfRequest() async throws {
        try await Bench.run(settings: ControlSettings(idle: .milliseconds(100))) { bench in
            for text in ["", "GET /v1/st", "POST /v1/intents HTTP/1.1\r\nContent-Length: 9\r\n\r\n{"] {
                let rude = RawClient(bench.path)
                rude.send(text)
                #expect(await !rude.readAll().contains("200 OK"))
            }
        }
    }

    @Test("A supervisor from which nothing comes any more is lost, not waited for", .timeLimit(.minutes(1)))
    func silentStream() async throws {
        try await Bench.run { bench in
            let timeouts = ControlClient.Timeouts(silence: .milliseconds(100))
            var deliveries = ControlClient(socketPath: bench.path, timeouts: timeouts).deliveries().makeAsyncIterator()
            _ = try await deliveries.next()
            let error = await #expect(throws: ControlError.self) { _ = try await deliveries.next() }
            #expect(error?.code == .timedOut)
        }
    }

    @Test("A path of 227 characters works on both sides")
    func longPath() async throws {
        let folder = TemporaryFolder()
        let base = folder.path + "/"
        let name = "/nightly-corpus-3f2a.sock"
        let path = base + String(repeating: "d", count: 227 - base.utf8.count - name.utf8.count) + name
        #expect(path.utf8.count == 227)
        try await Bench.run(path: path) { bench in
            let answer = try await bench.client.status()
            #expect(answer.mission == "night")
            var status = stat()
            #expect(lstat(path, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o600)
        }
        #expect(access(path, F_OK) != 0)
    }

    @Test("Nobody there is a clear word: no folder, no socket, nobody listening")
    func nobody() async throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/night.sock"
        let dead = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        bindSocket(dead, path)
        close(dead)
        for path in [folder.path + "/none/night.sock", folder.path + "/other.sock", path] {
            let error = await #expect(throws: ControlError.self) { try await ControlClient(socketPath: path).status() }
            #expect(error?.code == .notLive)
            #expect(error?.message.hasPrefix("no supervisor answers on \(path): the run is not live") == true)
        }
        for await _ in RemoteConnection(client: ControlClient(socketPath: path)).deliveries() { throw Unexpected() }
    }

    @Test("A supervisor that does not answer is given up in time")
    func silent() async throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/night.sock"
        let mute = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(mute) }
        bindSocket(mute, path)
        listen(mute, 4)
        let timeouts = ControlClient.Timeouts(connect: .milliseconds(50), response: .milliseconds(50))
        let error = await #expect(throws: ControlError.self) {
            try await ControlClient(socketPath: path, timeouts: timeouts).status()
        }
        #expect(error?.code == .timedOut)
    }

    @Test("A client that stands still is dropped and holds nobody up", .timeLimit(.minutes(1)))
    func stalled() async throws {
        try await Bench.run(settings: ControlSettings(stall: .milliseconds(300))) { bench in
            let rude = RawClient(bench.path)
            rude.send("GET /v1/events HTTP/1.1\r\nHost: x\r\n\r\n")
            await bench.connection.streams(reach: 1)
            var deliveries = bench.client.deliveries().makeAsyncIterator()
            _ = try await deliveries.next()
            var last: Int64 = 0
            for _ in 0..<200 {
                // Some 20 KB a turn: 4 MB in all, far more than a socket and the server's buffers hold.
                bench.connection.happen(Array(repeating: .task(TaskID("b"), .ready), count: 150))
                while last < bench.connection.state.sequence {
                    guard case .events(let records) = try await deliveries.next() else { throw Unexpected() }
                    last = records.last?.sequence ?? last
                }
            }
            // Only ours is left once the other was dropped.
            await bench.connection.streams(reach: 1)
            let rest = await rude.readAll()
            #expect(rest.contains("event: record"))
        }
    }

    @Test("A stalled client does not hold the server's end up", .timeLimit(.minutes(1)))
    func stalledAtEnd() async throws {
        let clock = ContinuousClock()
        let slot = Slot<ContinuousClock.Instant>()
        try await Bench.run(settings: ControlSettings(shutdown: .milliseconds(200))) { bench in
            let rude = RawClient(bench.path)
            rude.send("GET /v1/events HTTP/1.1\r\nHost: x\r\n\r\n")
            await bench.connection.streams(reach: 1)
            for _ in 0..<100 { bench.connection.happen(Array(repeating: .task(TaskID("b"), .ready), count: 150)) }
            slot.value.withLock { $0 = clock.now }
            slot.keep(rude)
        }
        let start = try #require(slot.value.withLock { $0 })
        #expect(clock.now - start < .seconds(5))
    }

    @Test("Clients that come and go leave nothing behind", .timeLimit(.minutes(1)))
    func noLeak() async throws {
        try await Bench.run { bench in
            func visit() async throws {
                _ = try await bench.client.status()
                for try await _ in bench.client.deliveries() { break }
                bench.connection.remember([OutputChunk(attempt: 1, offset: 0, bytes: [1])])
                for await _ in RemoteConnection(client: bench.client).output(of: TaskID("a"), tailBytes: 9) { break }
                let reader = Task {
                    var deliveries = bench.client.deliveries().makeAsyncIterator()
                    while try await deliveries.next() != nil {}
                }
                await bench.connection.streams(reach: 1)
                reader.cancel()
                _ = await reader.result
                await bench.connection.streams(reach: 0)
            }
            try await visit()
            let before = Bench.openDescriptors()
            for _ in 0..<60 { try await visit() }
            // Other suites of this process open and close descriptors meanwhile; one left behind by each visit would be 60.
            #expect(Bench.openDescriptors() <= before + 30)
        }
    }

    private func bindSocket(_ descriptor: Int32, _ path: String) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
