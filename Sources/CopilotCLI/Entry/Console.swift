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

    /// Writes text to standard error without an end of line.
    static func plainPrompt(_ text: String) { _ = write(text, to: STDERR_FILENO) }

    /// Writes a line to standard error as it stands.
    static func plainError(_ text: String) { _ = write(text + "\n", to: STDERR_FILENO) }

    fileprivate static func write(_ text: String, to descriptor: Int32) -> Bool {
        write(Array(text.utf8), to: descriptor)
    }

    fileprivate static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var bytes = bytes[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN {
                // Its parent made it non-blocking; the reader is slow, not gone.
                var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&waiting, 1, -1)
                continue
            }
            guard count > 0 else { return false }
            bytes = bytes.dropFirst(count)
        }
        return true
    }
}

extension Console {
    /// Writes text to standard output as it stands.
    @discardableResult
    static func text(_ text: String) -> Bool { write(text, to: STDOUT_FILENO) }

    /// Writes bytes to standard output as they stand.
    @discardableResult
    static func bytes(_ bytes: [UInt8]) -> Bool { write(bytes, to: STDOUT_FILENO) }
}
