import CopilotModel
import CopilotPorts
import Glibc

/// What a project's own manifest names and is not installed, and caches that are damaged.
extension RemedySearch {
    private static let python = ["no module named", "modulenotfounderror", "packagenotfounderror", "importerror"]
    private static let node = ["cannot find module", "module_not_found", "cannot find package", "module not found"]
    private static let cargo = ["no matching package", "failed to get `", "failed to load source", "can't find crate"]
    private static let go = [
        "missing go.sum entry", "no required module provides", "cannot find module providing", "cannot find package \"",
    ]
    private static let damaged = [
        "eintegrity", "integrity checksum", "do not match the hashes", "hash mismatch", "hashes mismatch", "corrupt",
        "sha512-", "checksum mismatch", "digest mismatch", "invalid cache", "badzipfile", "unexpected end of file",
    ]

    func dependencies() -> [Remedy] {
        if says(Self.python) { return manifests(["requirements.txt", "pyproject.toml"], "pip") }
        if says(Self.node), !isOwnModule { return nodeManifests() }
        if says(Self.cargo) { return manifests(["Cargo.toml"], "cargo") }
        if says(Self.go) { return manifests(["go.mod"], "go") }
        if exitCode == 127, let program, ["npm", "npx", "node"].contains(program) {
            return nodeManifests().filter { remedy in
                guard case .install(_, let manifest) = remedy else { return false }
                return access(Self.folder(of: manifest) + "/node_modules", F_OK) != 0
            }
        }
        return []
    }

    func caches() -> [Remedy] {
        // What is damaged may as well be data of the task: the tool has to say it of itself, in the same breath.
        let small = lines.map { $0.lowercased() }
        func isBy(_ tool: String, _ signs: [String]) -> [Remedy] {
            let isMeant = small.indices.contains { index in
                guard Self.has(small[index], Self.damaged) else { return false }
                return isOnly(tool)
                    || small[max(0, index - 1)...min(small.count - 1, index + 1)].contains { line in
                        Self.has(line, signs)
                    }
            }
            guard isMeant else { return [] }
            let cache = ToolCache(tool: tool, place: place, ground: ground)
            return [.clearCache(tool: tool, isInside: cache.isInside ? true : nil)]
        }
        return isBy("npm", ["npm err", "npm error", "npm warn", "_cacache"])
            + isBy("pip", ["do not match the hashes", "/pip/", "pip cache", "pip._"])
    }

    /// Whether the command is one call of a tool, and so all that it prints the tool's.
    private func isOnly(_ tool: String) -> Bool {
        let words = CommandWords.all(place.command)
        if case .shell(let line) = place.command, line.contains(where: { ";&|\n`$(".contains($0) }) { return false }
        guard let first = words.first(where: { !$0.contains("=") })?.lastPart else { return false }
        if first.hasPrefix(tool) { return true }
        guard first.hasPrefix("python"), let module = words.firstIndex(of: "-m") else { return false }
        return words.dropFirst(module + 1).first == tool
    }

    /// Where a module has to be named so that it could be installed; nil where it is, or nobody can tell.
    func advice() -> String? {
        let (names, signs): ([String], [String])
        if says(Self.python) {
            (names, signs) = (["requirements.txt", "pyproject.toml"], Self.python)
        } else if says(Self.node), !isOwnModule {
            (names, signs) = (["package.json"], Self.node)
        } else {
            return nil
        }
        let line = lines.first { Self.has($0.lowercased(), signs) } ?? ""
        let quoted = line.split(whereSeparator: { "'\"".contains($0) })
        guard quoted.count > 1, !quoted[1].contains(" ") else { return nil }
        // Of `a.b` the package is a; of `@scope/a/b` it is `@scope/a`.
        let name = quoted[1]
        let module =
            names.count > 1
            ? String(name.prefix { $0 != "." })
            : name.split(separator: "/").prefix(name.first == "@" ? 2 : 1).joined(separator: "/")
        func plain(_ text: String) -> String { text.lowercased().replacing("_", with: "-") }
        let found = manifests(names, names.count > 1 ? "pip" : "npm")
        let isNamed = found.contains { remedy in
            guard case .install(_, let manifest) = remedy else { return false }
            return plain(SmallFile.text(manifest) ?? "").containsText(plain(module))
        }
        if isNamed || module.isEmpty { return nil }
        return "no \(names.joined(separator: " or ")) of the workspace names '\(ShownPath.text(module))': "
            + "what is named there can be installed (allow: [install])"
    }

    /// A module that is named by its path is the project's own: installing brings none.
    private var isOwnModule: Bool {
        lines.contains { line in
            let small = line.lowercased()
            guard Self.has(small, Self.node) else { return false }
            return EvidencePaths.all(in: line).first.map { $0.first == "." || $0.first == "/" } ?? false
        }
    }

    /// Projects of other package managers are left to them.
    private func nodeManifests() -> [Remedy] {
        manifests(["package.json"], "npm").filter { remedy in
            guard case .install(_, let manifest) = remedy else { return false }
            let folder = Self.folder(of: manifest)
            return NodeModules(in: folder).isNpmsAlone
                && !["yarn.lock", "pnpm-lock.yaml", "bun.lockb", "bun.lock"].contains {
                    access(folder + "/" + $0, F_OK) == 0
                }
        }
    }

    /// The nearest ones from the task's folder up to the workspace.
    private func manifests(_ names: [String], _ tool: String) -> [Remedy] {
        var folders: [String] = []
        var at = ground.inWorkspace(ground.directory)
        while let here = at, here.isInside(ground.workspace), folders.count < 32 {
            folders.append(here.path)
            at = here.parent
        }
        if folders.last != ground.workspace { folders.append(ground.workspace) }
        return names.compactMap { name in
            folders.lazy.map { $0 + "/" + name }.first { Manifest.isUsable($0, tool: tool, in: ground) }
        }.map { .install(tool: tool, manifest: $0) }
    }

    static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? path
    }
}

extension StringProtocol {
    /// What follows the last slash.
    var lastPart: String { lastIndex(of: "/").map { String(self[index(after: $0)...]) } ?? String(self) }
}

/// Files in which projects name what they need.
enum Manifest {
    /// Whether a plain file of the workspace names something for a tool.
    static func isUsable(_ path: String, tool: String, in ground: RepairGround) -> Bool {
        var status = stat()
        guard let at = ground.inWorkspace(path), at.exists, lstat(at.base, &status) == 0,
            status.st_mode & S_IFMT == S_IFREG, status.st_size > 0
        else { return false }
        let name = at.base.lastPart
        switch tool {
        case "pip":
            if name == "pyproject.toml" {
                // One that only sets up tools names nothing to install.
                let text = SmallFile.text(at.base) ?? ""
                return text.containsText("[project]") || text.containsText("[build-system]")
            }
            return name.hasPrefix("requirements") && name.hasSuffix(".txt")
        case "npm": return name == "package.json"
        case "cargo": return name == "Cargo.toml"
        case "go": return name == "go.mod"
        default: return false
        }
    }
}
