/// What is typed, readable: Enter as ⏎, escape as ⎋, other controls as ^X.
package enum TypedText {
    /// The first `limit` scalars of `text`.
    package static func visible(_ text: String, limit: Int) -> String {
        var result = ""
        for scalar in text.unicodeScalars.prefix(limit) {
            switch scalar.value {
            case 0x0D, 0x0A: result += "⏎"
            case 0x1B: result += "⎋"
            case 0..<0x20: result += "^" + String(UnicodeScalar(UInt8(scalar.value) + 0x40))
            case 0x7F: result += "^?"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return Sanitizer.line(result)
    }
}
