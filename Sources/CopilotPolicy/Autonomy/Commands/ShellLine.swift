import CopilotModel

/// One program that a command line runs.
struct ShellCommand: Equatable {
    /// `NAME=VALUE` before the program.
    var assignments: [ShellWord] = []
    /// The program and its arguments.
    var words: [ShellWord] = []
    var redirections: [Redirection] = []
    /// The program whose output it reads; nil: none of this line.
    var source: String?

    /// Where a stream is sent to or taken from.
    struct Redirection: Equatable {
        var sign: String
        var target: ShellWord
    }

    var isEmpty: Bool { assignments.isEmpty && words.isEmpty && redirections.isEmpty }
}

/// A command line, taken apart into the programs that it runs, in order. How they hang together (`&&`, `|`, a subshell) does not
/// matter to what they may do.
struct ShellLine: Equatable {
    private(set) var commands: [ShellCommand] = []

    private var current = ShellCommand()
    private var depth = 0
    private var isBehindGroup = false

    /// Takes `line` apart.
    init(_ line: String) throws(ShellLexer.Refusal) {
        var lexer = ShellLexer(line)
        var target: String?
        for token in try lexer.tokenize() {
            if let sign = target {
                guard case .word(let word) = token else { throw ShellLexer.Refusal(why: "a '\(sign)' leads nowhere") }
                current.redirections.append(.init(sign: sign, target: word))
                target = nil
                continue
            }
            if case .redirection(let sign) = token { target = sign } else { try add(token) }
        }
        if let target { throw ShellLexer.Refusal(why: "a '\(target)' leads nowhere") }
        finish()
        if depth != 0 { throw ShellLexer.Refusal(why: "a '(' is not closed") }
        if commands.isEmpty { throw ShellLexer.Refusal(why: "there is no command in it") }
    }

    private mutating func add(_ token: ShellToken) throws(ShellLexer.Refusal) {
        switch token {
        case .word(let word):
            if isBehindGroup { throw ShellLexer.Refusal(why: "a word behind a ')' is not understood") }
            if current.words.isEmpty, Self.isAssignment(word) {
                current.assignments.append(word)
            } else {
                current.words.append(word)
            }
        case .separator(let kind):
            let source = kind == .pipe ? current.words.first?.text ?? "(" : nil
            finish()
            current.source = source
        case .open:
            guard current.isEmpty, !isBehindGroup else { throw ShellLexer.Refusal(why: "a function is not understood") }
            depth += 1
        case .close:
            finish()
            depth -= 1
            isBehindGroup = true
            if depth < 0 { throw ShellLexer.Refusal(why: "a ')' has no '('") }
        case .redirection: break
        }
    }

    private mutating func finish() {
        if !current.isEmpty { commands.append(current) }
        current = ShellCommand()
        isBehindGroup = false
    }

    private static func isAssignment(_ word: ShellWord) -> Bool {
        guard let equals = word.text.firstIndex(of: "="), equals != word.text.startIndex else { return false }
        return word.text[..<equals].utf8.allSatisfy {
            $0 == 0x5F || (0x30...0x39).contains($0) || ($0 | 0x20) > 0x60 && ($0 | 0x20) < 0x7B
        }
    }
}
