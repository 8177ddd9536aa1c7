import CopilotModel
import CopilotPorts
import Glibc

/// Folders that are not there.
extension RemedySearch {
    /// What a line is about.
    private enum Intent { case writes, reads, unclear }

    /// Words with which tools say that they wanted to write, and with which they say that they wanted to read.
    private static let writing = [
        "creat", "cannot touch", "output", "writ", "mkdir", "tee: ", "cannot move", "cannot copy", "copyfile",
        "'w", "\"w", "'a'", "'x'", "save", "nonexistent", "failed to open the file", "symbolic link",
    ]
    private static let reading = [
        "cat: ", "head: ", "tail: ", "grep: ", "ls: ", "wc: ", "diff: ", "sort: ", "source: ", "cd: ", "rm: ",
        "rmdir: ",
        "cannot stat", "cannot access", "scandir", "stat ", "chdir", "'r'", "'rb'", "reading", "cannot read", "read_",
        "can't open file", "open('')", "open(\"\")", "cannot open input", "fatal error: ", "exec", "spawn ", "import",
        "require", "cannot find",
        "unlink", "rename", "readlink", "access ", "lstat", "input file",
    ]
    private static let missing = ["no such file", "nonexistent", "enoent", "errno 2]", "os error 2", "not a directory"]

    /// The most folders that may be missing on the way.
    private static let mostMissing = 8

    func folders() -> [Remedy] {
        if case .notStarted = failure.cause { return missingTaskFolder() }
        let isAbout = failure.category == .filesystem || says(Self.missing)
        guard isAbout else { return [] }
        let told = lines.map { line in
            let paths = EvidencePaths.all(in: line)
            return (intent: intent(of: line, about: paths), paths: paths)
        }
        // A line of the program itself may tell that what the error names was to be read.
        let read = Set(told.filter { $0.intent == .reads }.flatMap(\.paths))
        func first(_ intent: Intent) -> [Remedy] {
            told.filter { $0.intent == intent }.compactMap { line in
                line.paths.lazy.filter { intent == .writes || !read.contains($0) && !isInput($0) }
                    .compactMap(missingParent).first
            }
        }
        return first(.writes) + missingOutputFolders() + (exitCode == 127 ? [] : first(.unclear))
    }

    /// By the words around the paths.
    private func intent(of line: String, about paths: [String]) -> Intent {
        let words = paths.filter { $0.contains("/") }.reduce(line) { $0.replacing($1, with: "") }.lowercased()
        if Self.has(words, Self.writing) { return .writes }
        return Self.has(words, Self.reading) ? .reads : .unclear
    }

    /// Whether the command reads it by `<`, or it is a program's own part.
    private func isInput(_ path: String) -> Bool {
        let text = commandText
        return text.containsText("< \(path)") || text.containsText("<\(path)") || path.hasSuffix("package.json")
    }

    private func missingParent(of path: String) -> Remedy? {
        guard path.contains("/"), let at = allowed(path), at.rest.count > 1, let parent = at.parent else { return nil }
        return make(parent)
    }

    private func make(_ folder: Whereabouts) -> Remedy? {
        guard !folder.exists, !folder.isBlocked, folder.rest.count <= Self.mostMissing,
            folder.rest.allSatisfy(isLikely), isFolder(folder.base), access(folder.base, W_OK) == 0
        else { return nil }
        return .makeFolder(path: folder.path)
    }

    /// Nobody gives folders names that end so: it is a sentence that has been taken for a path.
    private func isLikely(_ name: String) -> Bool {
        name.trimmed == name && name.last != ":" && !name.containsText(": ")
    }

    private func allowed(_ path: String) -> Whereabouts? {
        if let at = ground.inWorkspace(path) { return at }
        guard let temporary = ground.temporary, let at = Whereabouts.find(path, from: ground.directory) else {
            return nil
        }
        return at.isInside(temporary) ? at : nil
    }

    private func missingOutputFolders() -> [Remedy] {
        place.outputs.filter { !$0.contains("*") && !$0.contains("?") }.prefix(64).compactMap(missingParent)
    }

    private func missingTaskFolder() -> [Remedy] {
        guard let at = ground.inWorkspace(place.directory), let remedy = make(at) else { return [] }
        return [remedy]
    }

    private func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
