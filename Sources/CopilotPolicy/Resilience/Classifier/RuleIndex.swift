/// Finds the rules that may fit a line in one pass over it, however many rules there are.
///
/// Each pattern is filed under the first four bytes of its longest piece; a line's every four bytes are looked up.
struct RuleIndex: Sendable {
    /// A pattern of a rule.
    struct Entry: Sendable {
        var rule: Int
        var pattern: Int
    }

    let rules: [ErrorRule]
    /// For each hash, where its entries begin in `entries`; one more at the end.
    private let starts: [Int32]
    private let entries: [Entry]

    private static let bits = 14
    private static let width = 4

    init(_ rules: [ErrorRule]) {
        self.rules = rules
        var buckets: [[Entry]] = Array(repeating: [], count: 1 << Self.bits)
        for (ruleIndex, rule) in rules.enumerated() {
            for (patternIndex, pattern) in rule.patterns.enumerated() {
                guard let piece = pattern.pieces.max(by: { $0.bytes.count < $1.bytes.count }),
                    piece.bytes.count >= Self.width
                else { continue }
                let hash = Self.hash(piece.bytes[0], piece.bytes[1], piece.bytes[2], piece.bytes[3])
                buckets[hash].append(Entry(rule: ruleIndex, pattern: patternIndex))
            }
        }
        var starts: [Int32] = [0]
        var entries: [Entry] = []
        for bucket in buckets {
            entries += bucket
            starts.append(Int32(clamping: entries.count))
        }
        self.starts = starts
        self.entries = entries
    }

    /// Patterns that can never be found because no piece of theirs is long enough; a fault in the rules.
    static func unusable(in rules: [ErrorRule]) -> [String] {
        rules.filter { rule in
            rule.patterns.contains { pattern in !pattern.pieces.contains { $0.bytes.count >= width } }
        }.map(\.id)
    }

    private static func hash(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) -> Int {
        let word = UInt32(a) | UInt32(b) << 8 | UInt32(c) << 16 | UInt32(d) << 24
        return Int((word &* 0x9E37_79B1) >> UInt32(32 - bits))
    }

    /// The rules that fit a line in lower case, each once, strongest or not.
    func matches(_ line: ArraySlice<UInt8>) -> [Int] {
        var found: [Int] = []
        guard line.count >= Self.width else { return found }
        for place in line.startIndex...(line.endIndex - Self.width) {
            let hash = Self.hash(line[place], line[place + 1], line[place + 2], line[place + 3])
            for entry in Int(starts[hash])..<Int(starts[hash + 1]) {
                let candidate = entries[entry]
                if found.contains(candidate.rule) { continue }
                if rules[candidate.rule].patterns[candidate.pattern].fits(line) { found.append(candidate.rule) }
            }
        }
        return found
    }
}
