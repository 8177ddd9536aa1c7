import Foundation
import Glibc

/// A file system of one megabyte, mounted for one test. Only root can have one.
final class TinyDisk: Sendable {
    let path: String

    /// Whether there can be one here: tried once.
    static let isPossible: Bool = (try? TinyDisk()) != nil

    private struct NotPossible: Error {}

    init() throws {
        path = "/tmp/copilot disk \(UUID().uuidString)"
        guard geteuid() == 0, mkdir(path, 0o700) == 0 else { throw NotPossible() }
        guard Self.run("mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs", path) else {
            rmdir(path)
            throw NotPossible()
        }
    }

    deinit {
        _ = Self.run("umount", "-l", path)
        rmdir(path)
    }

    /// Makes it read-only.
    func seal() -> Bool { Self.run("mount", "-o", "remount,ro", path) }

    /// Fills it to the last byte.
    func fill() {
        let file = open(path + "/ballast", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        defer { close(file) }
        for size in [4096, 1] {
            let bytes = [UInt8](repeating: 0, count: size)
            while write(file, bytes, size) == size {}
        }
    }

    /// Gives the room back.
    func empty() { unlink(path + "/ballast") }

    private static func run(_ words: String...) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
