package import CopilotModel
package import CopilotPorts
import Glibc

/// Reads secrets from where the user put them: a variable, a file that only its owner may read, the first line that a command
/// prints.
package struct LocalSecretReader: SecretReader {
    /// The longest secret.
    package static let mostBytes = 1024
    /// How long a command may take.
    package static let commandTime: Duration = .seconds(10)

    private let sources: [String: SecretSource]
    private let environment: [String: String]
    private let commandTime: Duration

    /// - Parameter environment: the supervisor's; also the commands'.
    package init(
        sources: [String: SecretSource], environment: [String: String], commandTime: Duration = Self.commandTime
    ) {
        self.sources = sources
        self.environment = environment
        self.commandTime = commandTime
    }

    package func read(_ name: String) throws(SecretError) -> [UInt8] {
        guard let source = sources[name] else {
            throw SecretError(message: "no secret '\(name)' is provided")
        }
        let bytes: [UInt8]
        switch source {
        case .environment(let variable):
            guard let value = environment[variable], !value.isEmpty else {
                throw SecretError(message: "the variable \(variable) of the secret '\(name)' is not set")
            }
            bytes = Array(value.utf8)
        case .file(let path): bytes = try file(path, name: name)
        case .command(let words):
            bytes = try SecretCommand(words: words, environment: environment, time: commandTime).firstLine(name: name)
        }
        return try Self.checked(bytes, name: name)
    }

    private func file(_ path: String, name: String) throws(SecretError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw SecretError(
                message: "the file \(path) of the secret '\(name)' cannot be read: \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        var info = stat()
        guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
            throw SecretError(message: "\(path), of the secret '\(name)', is no file")
        }
        guard info.st_uid == geteuid(), info.st_mode & 0o077 == 0 else {
            throw SecretError(
                message: "others may read the file \(path) of the secret '\(name)': it needs mode 0600 and to be yours")
        }
        var bytes = [UInt8](repeating: 0, count: Self.mostBytes + 2)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        return Array(bytes.prefix(max(0, count)).prefix { $0 != 0x0A })
    }

    private static func checked(_ bytes: [UInt8], name: String) throws(SecretError) -> [UInt8] {
        var bytes = bytes
        if bytes.last == 0x0D { bytes.removeLast() }
        guard !bytes.isEmpty else { throw SecretError(message: "the secret '\(name)' is empty") }
        guard bytes.count <= mostBytes else { throw SecretError(message: "the secret '\(name)' is too long") }
        // A control character would be a key, not a part of the secret.
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw SecretError(message: "the secret '\(name)' holds control characters")
        }
        return bytes
    }
}
