import CopilotModel

/// Finds a full-screen editor by the marks that each draws.
struct EditorReader: Sendable, Hashable {
    /// Leaves without saving.
    var leave: String
    var otherwise: String?
    /// Its name, for people.
    var name: String

    /// The bytes that leave it so that the command that opened it gives up too: git takes an editor's success for consent, and
    /// only vi's `:cq` is none. A new commit without a message is given up as well.
    ///
    /// nil: leaving would be taken for consent, and this editor has no other way out that is known.
    func leaving(for command: String?) -> String? {
        guard let command, LowerText(command).hasWord("git") else { return leave }
        let words = LowerText(command)
        let isTool = words.hasAny(["difftool", "mergetool"])
        if name == "vi" { return isTool ? "\u{1B}:qa!\r" : "\u{1B}:cq!\r" }
        let isNew =
            words.hasAny(["git commit", "git tag"])
            && !words.hasAny(["--amend", " -c ", "--reedit", "--reuse", " -t ", "--template", "--fixup", "--squash"])
        return isTool || isNew ? leave : nil
    }

    static func editor(in reading: ScreenReading) -> EditorReader? {
        let lines = reading.screen.lines
        guard lines.count >= 4 else { return nil }
        let bottom = LowerText(lines.suffix(5))
        if bottom.has("^x exit") || bottom.has("^g help") || bottom.has("^g get help") || bottom.has("^x quitter")
            || bottom.has("^x beenden")
        {
            let isModified = LowerText(lines.prefix(2)).hasAny(["modified", "modifié", "verändert", "*"])
            return EditorReader(leave: isModified ? "\u{18}n" : "\u{18}", otherwise: "\u{18}n", name: "nano")
        }
        let tildes = lines.count { $0 == "~" || $0.hasPrefix("~ ") && $0.utf8.allSatisfy { $0 == 0x7E || $0 == 0x20 } }
        let isInserting = bottom.hasAny(["-- insert --", "-- replace --", "-- visual --"])
        if tildes >= 3 || isInserting || tildes >= 1 && isFileLine(lines.last ?? "")
            || isFileLine(lines.last ?? "") && reading.screen.alternateScreen
        {
            return EditorReader(leave: "\u{1B}:q!\r", otherwise: "\u{1B}\u{1B}:qa!\r", name: "vi")
        }
        if bottom.hasAny(["-uu-:", "-uuu:", "-u:-", "-:--", "-:**", "(fundamental)", "(text fill)", "-uu@"]) {
            return EditorReader(leave: "\u{18}\u{03}", otherwise: "\u{18}\u{03}yes\r", name: "emacs")
        }
        if bottom.has("^k h for help") || LowerText(lines.prefix(2)).has("^k h for help")
            || LowerText(lines.prefix(2)).has("ctrl-k h for help")
        {
            return EditorReader(leave: "\u{03}", otherwise: "\u{03}y", name: "joe")
        }
        if let told = told(LowerText(lines.suffix(3) + lines.prefix(2))) { return told }
        if bottom.hasAny(["ctrl-g for help", "alt-g: bindings", "ft:unknown | unix"]) || bottom.has("| unix | utf-8") {
            return EditorReader(leave: "\u{11}", otherwise: "\u{11}n", name: "micro")
        }
        if bottom.has("1help") && bottom.has("10quit") && bottom.has("2save") {
            return EditorReader(leave: "\u{1B}0", otherwise: "\u{1B}[21~", name: "mcedit")
        }
        if reading.screen.alternateScreen, bottom.hasAny([" nor  ", " nor   ", " ins   "]), bottom.has("sel") {
            return EditorReader(leave: "\u{1B}:q!\r", name: "helix")
        }
        return nil
    }

    /// `Some Editor … Type ^X ^C to exit`.
    private static func told(_ edges: LowerText) -> EditorReader? {
        guard edges.has("editor"), let keys = FullScreenKeys.told(edges) else { return nil }
        return EditorReader(leave: keys, otherwise: keys + "n", name: "an editor")
    }

    /// vi's word about a file: `"name" 8L, 165B`, `"name" [New File]`.
    private static func isFileLine(_ line: String) -> Bool {
        guard line.hasPrefix("\""), let close = line.dropFirst().firstIndex(of: "\"") else { return false }
        let rest = LowerText(String(line[close...]))
        return rest.hasAny(["l, ", "lines", "[new", "line ", "all", "top", "bot", "b "])
    }
}
