/// Finds what somebody may have meant.
package enum Suggestion {
    /// Longer words are not compared: the cost is the product of both lengths.
    static let lengthLimit = 64

    /// The word with the fewest differing letters, if at most a third of them (and always one) differ.
    package static func nearest(to word: String, in candidates: [String]) -> String? {
        guard !word.isEmpty, word.utf8.count <= lengthLimit else { return nil }
        let best = candidates.map { ($0, distance(Array(word.utf8), Array($0.utf8))) }.min { $0.1 < $1.1 }
        guard let (candidate, distance) = best, distance <= max(1, word.utf8.count / 3) else { return nil }
        return candidate
    }

    /// The insertions, deletions and replacements that lead from one to the other (Levenshtein).
    private static func distance(_ from: [UInt8], _ to: [UInt8]) -> Int {
        var row = Array(0...to.count)
        for (index, letter) in from.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for place in 0..<to.count {
                let replaced = diagonal + (letter == to[place] ? 0 : 1)
                diagonal = row[place + 1]
                row[place + 1] = min(replaced, diagonal + 1, row[place] + 1)
            }
        }
        return row[to.count]
    }
}
