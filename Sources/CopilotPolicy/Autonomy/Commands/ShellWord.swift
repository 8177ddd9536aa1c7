/// A word of a shell command, as the shell would pass it on, with what the shell would still do to it.
struct ShellWord: Equatable {
    /// Without its quotes and backslashes.
    var text = ""
    /// Whether it has `*`, `?` or `[` outside quotes: it stands for file names that exist.
    var hasGlob = false
    /// Whether a variable, a brace, a tilde or arithmetic stands in it, so that its text is not what is passed on.
    var isOpen = false
    /// The commands whose output it holds: `$(…)`, backticks.
    var substitutions: [String] = []

    /// Whether it is exactly ``text``.
    var isPlain: Bool { !hasGlob && !isOpen && substitutions.isEmpty }
}

/// What a command line is made of.
enum ShellToken: Equatable {
    case word(ShellWord)
    /// `&&`, `||`, `;`, `|`, `|&`, a line end.
    case separator(Separator)
    case open, close
    /// `>`, `2>&`, `<` …: the operator without the number before it; the target is the next word.
    case redirection(String)

    /// What stands between two commands.
    enum Separator: Equatable { case sequence, pipe }
}
