import CopilotModel

/// The text of a file: UTF-8, without a byte order mark and without bytes that no text has.
enum SourceText {
    /// Decodes the bytes of a whole file.
    static func decode(_ bytes: [UInt8], format: String) throws(FileProblem) -> String {
        let body = try withoutMark(bytes[...])
        try checkControls(body)
        if body.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) {
            throw FileProblem(line: 1, message: "the file is empty; it must hold \(format)")
        }
        guard let text = String(validating: body, as: UTF8.self) else {
            throw FileProblem(line: firstInvalidLine(body), message: "not UTF-8 text; save the file as UTF-8")
        }
        return text
    }

    /// The bytes behind a UTF-8 byte order mark; UTF-16 is refused.
    static func withoutMark(_ bytes: ArraySlice<UInt8>) throws(FileProblem) -> ArraySlice<UInt8> {
        let head = Array(bytes.prefix(3))
        if head == [0xEF, 0xBB, 0xBF] { return bytes.dropFirst(3) }
        if head.prefix(2) == [0xFF, 0xFE] || head.prefix(2) == [0xFE, 0xFF] {
            throw FileProblem(line: 1, message: "UTF-16 text; save the file as UTF-8")
        }
        return bytes
    }

    /// Refuses control characters other than tab and line ends: neither YAML nor JSON allows them, and a NUL byte tells
    /// of a binary file.
    private static func checkControls(_ bytes: ArraySlice<UInt8>) throws(FileProblem) {
        var line = 1
        let bad: (line: Int, byte: UInt8)? = bytes.withUnsafeBufferPointer { buffer in
            for byte in buffer {
                if byte == 0x0A {
                    line &+= 1
                } else if byte < 0x20 && byte != 0x09 && byte != 0x0D || byte == 0x7F {
                    return (line, byte)
                }
            }
            return nil
        }
        guard let bad else { return }
        if bad.byte == 0 { throw FileProblem(line: bad.line, message: "a NUL byte: this is not a text file") }
        let code = String(bad.byte, radix: 16, uppercase: true)
        throw FileProblem(
            line: bad.line, message: "a control character (0x\(code)); remove it, or write it as \"\\x\(code)\"")
    }

    private static func firstInvalidLine(_ bytes: ArraySlice<UInt8>) -> Int {
        var number = 0
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            if String(validating: line, as: UTF8.self) == nil { return number }
        }
        return max(1, number)
    }
}
