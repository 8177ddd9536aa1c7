internal import Foundation

/// A line from standard input that a terminal does not show: for what must stand in no shell history and no list of processes.
enum UnseenLine {
    /// Reads it.
    ///
    /// - Throws: `UsageError` if there is none.
    static func read() throws -> String {
        var before = termios()
        let isTerminal = tcgetattr(STDIN_FILENO, &before) == 0
        if isTerminal {
            var unseen = before
            unseen.c_lflag &= ~tcflag_t(ECHO)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &unseen)
            Console.plainPrompt("answer (not shown): ")
        }
        defer {
            if isTerminal {
                tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
                Console.plainPrompt("\n")
            }
        }
        guard let line = readLine(strippingNewline: true) else {
            throw UsageError(message: "standard input ended before there was an answer")
        }
        return line
    }
}
