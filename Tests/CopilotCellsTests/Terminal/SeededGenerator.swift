/// The same numbers for the same seed (SplitMix64), so that a failing input can be made again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    /// Output of a hostile command: text, sequences of all kinds, broken UTF-8 and noise, mixed.
    mutating func hostileBytes(pieces: Int) -> [UInt8] {
        let texts = [
            "hello ", "日本語", "👩‍💻", "e\u{301}", "\u{202E}evil", "\u{200B}", "x\u{E0041}", "\u{85}", "✔ done", "\u{FFFF}",
        ]
        let finals = Array("ABCDEFGHJKLMPSTXZ@abcdefghijklmnpqrstu`~".utf8)
        var bytes: [UInt8] = []
        for _ in 0..<pieces {
            switch Int.random(in: 0..<16, using: &self) {
            case 0...3: bytes += Array((texts.randomElement(using: &self) ?? "").utf8)
            case 4: bytes.append(UInt8.random(in: 0...255, using: &self))
            case 5: bytes += (0..<8).map { _ in UInt8.random(in: 0...255, using: &self) }
            case 6: bytes += [0x0D]
            case 7: bytes += [0x0D, 0x0A]
            case 8: bytes += [0x08, 0x08]
            case 9: bytes += [0x09]
            case 10, 11, 12:
                bytes += Bool.random(using: &self) ? [0x1B, 0x5B] : Bool.random(using: &self) ? [0x9B] : [0xC2, 0x9B]
                if Int.random(in: 0..<4, using: &self) == 0 { bytes += [UInt8(ascii: "?")] }
                for _ in 0..<Int.random(in: 0..<5, using: &self) {
                    bytes += Array(String(Int.random(in: 0..<120, using: &self)).utf8)
                    bytes += [Bool.random(using: &self) ? UInt8(ascii: ";") : UInt8(ascii: ":")]
                }
                bytes += [finals.randomElement(using: &self) ?? 0x6D]
            case 13:
                bytes += [0x1B, Array("]PX^_".utf8).randomElement(using: &self) ?? 0x5D]
                bytes += Array("52;c;SGVsbG8=“ü”".utf8)
                bytes += [[0x07], [0x1B, 0x5C], [0x9C], [0x18], []].randomElement(using: &self) ?? []
            case 14: bytes += [0x1B, UInt8.random(in: 0x20...0x7E, using: &self)]
            default: bytes += Array("\u{1B}[?1049\(Bool.random(using: &self) ? "h" : "l")".utf8)
            }
        }
        return bytes
    }
}
