/// Bytes as text, RFC 4648 section 4, padded. Of our own because this target links no Foundation.
enum Base64 {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The value of each digit by its ASCII code; 255 for what is none.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
        return values
    }()

    /// The text of `bytes`.
    static func text(_ bytes: [UInt8]) -> String {
        let length = (bytes.count + 2) / 3 * 4
        return String(unsafeUninitializedCapacity: length) { output in
            digits.withUnsafeBufferPointer { digits in
                var position = 0
                var start = 0
                while start < bytes.count {
                    let count = min(3, bytes.count - start)
                    var group = UInt32(bytes[start]) << 16
                    if count > 1 { group |= UInt32(bytes[start + 1]) << 8 }
                    if count > 2 { group |= UInt32(bytes[start + 2]) }
                    output[position] = digits[Int(group >> 18)]
                    output[position + 1] = digits[Int(group >> 12 & 63)]
                    output[position + 2] = count > 1 ? digits[Int(group >> 6 & 63)] : UInt8(ascii: "=")
                    output[position + 3] = count > 2 ? digits[Int(group & 63)] : UInt8(ascii: "=")
                    position += 4
                    start += 3
                }
            }
            return length
        }
    }

    /// The bytes of `text`; nil if it is not base64.
    static func bytes(_ text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count % 4 == 0 else { return nil }
        let padding = digits.suffix(2).filter { $0 == UInt8(ascii: "=") }.count
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 4 * 3)
        var group: UInt32 = 0
        for (index, digit) in digits.dropLast(padding).enumerated() {
            let value = values[Int(digit)]
            guard value < 64 else { return nil }
            group = group << 6 | UInt32(value)
            if index % 4 == 3 {
                bytes.append(UInt8(truncatingIfNeeded: group >> 16))
                bytes.append(UInt8(truncatingIfNeeded: group >> 8))
                bytes.append(UInt8(truncatingIfNeeded: group))
            }
        }
        if padding == 1 {
            bytes.append(UInt8(truncatingIfNeeded: group >> 10))
            bytes.append(UInt8(truncatingIfNeeded: group >> 2))
        } else if padding == 2 {
            bytes.append(UInt8(truncatingIfNeeded: group >> 4))
        }
        return bytes
    }
}
