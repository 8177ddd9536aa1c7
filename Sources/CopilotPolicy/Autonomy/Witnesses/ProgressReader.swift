/// Tells a line that a working program keeps rewriting.
enum ProgressReader {
    static func isProgress(_ reading: ScreenReading) -> Bool {
        let text = reading.asked
        if text.hasAny(["b/s", " eta", "eta ", "[working]", "it/s]", "s/it]", "/s]"]) { return true }
        if hasPercentage(text) || hasBar(reading.asking) { return true }
        if let first = reading.asking.unicodeScalars.first, isSpinner(first), !text.hasAny(["press", "[y", "(y"]) {
            return true
        }
        return false
    }

    /// A number before a percent sign that ends a word, as in `42% done`.
    private static func hasPercentage(_ text: LowerText) -> Bool {
        let bytes = text.bytes
        guard let place = bytes.lastIndex(of: 0x25), place > 0 else { return false }
        return bytes[place - 1] >= 0x30 && bytes[place - 1] <= 0x39
    }

    private static func hasBar(_ line: String) -> Bool {
        line.contains("####") || line.contains("===>") || line.contains("████") || line.contains("━━━━")
            || line.contains("....[")
    }

    /// The braille dots that most spinners turn through.
    private static func isSpinner(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x2801 && scalar.value <= 0x28FF }
}
