import CopilotModel

/// Tells whether a shell command that an AI agent wants to run is harmless: it only reads inside the workspace, or runs the
/// project's own tests, checks or build. Whatever is not fully understood is not harmless.
///
/// Symbolic links are not followed and the project's own scripts are trusted as much as the task itself is.
package enum CommandJudge {
    /// What was found, with the reason behind "because".
    package enum Verdict: Sendable, Hashable {
        case harmless(String)
        /// Not understood, or not harmless.
        case unknown(String)
        /// Known to destroy, publish or take over something.
        case dangerous(String)
    }

    /// Shells in shells, command substitutions and wrappers (`timeout 5 env …`) inside each other.
    private static let deepest = 4

    /// Judges `line`, which a shell would run in the workspace.
    ///
    /// - Parameter workspace: absolute; nil: unknown, so that only relative paths count as inside.
    package static func judge(_ line: String, workspace: String?) -> Verdict {
        judge(line, PathJudge(workspace: workspace), depth: 0)
    }

    static func judge(_ line: String, _ paths: PathJudge, depth: Int) -> Verdict {
        guard depth <= deepest else { return .unknown("commands are nested too deep in it") }
        let commands: [ShellCommand]
        do throws(ShellLexer.Refusal) {
            commands = try ShellLine(line).commands
        } catch {
            return DangerousPrograms.areNamed(in: line) ? .dangerous(error.why) : .unknown(error.why)
        }
        var result: Verdict?
        for command in commands {
            let verdict = ProgramJudge(command: command, paths: paths, depth: depth).verdict()
            result = result.map { worse($0, verdict) } ?? verdict
        }
        return result ?? .unknown("there is no command in it")
    }

    /// The one of two that weighs more; of two harmless ones the one that runs something.
    private static func worse(_ one: Verdict, _ other: Verdict) -> Verdict {
        switch (one, other) {
        case (.dangerous, _): one
        case (_, .dangerous): other
        case (.unknown, _): one
        case (_, .unknown): other
        case (.harmless(let why), .harmless): why == ProgramRule.Effect.builds.rawValue ? one : other
        }
    }
}
