import CopilotModel
import CopilotPorts
import Glibc

/// The git repository around a folder: what is asked of it, and the refs that keep snapshots in it.
struct GitPlace {
    /// As the user has it.
    let git: GitProgram
    let root: String
    let repository: String
    /// nil: the same as the repository.
    let common: String?
    let objectFormat: String

    /// The most refs whose commits a snapshot keeps from being lost.
    static let mostParents = 5000

    /// Finds the repository that `folder` lies in; nil: in none.
    ///
    /// - Throws: if there is one that cannot be worked with.
    init?(around folder: String, scratch: String, environment: [String: String]) throws(WorkspaceError) {
        guard Self.isInRepository(folder) else { return nil }
        git = GitProgram(folder: folder, scratch: scratch, environment: environment)
        root = try Self.path(git, ["rev-parse", "--show-toplevel"], from: folder)
        repository = try Self.path(git, ["rev-parse", "--absolute-git-dir"], from: folder)
        let shared = try Self.path(git, ["rev-parse", "--git-common-dir"], from: folder)
        common = shared == repository ? nil : shared
        objectFormat = try git.line(["rev-parse", "--show-object-format"])
        let storage = try? git.line(["config", "--get", "extensions.refstorage"])
        guard storage == nil || storage == "" || storage == "files" else {
            throw WorkspaceError(
                message: "\(repository) keeps its refs as '\(storage ?? "")', of which no snapshot can be taken")
        }
    }

    private static func isInRepository(_ folder: String) -> Bool {
        var path = Array(folder.utf8)
        while true {
            if TreeWalk.exists(path + Array("/.git".utf8)) { return true }
            guard let slash = path.lastIndex(of: 0x2F) else { return false }
            if path.count == 1 { return false }
            path = Array(path[..<slash])
            if path.isEmpty { return TreeWalk.exists(Array("/.git".utf8)) }
        }
    }

    private static func path(_ git: GitProgram, _ words: [String], from folder: String) throws(WorkspaceError) -> String
    {
        var bytes = try git.run(words)
        if bytes.last == 0x0A { bytes.removeLast() }
        let text = String(decoding: bytes, as: UTF8.self)
        return try RealPath.of(text.hasPrefix("/") ? text : folder + "/" + text)
    }

    // MARK: What git knows

    /// The files that git knows, and those that it does not but would take.
    func known() throws(WorkspaceError) -> SnapshotLook.Known {
        let git = GitProgram(folder: root, scratch: git.scratch, environment: git.environment)
        func names(_ options: [String]) throws(WorkspaceError) -> Set<SnapshotPath> {
            Set(try git.run(["ls-files", "-z"] + options).split(separator: 0).map { SnapshotPath(.work, bytes: $0) })
        }
        return SnapshotLook.Known(
            tracked: try names([]), untracked: try names(["--others", "--exclude-standard"]))
    }

    /// What the index holds, as input of `update-index --index-info`: each version of each file.
    func indexed() throws(WorkspaceError) -> [UInt8] {
        let git = GitProgram(folder: root, scratch: git.scratch, environment: git.environment)
        var lines: [UInt8] = []
        for entry in try git.run(["ls-files", "-s", "-z"]).split(separator: 0) {
            guard let tab = entry.firstIndex(of: 0x09) else { continue }
            let fields = entry[..<tab].split(separator: 0x20)
            guard fields.count == 3, !fields[0].elementsEqual("160000".utf8) else { continue }
            lines += fields[0] + [0x20] + fields[1] + Array(" 0\tindex/".utf8)
            lines += fields[2] + [0x2F] + entry[(tab + 1)...] + [0]
        }
        return lines
    }

    /// The commits that refs and the stash lead to: a snapshot that has them as ancestors keeps them.
    func tips() -> [String] {
        var tips: [String] = []
        let format = "%(objecttype) %(objectname) %(*objecttype) %(*objectname) %(refname)"
        let lines = (try? git.run(["for-each-ref", "--format=\(format)"])) ?? []
        for line in lines.split(separator: 0x0A) {
            let words = String(decoding: line, as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
            guard words.count >= 5, !words[4].hasPrefix("refs/copilot/") else { continue }
            if words[0] == "commit" { tips.append(String(words[1])) }
            if words[2] == "commit" { tips.append(String(words[3])) }
        }
        if let head = try? git.line(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]), !head.isEmpty {
            tips.append(head)
        }
        // Older entries of the stash stand in no ref.
        for line in (FileWriting.read((common ?? repository) + "/logs/refs/stash") ?? []).split(separator: 0x0A) {
            let words = line.split(separator: 0x20, maxSplits: 2)
            if words.count > 1 { tips.append(String(decoding: words[1], as: UTF8.self)) }
        }
        var seen: Set<String> = []
        return Array(tips.filter { seen.insert($0).inserted }.prefix(Self.mostParents))
    }
}

/// The hidden refs of a repository, one a snapshot.
struct SnapshotRefs {
    /// The folder that refs lie in, absolute.
    let folder: String
    private static let prefix = "refs/copilot/snapshots/"

    static func name(of snapshot: String) -> String { prefix + snapshot }

    func write(_ snapshot: String, _ object: String) throws(WorkspaceError) {
        try write(ref: Self.name(of: snapshot), object)
    }

    private func write(ref: String, _ object: String) throws(WorkspaceError) {
        let path = folder + "/" + ref
        guard let slash = path.lastIndex(of: "/") else { return }
        try FileWriting.makeFolder(String(path[..<slash]))
        try FileWriting.replace(path, with: Array((object + "\n").utf8))
    }

    /// What a snapshot's ref names; nil: it is gone.
    func read(_ snapshot: String) -> String? {
        let name = Self.name(of: snapshot)
        if let bytes = FileWriting.read(folder + "/" + name) { return String(decoding: bytes, as: UTF8.self).trimmed }
        return PackedRefs.ours(in: FileWriting.read(folder + "/packed-refs") ?? []).first { $0.name == name }?.object
    }

    func remove(_ snapshot: String, git: GitProgram) {
        let name = Self.name(of: snapshot)
        let packed = PackedRefs.ours(in: FileWriting.read(folder + "/packed-refs") ?? [])
        if packed.contains(where: { $0.name == name }) { _ = try? git.run(["update-ref", "-d", name]) }
        unlink(folder + "/" + name)
        if let slash = name.lastIndex(of: "/") { rmdir(folder + "/" + name[..<slash]) }
    }

    /// Gives each of our refs that is only packed a file of its own, before what is packed is set back.
    func loosen() throws(WorkspaceError) {
        for (name, object) in PackedRefs.ours(in: FileWriting.read(folder + "/packed-refs") ?? [])
        where access(folder + "/" + name, F_OK) != 0 {
            try write(ref: name, object)
        }
    }
}

/// Paths without links in them.
enum RealPath {
    static func of(_ path: String) throws(WorkspaceError) -> String {
        guard let real = realpath(path, nil) else {
            throw WorkspaceError(message: "cannot find \(path): \(SystemText.of(errno))")
        }
        defer { free(real) }
        return String(cString: real)
    }
}
