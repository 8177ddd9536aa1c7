/// What is harmless to run of one program, or of one of its subcommands.
struct ProgramRule {
    /// What it does when it runs.
    enum Effect: String {
        case reads = "it only reads"
        case builds = "it runs the project's own tests, checks or build"
    }

    /// Which options it may have.
    enum Options {
        /// All but these, and whatever abbreviates them.
        case any(except: [String])
        /// Only these. `--name=` takes a value, glued or as the next word; `-j#` an optional number.
        case only([String])
    }

    /// Which other arguments it may have.
    enum Operands {
        case any
        case atMost(Int)
        /// At least one, each of these.
        case oneOf(Set<String>)
        /// Each begins so.
        case beginning(String)
    }

    var effect: Effect
    var options: Options
    var operands: Operands = .any
    /// One of these options must be there; empty: none need be.
    var requires: [String] = []

    /// Why these arguments are not harmless; nil: they are.
    func objection(to arguments: [ShellWord]) -> String? {
        var operands: [String] = []
        var given: Set<String> = []
        var index = 0
        while index < arguments.count {
            let word = arguments[index]
            let text = word.text
            index += 1
            if text == "--" {
                // Behind it another program's options may stand (a test's), of which only some are known.
                if effect == .builds,
                    let other = arguments[index...].first(where: {
                        $0.text.hasPrefix("-") && !Self.isKnownInner($0.text)
                    })
                {
                    return "of '\(other.text)' behind '--'"
                }
                operands += arguments[index...].map(\.text)
                break
            }
            if !text.hasPrefix("-") || text == "-" {
                operands.append(text)
                continue
            }
            given.insert(String(text.prefix { $0 != "=" }))
            switch options {
            case .any(let except): if Self.isForbidden(text, except) { return "of its option '\(text)'" }
            case .only(let known):
                guard let takesNext = Self.takesNext(text, arguments.dropFirst(index).first?.text, known) else {
                    return "its option '\(text)' is not known as harmless"
                }
                if takesNext {
                    if let value = arguments.dropFirst(index).first, value.text.hasPrefix("-") {
                        return "of what follows on its option '\(text)'"
                    }
                    index += 1
                }
            }
        }
        if !requires.isEmpty, given.isDisjoint(with: requires) { return "it would change files without \(requires[0])" }
        return objection(toOperands: operands)
    }

    /// Options of Rust's test harness and lints (`cargo test -- --help`, rustc's `-D`) that write nothing.
    private static func isKnownInner(_ option: String) -> Bool {
        [
            "--nocapture", "--no-capture", "--show-output", "--ignored", "--include-ignored", "--exact", "--list", "-D",
            "-W",
            "-A", "--quiet", "-q",
        ].contains(option) || option.hasPrefix("--test-threads=") || option.hasPrefix("--color=")
    }

    private func objection(toOperands operands: [String]) -> String? {
        // Many programs take further options out of a file that is named so.
        if effect == .builds, let file = operands.first(where: { $0.hasPrefix("@") }) {
            return "of what '\(file)' may hold"
        }
        switch self.operands {
        case .any: return nil
        case .atMost(let most): return operands.count > most ? "of its argument '\(operands[most])'" : nil
        case .oneOf(let known):
            if let other = operands.first(where: { !known.contains($0) }) {
                return "'\(other)' is not known as harmless"
            }
            return operands.isEmpty ? "what it would do is not said" : nil
        case .beginning(let sign):
            return operands.first { !$0.hasPrefix(sign) }.map { "of its argument '\($0)'" }
        }
    }

    /// Whether `text` is one of `except`, an abbreviation of one (as getopt_long takes it), or holds one among its letters.
    private static func isForbidden(_ text: String, _ except: [String]) -> Bool {
        let name = text.prefix { $0 != "=" }
        if text.hasPrefix("--") { return except.contains { $0.hasPrefix(name) } }
        return except.contains { other in
            if other.hasPrefix("--") { return false }
            return other.count == 2 ? text.dropFirst().contains(other.suffix(1)) : other == name
        }
    }

    /// Whether the option takes the next argument as its value; nil: it is not among `known`.
    private static func takesNext(_ text: String, _ next: String?, _ known: [String]) -> Bool? {
        let name = String(text.prefix { $0 != "=" })
        if known.contains(text) { return false }
        if known.contains(name + "=") { return name == text }
        if known.contains(name + "#") { return name == text && next?.allSatisfy(\.isNumber) == true }
        guard !text.hasPrefix("--") else { return nil }
        let short = String(text.prefix(2))
        let glued = text.dropFirst(2)
        if known.contains(short + "=") { return false }
        if known.contains(short + "#"), glued.allSatisfy(\.isNumber) { return false }
        return text.dropFirst().allSatisfy { known.contains("-\($0)") } ? false : nil
    }
}
