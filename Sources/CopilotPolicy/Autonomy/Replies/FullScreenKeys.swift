import CopilotModel

/// The key that a full-screen program says it is left with.
enum FullScreenKeys {
    /// The bytes; nil: it says nothing.
    static func leaving(_ reading: ScreenReading) -> String? {
        let edges = LowerText(Array(reading.screen.lines.prefix(3) + reading.screen.lines.suffix(4)))
        if edges.hasAny(["f10quit", "10quit", "f10 quit", "f10:quit", "f10 exit"]) { return "\u{1B}[21~" }
        if edges.hasAny([
            "q:quit", "q quit", "[q]uit", "q: quit", "press q", "q=quit", "(q)uit", "q to quit", "'q' to", "q)uit",
            "<q>", "[q] ",
        ]) {
            return "q"
        }
        if edges.hasAny(["^q quit", "^q exit", "ctrl+q", "ctrl-q", "^q "]) { return "\u{11}" }
        if edges.hasAny(["^x exit", "ctrl+x"]) { return "\u{18}" }
        if edges.hasAny(["^c quit", "ctrl+c", "ctrl-c", "^c exit", "^c to"]) { return "\u{03}" }
        if edges.hasAny(["esc to", "esc exit", "esc quit", "esc: ", "[esc]"]) { return "\u{1B}" }
        return nil
    }
}

/// What ends a program that reads data from the terminal.
enum StdinPrograms {
    /// Whether end of input would make the command act on what it got: crontab replaces the table, mail sends.
    static func isEndRisky(_ command: String?) -> Bool {
        guard let command else { return false }
        return LowerText(command).hasAnyWord([
            "crontab", "mail", "mailx", "sendmail", "at", "batch", "xargs", "chpasswd", "passwd", "patch", "mysql",
            "psql", "restore", "import", "apply", "newusers", "chpasswd", "kubectl", "parallel", "sh",
            "bash",
        ])
    }
}
