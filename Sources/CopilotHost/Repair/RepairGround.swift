import CopilotModel
import CopilotPorts
import Glibc

/// Where mending is allowed: the workspace, and the task's folder for temporary files.
struct RepairGround: Sendable {
    /// Without links.
    let workspace: String
    /// The task's folder; may be missing, and may lie outside of the workspace.
    let directory: String
    /// TMPDIR without links; nil if it is not set, not there, or no folder to work in.
    let temporary: String?

    /// Where nobody but their owner mends: our own state, and what git and the package tools keep.
    static let untouchable: Set<String> = [".copilot", ".git", "node_modules", "site-packages"]

    /// nil if the workspace is not there, or is the whole machine.
    init?(_ place: RepairPlace) {
        guard place.workspace.first == "/", let real = Whereabouts.real(place.workspace), real != "/" else {
            return nil
        }
        workspace = real
        directory = place.directory.first == "/" ? place.directory : real
        let folder = place.environment["TMPDIR"] ?? ""
        temporary = folder.first == "/" ? Whereabouts.real(folder).flatMap { $0 == "/" ? nil : $0 } : nil
    }

    /// Where temporary files go when there is no room elsewhere.
    var temporaryFolder: String { workspace + "/.copilot/tmp" }
    /// Where Python packages go that a task needs and no environment of the workspace takes.
    var pythonFolder: String { workspace + "/.copilot/python" }

    /// Where a path leads; nil if out of the workspace, or where nobody mends.
    func inWorkspace(_ path: String) -> Whereabouts? {
        guard let at = Whereabouts.find(path, from: directory), at.isInside(workspace) else { return nil }
        return isUntouchable(at) ? nil : at
    }

    /// A folder that may be made: in the workspace, or in TMPDIR.
    func folder(_ path: String) throws(RepairError) -> Whereabouts {
        if let at = inWorkspace(path) { return at }
        if let temporary, let at = Whereabouts.find(path, from: directory), at.isInside(temporary) { return at }
        throw outside(path)
    }

    /// Something that exists in the workspace.
    func existing(_ path: String) throws(RepairError) -> String {
        guard let at = inWorkspace(path) else { throw outside(path) }
        guard at.exists else { throw RepairError(message: "\(ShownPath.text(path)) is not there") }
        return at.base
    }

    /// A lock in a `.git` folder of the workspace.
    func lock(_ path: String) throws(RepairError) -> String {
        guard let at = Whereabouts.find(path, from: directory), at.isInside(workspace) else { throw outside(path) }
        guard at.exists else { throw RepairError(message: "\(ShownPath.text(path)) is not there any more") }
        return at.base
    }

    private func isUntouchable(_ at: Whereabouts) -> Bool {
        let below = at.path.dropFirst(workspace.count).split(separator: "/")
        return below.contains { Self.untouchable.contains(String($0)) }
    }

    private func outside(_ path: String) -> RepairError {
        RepairError(message: "\(ShownPath.text(path)) is not a place in the workspace that may be changed")
    }
}
