/// A regular expression that a user wrote, compiled so that no text can make it slow.
///
/// Matching runs all alternatives side by side (Thompson's construction, as Pike simulates it), so it costs at most
/// ``mostSteps`` per character of the text and never backtracks: `(a+)+$` is as cheap as `a`. Case never matters. What such a
/// machine cannot do (back references, look-around) is refused when it is compiled.
///
/// Known: literals, `.`, `[…]`, `\d \w \s \b` and their opposites, `^ $`, groups, `|`, `* + ? {m,n}` also lazy, `\xHH`, a
/// leading `(?i)`.
package struct TextPattern: Sendable, Hashable {
    /// Why a text is no pattern, with a remedy, in one sentence.
    package struct Problem: Error, Sendable, Hashable {
        package var message: String
    }

    /// One instruction of the compiled machine.
    enum Step: Sendable, Hashable {
        case one(ScalarSet)
        /// Goes on at both places.
        case split(Int, Int)
        case jump(Int)
        case start, end
        /// Whether here must be (or must not be) the edge of a word.
        case wordEdge(Bool)
        case found
    }

    let steps: [Step]

    /// Compiles `text`.
    ///
    /// - Throws: what is wrong with it, or that it is too large.
    package init(_ text: String) throws(Problem) {
        var parser = TextPatternParser(text)
        let tree = try parser.parse()
        var compiler = TextPatternCompiler()
        try compiler.add(tree)
        steps = compiler.steps + [.found]
    }

    /// The cap on a pattern's own length, in characters.
    package static let mostCharacters = 1000
    /// The cap on the compiled machine; `{m,n}` writes its body out.
    package static let mostSteps = 1000
    /// Of a longer text only this much is looked at, in Unicode scalars; see ``reaches(_:)``.
    package static let mostTextScalars = 4000

    /// Whether the whole of `text` is looked at.
    package static func reaches(_ text: String) -> Bool {
        text.unicodeScalars.index(
            text.unicodeScalars.startIndex, offsetBy: mostTextScalars + 1, limitedBy: text.unicodeScalars.endIndex)
            == nil
    }

    /// Whether the pattern fits anywhere in `text`. Linear in the text.
    package func matches(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars.prefix(Self.mostTextScalars))
        // `$` must not hold where the text was only cut.
        let ends = Self.reaches(text)
        var machine = TextPatternMachine(steps: steps)
        for position in 0...scalars.count {
            let before = position > 0 ? scalars[position - 1] : nil
            let after = position < scalars.count ? scalars[position] : nil
            machine.place = .init(before: before, after: after, isEnd: after == nil && ends)
            machine.arrive()
            machine.enter(0)
            if machine.isFound { return true }
            guard let after else { break }
            machine.consume(after)
        }
        return false
    }
}

/// A set of characters; case does not matter.
struct ScalarSet: Sendable, Hashable {
    var ranges: [ClosedRange<UInt32>] = []
    var isInverted = false

    /// Whether a character is in it, of which `variants` are the cases.
    func contains(_ variants: CaseVariants) -> Bool {
        let isIn = ranges.contains { range in
            range.contains(variants.own) || range.contains(variants.lower) || range.contains(variants.upper)
        }
        return isIn != isInverted
    }

    static let digit: [ClosedRange<UInt32>] = [0x30...0x39]
    /// ASCII words, and every letter beyond ASCII as far as one can say without a table.
    static let word: [ClosedRange<UInt32>] = [
        0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A, 0xAA...0xAA, 0xB5...0xB5, 0xBA...0xBA, 0xC0...0xD6,
        0xD8...0xF6, 0xF8...0x1FFF, 0x2C00...0x2DFF, 0x3040...0xD7FF, 0xF900...0xFDFF,
    ]
    static let space: [ClosedRange<UInt32>] = [
        0x09...0x0D, 0x20...0x20, 0x85...0x85, 0xA0...0xA0, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
        0x3000...0x3000,
    ]

    /// All that `ranges` (sorted) leave out.
    static func opposite(of ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var result: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges {
            if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
            next = range.upperBound + 1
        }
        return result + [next...0x10_FFFF]
    }
}

/// A character with its other cases, where these are single characters.
struct CaseVariants {
    let own: UInt32
    let lower: UInt32
    let upper: UInt32

    init(_ scalar: Unicode.Scalar) {
        own = scalar.value
        if scalar.isASCII {
            lower = (0x41...0x5A).contains(own) ? own | 0x20 : own
            upper = (0x61...0x7A).contains(own) ? own & ~0x20 : own
        } else {
            lower = Self.single(scalar.properties.lowercaseMapping) ?? own
            upper = Self.single(scalar.properties.uppercaseMapping) ?? own
        }
    }

    private static func single(_ text: String) -> UInt32? {
        let scalars = text.unicodeScalars
        return scalars.count == 1 ? scalars.first?.value : nil
    }
}
