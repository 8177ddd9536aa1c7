internal import CopilotCells
internal import Foundation

/// Standard output and error. A reader that went away is no reason to end a mission.
enum Console {
    /// Writes a line to standard output.
    ///
    /// - Returns: whether somebody still reads.
    @discardableResult
    static func line(_ text: String) -> Bool { write(text + "\n", to: STDOUT_FILENO) }

    /// Writes `copilot-tui: TEXT` to standard error, cleaned of everything that is not printable text.
    static func error(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Sanitizer.line(String($0)) }
        plainError("copilot-tui: " + lines.joined(separator: "\n"))
    }

    /// Writes a line to standard error as it stands.
    static func plainError(_ text: String) { _ = write(text + "\n", to: STDERR_FILENO) }

    private static func write(_ text: String, to descriptor: Int32) -> Bool {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            bytes = bytes.dropFirst(count)
        }
        return true
    }
}
