/// Reads lines that say that something is not there, and tells by the words around what it is.
enum AbsenceReader {
    /// What is missing by a line in lower case that ``rule`` fits.
    static func kind(of line: ArraySlice<UInt8>) -> (kind: FailureKind, strength: Int)? {
        guard line.count < 600 else { return nil }
        let words = words(of: line)
        for (known, kind, strength) in objects where !known.isDisjoint(with: words.plain) { return (kind, strength) }
        if words.hasPath { return (.missingPath, 62) }
        return (.unknownName, 47)
    }

    /// The words that say so; they stand among the rules so that one pass finds them too.
    static let rule = ErrorRule(
        id: "absence", kind: .unknownName, strength: 47,
        patterns: [
            "not found", "could not be found", "cannot be found", "can't be found", "does not exist",
            "doesn't exist", "could not find", "couldn't find", "cannot find", "can't find",
            "unable to find", "failed to find", "unable to locate", "could not locate", "cannot locate",
            "no * found", "no * present", "not exist", "find or open", "did not find",
            "not be located", "no longer exists", "is missing", "not present",
        ].map(LinePattern.init(_:)),
        examples: ["error: could not find the thing"])

    /// Words for things, the telling ones first.
    private static let objects: [(Set<String>, FailureKind, Int)] = [
        (["command", "program", "executable", "binary", "interpreter", "compiler"], .missingCommand, 64),
        (
            [
                "module", "modules", "library", "libraries", "crate", "gem", "plugin", "extension", "environment",
                "header", "sdk", "runtime", "interpreter", "driver",
            ], .missingModule, 63
        ),
        (
            [
                "package", "packages", "version", "versions", "dependency", "dependencies", "requirement",
                "distribution", "image", "artifact", "formula",
            ], .missingPackage, 63
        ),
        (
            [
                "file", "files", "directory", "folder", "path", "pipfile", "taskfile", "makefile", "dockerfile",
                "gemfile", "rakefile", "procfile", "vagrantfile", "jenkinsfile", "playbook", "repository",
            ], .missingPath, 61
        ),
        (["host", "hostname", "server", "domain"], .dns, 50),
        (["credentials", "password", "token", "key", "certificate", "identity"], .credentials, 52),
        (
            [
                "table", "column", "relation", "database", "user", "group", "role", "branch", "revision", "ref", "tag",
                "commit", "profile", "resource", "option", "namespace", "target", "task", "job", "unit", "service",
                "script", "schema", "device", "bucket", "object", "container", "session", "attribute", "field",
                "function", "method", "symbol", "type", "class",
            ], .unknownName, 62
        ),
    ]

    /// The words, and whether one of them looks like a path: `a/b`, `conf.ini`.
    private static func words(of line: ArraySlice<UInt8>) -> (plain: Set<String>, hasPath: Bool) {
        var plain: Set<String> = []
        var hasPath = false
        let breaks: Set<UInt8> = [0x20, 0x09, 0x27, 0x22, 0x60, 0x28, 0x29, 0x2C, 0x3B, 0x3A, 0x5B, 0x5D, 0x3C, 0x3E]
        for part in line.split(whereSeparator: { breaks.contains($0) }) {
            var word = part
            while let last = word.last, last == 0x2E || last == 0x21 || last == 0x3F { word = word.dropLast() }
            guard let first = word.first else { continue }
            if word.contains(0x2F), word.count > 1 { hasPath = true }
            if let dot = word.lastIndex(of: 0x2E), dot > word.startIndex || first == 0x2E {
                let ending = word[(dot + 1)...]
                if (1...6).contains(ending.count), ending.allSatisfy({ LinePattern.isWord($0) }),
                    ending.contains(where: { $0 >= 0x61 && $0 <= 0x7A })
                {
                    hasPath = true
                }
            }
            plain.insert(String(decoding: word, as: UTF8.self))
        }
        return (plain, hasPath)
    }
}
