/// Finds many phrases in one pass over a line, however many phrases there are.
///
/// Each phrase is filed under its first four bytes; a line's every four bytes are looked up.
struct PhraseIndex: Sendable {
    private let phrases: [[UInt8]]
    /// For each hash, where its phrases begin in `filed`; one more at the end.
    private let starts: [Int32]
    private let filed: [Int32]
    private let bits: UInt32

    /// A shorter phrase is never found.
    static let shortest = 4

    /// Of phrases that are numbered by their place in the list.
    init(_ phrases: [[UInt8]]) {
        self.phrases = phrases
        // Four places a phrase, so that most of a text's places meet none.
        var bits: UInt32 = 6
        while 1 << bits < phrases.count * 4, bits < 16 { bits += 1 }
        self.bits = bits
        var counts = [Int32](repeating: 0, count: (1 << Int(bits)) + 1)
        let hashes = phrases.map { $0.count < Self.shortest ? nil : Self.hash($0[...], 0, bits) }
        for hash in hashes { if let hash { counts[hash + 1] += 1 } }
        for index in counts.indices.dropFirst() { counts[index] += counts[index - 1] }
        starts = counts
        var filed = [Int32](repeating: 0, count: Int(counts.last ?? 0))
        for (number, hash) in hashes.enumerated() {
            guard let hash else { continue }
            filed[Int(counts[hash])] = Int32(clamping: number)
            counts[hash] += 1
        }
        self.filed = filed
    }

    /// Calls `visit` with the number and the place of each phrase in the line, from its beginning on, until that says
    /// that it has seen enough.
    func search(_ line: ArraySlice<UInt8>, visit: (_ phrase: Int, _ place: Int) -> Bool) {
        guard line.count >= Self.shortest else { return }
        for place in line.startIndex...(line.endIndex - Self.shortest) {
            let hash = Self.hash(line, place, bits)
            let (first, end) = (Int(starts[hash]), Int(starts[hash + 1]))
            guard first < end else { continue }
            for number in filed[first..<end] where stands(phrases[Int(number)], line, place) {
                if visit(Int(number), place) { return }
            }
        }
    }

    private func stands(_ phrase: [UInt8], _ line: ArraySlice<UInt8>, _ place: Int) -> Bool {
        guard place + phrase.count <= line.endIndex else { return false }
        for index in phrase.indices where line[place + index] != phrase[index] { return false }
        return true
    }

    private static func hash(_ line: ArraySlice<UInt8>, _ place: Int, _ bits: UInt32) -> Int {
        let (a, b, c, d) = (line[place], line[place + 1], line[place + 2], line[place + 3])
        let word = UInt32(a) | UInt32(b) << 8 | UInt32(c) << 16 | UInt32(d) << 24
        return Int((word &* 0x9E37_79B1) >> (32 - bits))
    }
}
