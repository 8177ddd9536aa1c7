import CopilotModel

/// Tells a command prompt: an interpreter, a shell, a debugger, a client.
enum ReplReader {
    /// Whether the line at the cursor is one, by its look.
    static func isPrompt(_ reading: ScreenReading) -> Bool {
        guard reading.isBehindQuestion, !reading.asking.isEmpty, reading.asking.utf8.count <= 90 else { return false }
        let line = reading.asking
        let text = reading.asked
        if line.hasPrefix("? ") || text.hasAnyStem(["enter ", "select", "choose", "password"]) { return false }
        if let choices = ChoiceReader.choices(in: line), choices.form != .defaultOnly, !text.has("for help") {
            return false
        }
        if text.has("for help):") || text.has("for help]:") || text.begins(with: "command") && text.ends(with: ":") {
            return true
        }
        if ["->", "'>", "\">", "`>", "->>"].contains(line) { return true }
        guard let last = line.unicodeScalars.last, !isInstructed(reading) else { return false }
        let words = line.split(separator: " ").count
        switch last {
        case ">", "λ", "➜", "⟩":
            return (words <= 4 || words <= 6 && text.has("] ")) && !text.has("->") && !looksLikeField(line)
        case "❯": return words <= 5
        case "›", "»": return words <= 2
        case "$", "%", "#", "@": return words <= 5 && (reading.gapBeforeCursor == 1 || line.utf8.count == 1)
        case ")": return isParenthesised(line) && reading.gapBeforeCursor <= 1
        case ":":
            return text.begins(with: "in [") || words == 1 && line.utf8.count <= 12 && reading.gapBeforeCursor >= 2
        case ".": return line == "..." || line == "....:" || line.hasSuffix("...") && words == 1 && line.utf8.count <= 6
        case "]": return false
        default: return false
        }
    }

    /// `Enter a name for the remote.` above `name>`: one answer is wanted, not commands.
    private static func isInstructed(_ reading: ScreenReading) -> Bool {
        guard let index = reading.askingIndex, index > 0, reading.asking.utf8.count <= 24,
            reading.asking.dropLast().allSatisfy({ $0.isLetter || $0 == "_" || $0 == " " }),
            reading.asking.utf8.count > 1
        else { return false }
        let above = LowerText(ScreenReading.trimmed(reading.lines[index - 1]))
        return ["enter ", "choose ", "option ", "select ", "specify ", "provide ", "type the", "type a "].contains {
            above.begins(with: $0)
        } && !above.hasAny(["help", "quit", "exit", "command", "statement"])
    }

    /// `(Pdb)`, `(gdb)`, `(lldb)`, `(parted)`.
    private static func isParenthesised(_ line: String) -> Bool {
        line.hasPrefix("(") && !line.dropFirst().dropLast().contains("(") && line.utf8.count <= 24
            && line.utf8.count >= 4
            && !line.contains("/")
    }

    /// `<name>`: a place holder, or an address.
    private static func looksLikeField(_ line: String) -> Bool {
        line.contains("<") && !line.contains("DB<") && !line.hasSuffix(">>")
    }

    /// How the interpreter is left, by its prompt and the process that shows it.
    static func leaving(_ reading: ScreenReading, process: String?) -> (send: String, otherwise: String?) {
        let text = reading.asked
        let name = process ?? ""
        let isContinuation =
            text.ends(with: "...") || text.ends(with: "...>") || text.ends(with: "->") || text.begins(with: "dquote>")
            || text.begins(with: "quote>")
        if text.ends(with: "...>") { return ("\u{03}", "\u{03}\u{04}") }
        if isContinuation {
            return clearing(reading).map { ($0 + "\r" + (told(reading)?.send ?? "exit\r"), "\u{03}\u{04}") }
                ?? ("\u{03}\u{04}", "\u{04}")
        }
        if let told = told(reading) { return told }
        if text.has("for help):") || text.has("for help]:") { return ("q\r", "quit\r") }
        if text.hasAny(["(pdb", "ipdb>", "(rdb", "db<", "(byebug)", "bashdb<", "(pdb++)"]) { return ("q\r", "\u{04}") }
        if text.hasAny(["(gdb)", "(lldb)", "(parted)", "gnuplot>", "debugfs:", "telnet>", "(dlv)", "(parted)"]) {
            return ("quit\r", "\u{04}")
        }
        if text.hasAny(["sftp>", "ftp>"]) { return ("bye\r", "\u{04}") }
        if text.ends(with: ">>>") { return ("\u{04}", "exit()\r") }
        if name.hasPrefix("beam") || name == "erl" { return ("q().\r", "halt().\r") }
        if name == "sqlite3" || text.begins(with: "sqlite>") || name == "node" && text.ends(with: ">") {
            return (".exit\r", "\u{04}")
        }
        if name == "ocaml" || name == "ocamlrun" { return ("exit 0;;\r", "\u{04}") }
        if name == "ed" { return ("Q\r", "q\r") }
        if name == "psql" || text.ends(with: "=#") || text.ends(with: "=>") { return ("\\q\r", "\u{04}") }
        if name == "R" { return ("q(\"no\")\r", "\u{04}") }
        if name == "telnet" { return ("\u{1D}", "quit\r") }
        return ("\u{04}", "exit\r")
    }

    /// What drops the statement that was begun, as the banner says: `'\c' to clear the current input`.
    private static func clearing(_ reading: ScreenReading) -> String? {
        for line in reading.lastTexts(12) {
            guard let place = line.firstRange(of: "to clear the current") else { continue }
            return QuotedWords.words(in: String(line[..<place.lowerBound])).last.flatMap {
                $0.utf8.count <= 8 ? $0 : nil
            }
        }
        return nil
    }

    /// What the banner says: `"exit" to leave`, `type 'quit' to exit`.
    private static func told(_ reading: ScreenReading) -> (send: String, otherwise: String?)? {
        for line in reading.lastTexts(12).reversed() {
            let text = LowerText(line)
            guard text.hasAny(["to exit", "to quit", "to leave", "pour quitter", "zum beenden", "para salir"]) else {
                continue
            }
            let words = QuotedWords.words(in: line)
            let known = words.first { word in
                [
                    "exit", "quit", "q", "bye", "\\q", ".exit", ".quit", ":q", ":quit", "exit()", "quit()", "/exit",
                    "/quit", "logout", ":exit",
                ].contains(word.lowercased())
            }
            if let known { return (known + "\r", "\u{04}") }
        }
        return nil
    }
}
