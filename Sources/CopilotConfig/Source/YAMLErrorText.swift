import CopilotModel
import Yams

/// Says in words with a remedy what libyaml's parser stumbled over.
enum YAMLErrorText {
    /// The problem with its line in `text`.
    static func problem(_ error: YamlError, in text: String) -> FileProblem {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            return syntax(problem, context: context, mark: mark, text: text)
        case .duplicatedKeysInMapping(let duplicates, let context):
            return duplicate(duplicates.first ?? "", mark: context.mark, text: text)
        case .reader(let problem, let offset, _, _):
            let line = offset.map { text.prefix($0).utf8.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 } }
            return FileProblem(line: line ?? 1, message: "not a text that YAML allows (\(problem.shown())); remove it")
        case .memory: return FileProblem(line: 1, message: "no memory to read it")
        case .no, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            return FileProblem(line: 1, message: "not YAML")
        }
    }

    private static func syntax(_ problem: String, context: YamlError.Context?, mark: Mark, text: String) -> FileProblem
    {
        let line = max(1, mark.line)
        if problem.contains("another document") {
            return FileProblem(line: line, message: "a second document begins here; keep one and remove the '---'")
        }
        if isTabbed(lineNumber: line, text) {
            return FileProblem(line: line, message: "indented with a tab, which YAML does not allow; use spaces")
        }
        let opened =
            context.map { $0.mark.line > 0 && $0.mark.line < line ? " (begun on line \($0.mark.line))" : "" } ?? ""
        for (part, remedy) in remedies where problem.contains(part) {
            return FileProblem(line: line, message: "not YAML: \(remedy)\(opened)")
        }
        return FileProblem(line: line, message: "not YAML: \(problem.shown(limit: 120))\(opened)")
    }

    /// Parts of libyaml's messages (scanner.c, parser.c of 0.2.5, as Yams carries it) and what users can do.
    private static let remedies: [(String, String)] = [
        (
            "mapping values are not allowed",
            "a ': ' where no key can stand; quote a text that has ': ' in it, or mend the indentation"
        ),
        (
            "did not find expected key",
            "no key where one must stand; mend the indentation, or quote a text that begins with a sign"
        ),
        (
            "could not find expected ':'",
            "a line without ': '; write 'key: value', or indent it as part of the text above"
        ),
        ("did not find expected '-' indicator", "a list item without '- '; mend the indentation"),
        ("did not find expected ',' or '}'", "'{' without its '}'; close it, or quote a text that begins with '{'"),
        ("did not find expected ',' or ']'", "'[' without its ']'; close it, or quote a text that begins with '['"),
        ("found unexpected end of stream", "a quote is not closed; close it"),
        ("found undefined alias", "an alias ('*name') without its anchor ('&name'); quote it if it is text"),
        ("did not find expected alphabetic or numeric", "'*' or '&' begins an alias or an anchor; quote the text"),
        ("cannot start any token", "a text cannot begin with this sign; quote it"),
        ("found unknown escape character", "an unknown escape after '\\'; use single quotes for text with '\\'"),
        ("block sequence entries are not allowed", "a '- ' where no list can stand; put the list on its own lines"),
        ("found unexpected document indicator", "a quote is not closed before '---' or '...'; close it"),
        ("Maximum nesting level", "nested too deep; flatten it"),
    ]

    private static func isTabbed(lineNumber: Int, _ text: String) -> Bool {
        guard let line = lines(of: text, from: lineNumber).first(where: { _ in true }) else { return false }
        return line.prefix { $0 == 0x20 || $0 == 0x09 }.contains(0x09)
    }

    /// The lines from `number` (counted from 1) on, as bytes.
    private static func lines(of text: String, from number: Int) -> some Sequence<Substring.UTF8View> {
        var rest: Substring.UTF8View? = text.utf8[...]
        func next() -> Substring.UTF8View? {
            guard let bytes = rest else { return nil }
            let end = bytes.firstIndex(of: 0x0A)
            rest = end.map { bytes[bytes.index(after: $0)...] }
            return end.map { bytes[..<$0] } ?? bytes
        }
        for _ in 1..<max(1, number) where next() == nil { break }
        return AnySequence(AnyIterator(next))
    }

    /// Yams tells only where the key stands first; the second place is looked for below it, at the same indentation.
    private static func duplicate(_ key: String, mark: Mark, text: String) -> FileProblem {
        let shown = key.shown()
        var number = mark.line
        let remedy = "a key may stand once; remove one or rename it"
        for line in lines(of: text, from: mark.line + 1) {
            number += 1
            let blank = line.prefix { $0 == 0x20 }.count
            let body = line.dropFirst(blank)
            if body.isEmpty || body.first == 0x0D || body.first == UInt8(ascii: "#") { continue }
            if blank < mark.column - 1 { break }
            guard blank == mark.column - 1, begins(body, with: key) else { continue }
            return FileProblem(line: number, message: "'\(shown)' stands here and on line \(mark.line); \(remedy)")
        }
        return FileProblem(line: mark.line, message: "'\(shown)' stands twice in one mapping; \(remedy)")
    }

    private static func begins(_ line: Substring.UTF8View, with key: String) -> Bool {
        for quote in ["", "\"", "'"] {
            let written = quote + key + quote
            guard line.starts(with: written.utf8) else { continue }
            let next = line.dropFirst(written.utf8.count).first { $0 != 0x20 }
            if next == UInt8(ascii: ":") { return true }
        }
        return false
    }
}
