/// Reads a pattern's text into its tree.
struct TextPatternParser {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0

    /// Groups inside groups.
    private static let deepest = 30
    /// The largest number in `{m,n}`.
    private static let mostRepeats = 100

    init(_ text: String) { scalars = Array(text.unicodeScalars.prefix(TextPattern.mostCharacters + 1)) }

    /// The tree of the whole text.
    mutating func parse() throws(TextPattern.Problem) -> TextPatternTree {
        guard scalars.count <= TextPattern.mostCharacters else {
            throw problem("it is longer than \(TextPattern.mostCharacters) characters; write a shorter one")
        }
        if take("(?i)") { /* case never matters */  }
        let tree = try alternatives()
        if position < scalars.count { throw problem("the ')' at character \(position + 1) has no '('; write '\\)'") }
        return tree
    }

    private func problem(_ message: String) -> TextPattern.Problem { TextPattern.Problem(message: message) }
    private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func take(_ text: String) -> Bool {
        let wanted = Array(text.unicodeScalars)
        guard scalars[position...].starts(with: wanted) else { return false }
        position += wanted.count
        return true
    }

    private mutating func advance() -> Unicode.Scalar? {
        guard let next else { return nil }
        position += 1
        return next
    }

    private mutating func alternatives() throws(TextPattern.Problem) -> TextPatternTree {
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .either(branches)
    }

    private mutating func sequence() throws(TextPattern.Problem) -> TextPatternTree {
        var trees: [TextPatternTree] = []
        while let next, next != "|", next != ")" { trees.append(try repeated(atom())) }
        return .sequence(trees)
    }

    private mutating func atom() throws(TextPattern.Problem) -> TextPatternTree {
        let begin = position + 1
        switch advance() {
        case "^": return .start
        case "$": return .end
        case ".": return .one(ScalarSet(ranges: [0x0A...0x0A], isInverted: true))
        case "[": return .one(try characterClass(begin))
        case "(": return try group(begin)
        case "\\": return try escape(begin)
        case "*", "+", "?":
            throw problem(
                "the '\(scalars[begin - 1])' at character \(begin) has nothing to repeat; write '\\' before it")
        case .some(let scalar): return .one(ScalarSet(ranges: [scalar.value...scalar.value]))
        case nil: return .sequence([])
        }
    }

    private mutating func group(_ begin: Int) throws(TextPattern.Problem) -> TextPatternTree {
        if take("?"), !take(":") {
            throw problem(
                "'(?\(next.map(String.init) ?? "")' at character \(begin) is not known; groups are (…) or (?:…)")
        }
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw problem("groups are nested deeper than \(Self.deepest)") }
        let tree = try alternatives()
        guard take(")") else { throw problem("the '(' at character \(begin) is not closed; write ')', or '\\('") }
        return tree
    }

    private mutating func repeated(_ tree: TextPatternTree) throws(TextPattern.Problem) -> TextPatternTree {
        let begin = position + 1
        var bounds: (least: Int, most: Int?)?
        if take("*") {
            bounds = (0, nil)
        } else if take("+") {
            bounds = (1, nil)
        } else if take("?") {
            bounds = (0, 1)
        } else if next == "{" {
            bounds = try braces(begin)
        }
        guard let bounds else { return tree }
        switch tree {
        case .start, .end, .wordEdge: throw problem("the repetition at character \(begin) repeats a place, not a text")
        default: break
        }
        // Lazy or not makes no difference to whether it fits.
        _ = take("?")
        if next == "*" || next == "+" || next == "?" {
            throw problem(
                "two repetitions follow each other at character \(position + 1); write a group around the first")
        }
        return .many(tree, least: bounds.least, most: bounds.most)
    }

    /// `{m}`, `{m,}`, `{m,n}`; nil where the brace stands for itself.
    private mutating func braces(_ begin: Int) throws(TextPattern.Problem) -> (least: Int, most: Int?)? {
        let start = position
        position += 1
        let least = number()
        let hasComma = take(",")
        let most = number()
        guard take("}"), let least else {
            position = start
            return nil
        }
        guard least <= Self.mostRepeats, most ?? 0 <= Self.mostRepeats, !hasComma || most ?? least >= least else {
            throw problem(
                "the '{' at character \(begin) must have numbers up to \(Self.mostRepeats), the smaller one first")
        }
        return (least, hasComma ? most : least)
    }

    private mutating func number() -> Int? {
        let start = position
        while let next, ("0"..."9").contains(next), position - start < 6 { position += 1 }
        return Int(String(String.UnicodeScalarView(scalars[start..<position])))
    }
}

extension TextPatternParser {
    private mutating func escape(_ begin: Int) throws(TextPattern.Problem) -> TextPatternTree {
        switch next {
        case "b", "B": return .wordEdge(advance() == "b")
        case "A":
            position += 1
            return .start
        case "z", "Z":
            position += 1
            return .end
        default: return .one(ScalarSet(ranges: try escapedRanges(begin)))
        }
    }

    /// What stands behind a backslash, as ranges; also inside brackets.
    private mutating func escapedRanges(_ begin: Int) throws(TextPattern.Problem) -> [ClosedRange<UInt32>] {
        switch advance() {
        case "d": return ScalarSet.digit
        case "D": return ScalarSet.opposite(of: ScalarSet.digit)
        case "w": return ScalarSet.word
        case "W": return ScalarSet.opposite(of: ScalarSet.word)
        case "s": return ScalarSet.space
        case "S": return ScalarSet.opposite(of: ScalarSet.space)
        case "t": return [0x09...0x09]
        case "n": return [0x0A...0x0A]
        case "r": return [0x0D...0x0D]
        case "x": return [try hexadecimal(begin)]
        case .some(let digit) where ("0"..."9").contains(digit):
            throw problem(
                "'\\\(digit)' at character \(begin) refers back to a group, which is not known here; write it out")
        case .some(let letter) where letter.isASCII && letter.properties.isAlphabetic:
            throw problem(
                "'\\\(letter)' at character \(begin) is not known; known are \\d \\w \\s \\b and their opposites")
        case .some(let scalar): return [scalar.value...scalar.value]
        case nil: throw problem("it ends with a single '\\'; write '\\\\' for the character itself")
        }
    }

    private mutating func hexadecimal(_ begin: Int) throws(TextPattern.Problem) -> ClosedRange<UInt32> {
        let digits = String(String.UnicodeScalarView(scalars[position...].prefix(2)))
        guard digits.count == 2, let value = UInt32(digits, radix: 16) else {
            throw problem("'\\x' at character \(begin) needs two hexadecimal digits, as \\x1B")
        }
        position += 2
        return value...value
    }

    private mutating func characterClass(_ begin: Int) throws(TextPattern.Problem) -> ScalarSet {
        var set = ScalarSet()
        set.isInverted = take("^")
        var isFirst = true
        while let scalar = advance() {
            if scalar == "]", !isFirst { return set }
            isFirst = false
            if scalar == "[", let next, next == ":" || next == "." || next == "=" {
                throw problem("'[\(next)' at character \(position) is not known; write \\w, \\d or \\s")
            }
            let low = scalar == "\\" ? try escapedRanges(position) : [scalar.value...scalar.value]
            guard next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
                set.ranges += low
                continue
            }
            position += 1
            let end = advance() ?? "-"
            let high = end == "\\" ? try escapedRanges(position) : [end.value...end.value]
            guard low.count == 1, high.count == 1, low[0].lowerBound <= high[0].lowerBound else {
                throw problem("the range that ends at character \(position) is empty; write the smaller end first")
            }
            set.ranges.append(low[0].lowerBound...high[0].lowerBound)
        }
        throw problem("the '[' at character \(begin) is not closed; write ']', or '\\['")
    }
}
