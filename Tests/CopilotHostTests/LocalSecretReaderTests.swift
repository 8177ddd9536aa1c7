import CopilotHost
import CopilotModel
import CopilotPorts
import Foundation
import Testing

@Suite struct LocalSecretReaderTests {
    private func file(_ text: String, mode: Int) throws -> String {
        let path = FileManager.default.temporaryDirectory.path + "/secret-\(UUID().uuidString)"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    private func reader(_ source: SecretSource, environment: [String: String] = [:]) -> LocalSecretReader {
        var environment = environment
        environment["PATH"] = "/usr/bin:/bin"
        return LocalSecretReader(
            sources: ["s": source], environment: environment, commandTime: .milliseconds(300))
    }

    @Test func allSourcesAreRead() throws {
        let path = try file("from a file\nmore\n", mode: 0o600)
        #expect(try reader(.environment("TOKEN"), environment: ["TOKEN": "t0k"]).read("s") == Array("t0k".utf8))
        #expect(try reader(.file(path)).read("s") == Array("from a file".utf8))
        #expect(try reader(.command(["sh", "-c", "echo one; echo two"])).read("s") == Array("one".utf8))
    }

    @Test(arguments: [
        (SecretSource.environment("NONE"), "is not set"), (.file("/nowhere"), "cannot be read"),
        (.file("/"), "is no file"),
        (.command(["false"]), "failed"), (.command(["/nowhere"]), "cannot be run"), (.command([]), "cannot be run"),
        (.command(["sh", "-c", "sleep 5"]), "took too long"), (.command(["true"]), "is empty"),
        (.command(["printf", "a\\003b"]), "control characters"),
        (.command(["sh", "-c", "yes | tr -d '\\n' | head -c 1025"]), "too long"),
    ])
    func whatCannotBeUsedIsSaid(source: SecretSource, words: String) {
        let error = #expect(throws: SecretError.self) { try reader(source).read("s") }
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o660]) func aFileThatOthersMayReadIsRefused(mode: Int) throws {
        let path = try file("secret", mode: mode)
        let error = #expect(throws: SecretError.self) { try reader(.file(path)).read("s") }
        #expect(error?.message.contains("others may read") == true)
    }

    @Test func anUnknownNameIsSaid() {
        #expect(throws: SecretError.self) { try reader(.environment("X")).read("other") }
    }
}
