package import CopilotModel

/// Where the things of a workspace lie.
package struct WorkspacePaths: Sendable, Hashable {
    /// The workspace itself, absolute.
    package var workspace: String

    package init(workspace: String) { self.workspace = workspace }

    /// The folder that holds all we keep in a workspace; mode 0700.
    package var folder: String { workspace + "/.copilot" }

    /// The database of runs and events.
    package var database: String { folder + "/state.sqlite" }

    /// Locked while a supervisor lives.
    package var lock: String { folder + "/lock" }

    /// The folder of a run's output; nil if the run's name is no plain file name.
    package func outputFolder(of run: RunID) -> String? {
        RunName.isPlain(run.rawValue) ? folder + "/runs/" + run.rawValue : nil
    }
}

/// What may stand in a run's name.
enum RunName {
    /// The longest name: see ``RunID/rawValue``.
    static let mostBytes = 80

    /// Whether `name` can be a file's name without leading anywhere else: `[A-Za-z0-9_.-]`, no leading dot.
    static func isPlain(_ name: String) -> Bool {
        name.utf8.count <= mostBytes && name.first != "." && TaskID.isValidPart(name)
    }
}
