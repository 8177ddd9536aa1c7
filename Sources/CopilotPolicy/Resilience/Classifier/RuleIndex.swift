/// Finds the rules that fit a line in one pass over it, however many rules there are.
///
/// A pattern is found by its longest piece.
struct RuleIndex: Sendable {
    let rules: [ErrorRule]
    /// The rule and the pattern of each phrase.
    private let owners: [(rule: Int, pattern: LinePattern)]
    private let index: PhraseIndex

    init(_ rules: [ErrorRule]) {
        self.rules = rules
        var owners: [(rule: Int, pattern: LinePattern)] = []
        var phrases: [[UInt8]] = []
        for (number, rule) in rules.enumerated() {
            for pattern in rule.patterns {
                guard let key = pattern.key else { continue }
                owners.append((number, pattern))
                phrases.append(pattern.pieces[key].bytes)
            }
        }
        self.owners = owners
        index = PhraseIndex(phrases)
    }

    /// Rules with a pattern that can never be found because no piece of it is long enough; a fault in the rules.
    static func unusable(in rules: [ErrorRule]) -> [String] {
        rules.filter { rule in
            rule.patterns.contains { pattern in
                !pattern.pieces.contains { $0.bytes.count >= PhraseIndex.shortest }
            }
        }.map(\.id)
    }

    /// The rules that fit a line in lower case, each once, strongest or not.
    ///
    /// - Parameter bytes: counts the bytes that were gone over: the line's, and again for each pattern of several
    ///   pieces of which one was found.
    func matches(_ line: ArraySlice<UInt8>, bytes: inout Int) -> [Int] {
        var found: [Int] = []
        // Each is tried once a line, or a line of one word a thousand times would be searched a thousand times.
        var tried: [Int] = []
        var gone = line.count
        index.search(line) { phrase, place in
            let owner = owners[phrase]
            if found.contains(owner.rule) { return false }
            if let fits = owner.pattern.fits(line, keyAt: place) {
                if fits { found.append(owner.rule) }
            } else if !tried.contains(phrase) {
                tried.append(phrase)
                gone += line.count
                if owner.pattern.fits(line) { found.append(owner.rule) }
            }
            return false
        }
        bytes += gone
        return found
    }
}
