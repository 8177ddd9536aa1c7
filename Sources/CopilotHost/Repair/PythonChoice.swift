import CopilotModel
import CopilotPorts
import Glibc

/// The Python that a task's command runs in.
struct PythonChoice {
    let program: String
    /// Whether it belongs to a virtual environment in the workspace, so that it may be installed into.
    let isOurs: Bool

    /// An active environment comes first, then one that the command activates or runs, then `python3` on its PATH.
    init?(place: RepairPlace, ground: RepairGround) {
        let words = CommandWords.all(place.command)
        var programs: [String] = []
        if let active = place.environment["VIRTUAL_ENV"], active.first == "/" {
            programs.append(active + "/bin/python")
        }
        for word in words.prefix(64) {
            if word.hasSuffix("/bin/activate") {
                programs.append(word.dropLast("activate".count) + "python")
            } else if Self.isPython(word.lastPart) {
                programs.append(word)
            } else if Self.isPip(word.lastPart), word.contains("/") {
                programs.append(word.dropLast(word.lastPart.count) + "python")
            }
        }
        programs += ["python3", "python"]
        let found = programs.lazy.compactMap { ProgramSearch.find($0, place.environment, from: ground.directory) }.first
        guard let found else { return nil }
        program = found
        isOurs = Self.environment(of: found).map { Whereabouts.isPath($0, inside: ground.workspace) } ?? false
    }

    /// The virtual environment that a program lies in, without links: PEP 405.
    private static func environment(of program: String) -> String? {
        guard let bin = Whereabouts.real(RemedySearch.folder(of: program)) else { return nil }
        let folder = RemedySearch.folder(of: bin)
        return access(folder + "/pyvenv.cfg", R_OK) == 0 ? folder : nil
    }

    private static func isPython(_ name: String) -> Bool {
        name.hasPrefix("python") && name.dropFirst(6).allSatisfy { $0.isNumber || $0 == "." }
    }

    private static func isPip(_ name: String) -> Bool {
        name.hasPrefix("pip") && name.dropFirst(3).allSatisfy { $0.isNumber || $0 == "." }
    }
}
