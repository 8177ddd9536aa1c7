import CopilotModel
import CopilotPorts
import Glibc

/// The cache of a package tool, of what can be fetched again.
struct ToolCache {
    let tool: String
    let place: RepairPlace
    let ground: RepairGround

    static let tools = ["pip", "npm"]

    /// Empties it by the tool itself, which knows its own locks.
    func clear(within time: Duration, cancellation: Cancellation) throws(RepairError) {
        let words: [String]
        switch tool {
        case "npm": words = ["npm", "cache", "clean", "--force"]
        case "pip":
            guard let python = PythonChoice(place: place, ground: ground) else {
                throw RepairError(message: "no Python is there to empty the cache of pip with")
            }
            words = [python.program, "-m", "pip", "cache", "purge"]
        default: throw RepairError(message: "nobody knows the cache of \(ShownPath.text(tool))")
        }
        try RepairCommand(
            words: words, environment: RepairEnvironment.quiet(place.environment), directory: ground.workspace,
            time: time, cancellation: cancellation
        ).run()
    }

    /// Whether it lies in the workspace; what others use lies elsewhere.
    var isInside: Bool {
        guard let folder, let real = Whereabouts.real(folder) else { return false }
        return Whereabouts.isPath(real, inside: ground.workspace)
    }

    /// Where it is; nil where it is not, or is empty.
    var folder: String? {
        let environment = place.environment
        let home = environment["HOME"] ?? ""
        let path: String
        switch tool {
        case "npm": path = (environment["npm_config_cache"] ?? home + "/.npm") + "/_cacache"
        case "pip": path = environment["PIP_CACHE_DIR"] ?? (environment["XDG_CACHE_HOME"] ?? home + "/.cache") + "/pip"
        default: return nil
        }
        guard path.first == "/", FolderNames.all(in: path)?.isEmpty == false else { return nil }
        return path
    }
}
