/// A command without what changes from run to run.
package enum CommandFingerprint {
    /// Bytes of a fingerprint.
    private static let longest = 240

    /// The words of a command with paths as their ending (`<.csv>`), numbers as `#` and hashes as `<hash>`; the program as
    /// its name. At most 240 bytes.
    package static func text(_ argv: [String]) -> String {
        var text = ""
        for (place, word) in argv.enumerated() {
            let masked = place == 0 ? String(word.split(separator: "/").last ?? "") : mask(word)
            text += (place == 0 ? "" : " ") + masked
            if text.utf8.count > longest { break }
        }
        return String(decoding: text.utf8.prefix(longest), as: UTF8.self)
    }

    private static func mask(_ word: String) -> String {
        let start = word.utf8.prefix(longest)
        if word.hasPrefix("-"), let equals = word.firstIndex(of: "=") {
            return word[...equals] + mask(String(word[word.index(after: equals)...]))
        }
        if start.contains(UInt8(ascii: "/")) {
            let name = word.split(separator: "/").last ?? ""
            return "<\(name.lastIndex(of: ".").map { digitsMasked(name[$0...]) } ?? "path")>"
        }
        let isHex = start.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x66) }
        if isHex, start.count >= 7, start.contains(where: { $0 < 0x3A }) { return "<hash>" }
        return digitsMasked(word[...])
    }

    private static func digitsMasked(_ text: Substring) -> String {
        var masked: [UInt8] = []
        for byte in text.utf8.prefix(longest) {
            let isDigit = byte >= 0x30 && byte <= 0x39
            if !isDigit { masked.append(byte) } else if masked.last != UInt8(ascii: "#") { masked.append(0x23) }
        }
        return String(decoding: masked, as: UTF8.self)
    }
}
