import CopilotModel

/// Why a file that a user wrote cannot be taken: all of its problems, each with its line and a remedy.
package struct ConfigFileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file as the user named it.
    package let file: String
    /// Ordered by line; at most ``mostShown``, never empty.
    package let problems: [FileProblem]
    /// How many more there are.
    package let omitted: Int

    /// The cap on ``problems``: a screenful.
    package static let mostShown = 20

    /// An error of `file` with these problems, of which the first ``mostShown`` by line are kept.
    package init(file: String, problems: [FileProblem], omitted: Int = 0) {
        self.file = file
        let sorted = problems.enumerated().sorted {
            ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset)
        }
        self.problems = sorted.prefix(Self.mostShown).map(\.element)
        self.omitted = omitted + max(0, problems.count - Self.mostShown)
    }

    /// A line a problem, `FILE:LINE: MESSAGE`, and what was left out. Safe to print.
    package var description: String {
        var lines = problems.map { problem in
            "\(file.shown(limit: 300)):\(problem.line.map { "\($0):" } ?? "") \(problem.message)"
        }
        if omitted > 0 { lines.append("and \(omitted) more") }
        return lines.joined(separator: "\n")
    }
}

/// What a mission file that cannot be run throws.
package typealias MissionFileError = ConfigFileError

/// One thing wrong in a file.
package struct FileProblem: Error, Sendable, Hashable {
    /// Counted from 1; nil if it is about the file as a whole.
    package let line: Int?
    /// What is wrong and what would mend it, in one sentence. Safe to print.
    package let message: String

    /// A problem on a line.
    package init(line: Int?, message: String) {
        self.line = line
        self.message = message
    }
}

/// Problems while they are collected: the first ``mostKept`` are kept, the others counted.
struct ProblemList {
    /// More than are ever shown, so that sorting by line shows the first ones.
    static let mostKept = 500

    private(set) var kept: [FileProblem] = []
    private(set) var count = 0

    /// Adds a problem. The message is made only if it is kept: a hostile file may have a million problems.
    mutating func add(_ line: Int?, _ message: @autoclosure () -> String) {
        count += 1
        if kept.count < Self.mostKept { kept.append(FileProblem(line: line, message: message())) }
    }

    /// Throws if there is any.
    func check(file: String) throws(ConfigFileError) {
        if count > 0 { throw ConfigFileError(file: file, problems: kept, omitted: count - kept.count) }
    }
}
