import Glibc

/// Reading files that are known to be small: those of `/proc` and `/sys`.
enum SmallFile {
    /// The most that is read.
    static let mostBytes = 64 << 10

    /// A file's text, cut off after ``mostBytes``; nil if it cannot be read.
    static func text(_ path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        let isWhole = withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
            while bytes.count < mostBytes {
                let count = read(file, buffer.baseAddress, buffer.count)
                if count < 0, errno == EINTR { continue }
                if count <= 0 { return count == 0 }
                bytes.append(contentsOf: buffer[..<count])
            }
            return true
        }
        return isWhole ? String(decoding: bytes, as: UTF8.self) : nil
    }

    /// A file that holds one whole number; nil if it holds anything else.
    static func number(_ path: String) -> Int64? { text(path).flatMap { Int64($0.trimmed) } }
}

extension StringProtocol {
    /// Without spaces and line ends around it.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else {
            return ""
        }
        return String(self[first...last])
    }
}
