/// Splits a command line as a POSIX shell does. What it does not know, it refuses: here-documents, `$'…'`, background jobs,
/// comments that hide something.
struct ShellLexer {
    /// Why a line is not understood, behind "because".
    struct Refusal: Error, Equatable {
        var why: String
    }

    /// The caps: a longer line is not read by a person either.
    private static let mostScalars = 4000
    private static let mostTokens = 500

    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var tokens: [ShellToken] = []
    private var word: ShellWord?

    init(_ line: String) { scalars = Array(line.unicodeScalars.prefix(Self.mostScalars + 1)) }

    /// The tokens of the whole line.
    mutating func tokenize() throws(Refusal) -> [ShellToken] {
        if scalars.count > Self.mostScalars { throw Refusal(why: "the command is too long to be judged") }
        if let odd = scalars.first(where: Self.isOdd) {
            let code = String(odd.value, radix: 16, uppercase: true)
            throw Refusal(why: "it has a character that can mislead (U+\(code))")
        }
        while position < scalars.count {
            try next()
            if tokens.count > Self.mostTokens { throw Refusal(why: "the command is too long to be judged") }
        }
        endWord()
        return tokens
    }

    /// Letters of any script may stand in file names; other characters beyond ASCII look like something that they are not, or
    /// say that the text was cut (`…`).
    private static func isOdd(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (scalar.value < 0x20 && scalar != "\n" && scalar != "\t") || scalar.value == 0x7F }
        return !scalar.properties.isAlphabetic
    }

    private var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private func peek(_ offset: Int = 1) -> Unicode.Scalar? {
        scalars.indices.contains(position + offset) ? scalars[position + offset] : nil
    }

    private mutating func endWord() {
        if var word {
            // These two stand for themselves when they stand alone.
            if word.text == "{}", word.substitutions.isEmpty { word.isOpen = false }
            if word.text == "[" { word.hasGlob = false }
            tokens.append(.word(word))
        }
        word = nil
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        var grown = word ?? ShellWord()
        grown.text.unicodeScalars.append(scalar)
        word = grown
    }

    private mutating func change(_ apply: (inout ShellWord) -> Void) {
        var grown = word ?? ShellWord()
        apply(&grown)
        word = grown
    }

    private mutating func next() throws(Refusal) {
        guard let scalar = current else { return }
        switch scalar {
        case " ", "\t":
            endWord()
            position += 1
        case "\n", ";", "|", "&": try separator(scalar)
        case "(", ")": try parenthesis(scalar)
        case "<", ">": try redirection(scalar)
        case "#" where word == nil: try comment()
        case "'": try singleQuoted()
        case "\"": try doubleQuoted()
        case "\\":
            guard let escaped = peek() else { throw Refusal(why: "it ends in the middle") }
            // A backslash before a line end joins the lines.
            if escaped != "\n" { append(escaped) }
            position += 2
        case "$", "`": try expansion()
        default: plain(scalar)
        }
    }

    private mutating func plain(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "*", "?", "[": change { $0.hasGlob = true }
        case "{", "}": change { $0.isOpen = true }
        // `~` is a home directory and, in one shell, `=name` a program's path.
        case "~", "=": if word == nil { change { $0.isOpen = true } }
        default: break
        }
        append(scalar)
        position += 1
    }

    private mutating func separator(_ scalar: Unicode.Scalar) throws(Refusal) {
        endWord()
        let isDouble = peek() == scalar
        switch scalar {
        case "\n": tokens.append(.separator(.sequence))
        case ";":
            if isDouble { throw Refusal(why: "it is a script, not a command") }
            tokens.append(.separator(.sequence))
        case "|":
            tokens.append(.separator(isDouble ? .sequence : .pipe))
            if peek() == "&" { position += 1 }
        default:
            if peek() == ">" {
                position += 1
                try redirection(">")
                return
            }
            guard isDouble else { throw Refusal(why: "it leaves something running in the background") }
            tokens.append(.separator(.sequence))
        }
        position += isDouble && scalar != "\n" ? 2 : 1
    }

    private mutating func parenthesis(_ scalar: Unicode.Scalar) throws(Refusal) {
        if scalar == "(", word != nil { throw Refusal(why: "a '(' inside a word is not understood") }
        if scalar == "(", peek() == "(" { throw Refusal(why: "arithmetic is not understood") }
        endWord()
        tokens.append(scalar == "(" ? .open : .close)
        position += 1
    }

    private mutating func redirection(_ scalar: Unicode.Scalar) throws(Refusal) {
        // A number right before it names the stream.
        if let word, word.isPlain, word.text.allSatisfy(\.isNumber) { self.word = nil }
        endWord()
        var sign = String(scalar)
        position += 1
        while let current, current == ">" || current == "<" || current == "&" || current == "|", sign.count < 3 {
            sign.unicodeScalars.append(current)
            position += 1
        }
        if current == "(" { throw Refusal(why: "it hands a command to another as a file") }
        if sign.hasPrefix("<<") { throw Refusal(why: "it has text of its own behind '<<'") }
        tokens.append(.redirection(sign))
    }

    private mutating func comment() throws(Refusal) {
        let isOwnLine = tokens.isEmpty || tokens.last == .separator(.sequence)
        let text = scalars[position...].prefix { $0 != "\n" }
        // Some shells run what stands behind a `#` that is typed at their prompt.
        let isHarmless = text.dropFirst().allSatisfy {
            $0.properties.isAlphabetic || " .,:_-0123456789".unicodeScalars.contains($0)
        }
        guard isOwnLine, isHarmless else { throw Refusal(why: "it has a comment that could hide something") }
        position += text.count
    }
}

extension ShellLexer {
    private mutating func singleQuoted() throws(Refusal) {
        position += 1
        change { _ in }
        while let scalar = current, scalar != "'" {
            append(scalar)
            position += 1
        }
        guard current != nil else { throw Refusal(why: "a quote is not closed") }
        position += 1
    }

    private mutating func doubleQuoted() throws(Refusal) {
        position += 1
        change { _ in }
        while let scalar = current, scalar != "\"" {
            switch scalar {
            case "\\":
                guard let escaped = peek() else { throw Refusal(why: "a quote is not closed") }
                if "$`\"\\".unicodeScalars.contains(escaped) {
                    append(escaped)
                } else if escaped != "\n" {
                    append(scalar)
                    append(escaped)
                }
                position += 2
            case "$", "`": try expansion()
            default:
                append(scalar)
                position += 1
            }
        }
        guard current != nil else { throw Refusal(why: "a quote is not closed") }
        position += 1
    }

    /// A `$` or a backtick and what belongs to it.
    private mutating func expansion() throws(Refusal) {
        if current == "`" {
            let inner = scalars[(position + 1)...].prefix { $0 != "`" }
            guard inner.endIndex < scalars.count, !inner.contains("\\") else {
                throw Refusal(why: "a backtick is not closed")
            }
            let text = String(String.UnicodeScalarView(inner))
            change { $0.substitutions.append(text) }
            position = inner.endIndex + 1
            return
        }
        switch peek() {
        case "(":
            if peek(2) == "(" { throw Refusal(why: "arithmetic is not understood") }
            let inner = try balanced(from: position + 2)
            let text = String(String.UnicodeScalarView(scalars[inner]))
            change { $0.substitutions.append(text) }
            position = inner.upperBound + 1
        case "'", "\"": throw Refusal(why: "its kind of quote ($') is not understood")
        // The status of the command before it: a number.
        case "?":
            append("0")
            position += 2
        case .some(let scalar)
        where scalar == "{" || scalar == "_" || scalar.properties.isAlphabetic || !scalar.isASCII
            || "0123456789#@*!$-[".unicodeScalars.contains(scalar):
            change { $0.isOpen = true }
            append("$")
            position += 1
        default:
            append("$")
            position += 1
        }
    }

    /// The range up to the `)` that belongs to a `$(` before `start`; quotes inside are respected.
    private func balanced(from start: Int) throws(Refusal) -> Range<Int> {
        var depth = 1
        var quote: Unicode.Scalar?
        var index = start
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar == "\\", quote != "'" {
                index += 1
            } else if let open = quote {
                if scalar == open { quote = nil }
            } else if scalar == "'" || scalar == "\"" {
                quote = scalar
            } else if scalar == "(" {
                depth += 1
            } else if scalar == ")" {
                depth -= 1
                if depth == 0 { return start..<index }
            }
            index += 1
        }
        throw Refusal(why: "a '$(' is not closed")
    }
}
