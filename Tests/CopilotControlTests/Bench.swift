import CopilotControl
import Foundation
import Glibc
import Logging
import Synchronization

/// A server on a socket in a folder of its own, and a client for it.
struct Bench {
    let connection: ScriptedConnection
    let path: String

    var client: ControlClient { ControlClient(socketPath: path) }

    static func server(
        for connection: ScriptedConnection, at path: String, settings: ControlSettings = ControlSettings(),
        admits: (@Sendable (UInt32) -> Bool)? = nil
    ) -> ControlServer {
        ControlServer(
            connection: connection, path: path, clock: StandingClock(), pid: 4242,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, settings: settings, admits: admits)
    }

    /// Runs `body` against a server, which has ended when this returns.
    static func run(
        _ connection: ScriptedConnection = ScriptedConnection(), path: String? = nil,
        settings: ControlSettings = ControlSettings(), admits: (@Sendable (UInt32) -> Bool)? = nil,
        _ body: @Sendable (Bench) async throws -> Void
    ) async throws {
        let folder = TemporaryFolder()
        let path = path ?? folder.path + "/run/night.sock"
        try await withThrowingTaskGroup(of: Void.self) { group in
            let (listening, continuation) = AsyncStream.makeStream(of: Void.self)
            group.addTask {
                defer { continuation.finish() }
                try await server(for: connection, at: path, settings: settings, admits: admits).run {
                    continuation.finish()
                }
            }
            for await _ in listening {}
            do { try await body(Bench(connection: connection, path: path)) } catch {
                group.cancelAll()
                throw error
            }
            group.cancelAll()
            try await group.waitForAll()
        }
        withExtendedLifetime(folder) {}
    }

    /// What `curl` prints: the body, a line's end, and the status.
    func curl(_ arguments: [String]) async throws -> (status: Int, body: String) {
        let path = path
        return try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try Self.curl(path, arguments) })
            }
        }
    }

    static var hasCurl: Bool { FileManager.default.isExecutableFile(atPath: "/usr/bin/curl") }

    private static func curl(_ path: String, _ arguments: [String]) throws -> (status: Int, body: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
        process.arguments =
            ["-s", "--max-time", "20", "--unix-socket", path, "-w", "\n%{http_code}"] + arguments.dropLast()
            + ["http://localhost" + (arguments.last ?? "/")]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(decoding: bytes, as: UTF8.self)
        let end = text.lastIndex(of: "\n") ?? text.startIndex
        return (Int(text[end...].dropFirst()) ?? -1, String(text[..<end]))
    }

    /// How many descriptors this process has open on sockets, pipes and the like.
    static func openDescriptors() -> Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? -1
    }
}

/// A folder that is gone with its object.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        path = NSTemporaryDirectory() + "control-" + UUID().uuidString.prefix(8)
        mkdir(path, 0o700)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A client that can be as rude as it likes.
final class RawClient: Sendable {
    let descriptor: Int32

    init(_ path: String) {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    deinit { close(descriptor) }

    func send(_ text: String) { _ = Glibc.send(descriptor, text, text.utf8.count, Int32(MSG_NOSIGNAL)) }

    /// Everything until the other side closes, or there is enough; read on a thread of its own.
    func readAll(until isEnough: @escaping @Sendable (String) -> Bool = { _ in false }) async -> String {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { [self] in
                var all: [UInt8] = []
                var buffer = [UInt8](repeating: 0, count: 65_536)
                while true {
                    let count = recv(descriptor, &buffer, buffer.count, 0)
                    if count <= 0 { break }
                    all += buffer[..<count]
                    if isEnough(String(decoding: all, as: UTF8.self)) { break }
                }
                continuation.resume(returning: String(decoding: all, as: UTF8.self))
            }
        }
    }
}
