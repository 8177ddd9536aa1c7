import CopilotCells

/// Writes the sequence by which a terminal takes a text into its clipboard: OSC 52 of xterm's control sequences
/// (<https://invisible-island.net/xterm/ctlseqs/ctlseqs.html>). Only what a user selected comes here, never a command's bytes.
enum Clipboard {
    /// What many terminals take of it at most; the longest line of a log is about as long.
    static let mostBytes = 64 * 1024

    /// `ESC ] 52 ; c ; BASE64 BEL` of the text in one line.
    static func sequence(_ text: String) -> String {
        var line = Sanitizer.line(text, columnLimit: mostBytes)
        while line.utf8.count > mostBytes { line.removeLast() }
        return "\u{1B}]52;c;\(base64(Array(line.utf8)))\u{07}"
    }

    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// RFC 4648 section 4, padded; this target links no Foundation.
    private static func base64(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            var group: UInt32 = 0
            for byte in part { group = group << 8 | UInt32(byte) }
            group <<= UInt32(8 * (3 - part.count))
            for place in 0..<4 {
                let digit = digits[Int(group >> UInt32(18 - 6 * place) & 63)]
                text.append(place <= part.count ? digit : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
