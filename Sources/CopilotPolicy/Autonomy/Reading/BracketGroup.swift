/// A stretch of a line in brackets of any kind, with brackets of other kinds inside it left whole.
struct BracketGroup: Sendable, Hashable {
    let open: Unicode.Scalar
    /// Its place among the line's scalars, brackets included.
    let range: Range<Int>
    /// What stands between the brackets, blanks at both ends left out.
    let content: String

    /// The outermost groups of a line, from the left; an opening bracket that nothing closes is passed over.
    static func groups(in scalars: [Unicode.Scalar]) -> [BracketGroup] {
        var result: [BracketGroup] = []
        var index = 0
        while index < scalars.count, result.count < 40 {
            guard let closing = closing(of: scalars[index]),
                let end = end(of: closing, opened: scalars[index], in: scalars, from: index + 1)
            else {
                index += 1
                continue
            }
            let inside = String(String.UnicodeScalarView(scalars[(index + 1)..<end]))
            let group = BracketGroup(
                open: scalars[index], range: index..<(end + 1), content: ScreenReading.trimmed(inside))
            if group.isPlausible { result.append(group) }
            index = group.isPlausible ? end + 1 : index + 1
        }
        return result
    }

    /// Angles are also arrows, prompts and place holders: only a short word in them counts.
    private var isPlausible: Bool {
        guard !content.isEmpty else { return false }
        guard open == "<" else { return true }
        return content.utf8.count <= 8 && content.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0 == "/" }
    }

    private static func closing(of open: Unicode.Scalar) -> Unicode.Scalar? {
        switch open {
        case "[": return "]"
        case "(": return ")"
        case "{": return "}"
        case "<": return ">"
        default: return nil
        }
    }

    private static func end(
        of closing: Unicode.Scalar, opened: Unicode.Scalar, in scalars: [Unicode.Scalar], from start: Int
    ) -> Int? {
        var depth = 0
        for index in start..<min(scalars.count, start + 240) where index < scalars.count {
            if scalars[index] == opened { depth += 1 }
            if scalars[index] == closing {
                if depth == 0 { return index }
                depth -= 1
            }
        }
        return nil
    }
}
