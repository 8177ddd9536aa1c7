import Glibc

/// Where a path leads, as the kernel would go it: through all links, as far as there is something.
struct Whereabouts: Sendable, Hashable {
    /// What exists of it, without links.
    let base: String
    /// What is missing below `base`; never `..`.
    let rest: [String]
    /// Whether what follows could not be looked at for want of rights on `base`.
    let isBlocked: Bool

    /// The longest path and name that Linux takes: limits.h.
    static let mostBytes = 4095
    static let mostNameBytes = 255
    private static let mostParts = 128

    /// The whole path.
    var path: String { rest.isEmpty ? base : (base == "/" ? "" : base) + "/" + rest.joined(separator: "/") }
    var exists: Bool { rest.isEmpty }

    /// nil where nobody should go: an empty or overlong path, control characters, a loop of links, a link to nothing,
    /// `..` below what is missing.
    static func find(_ path: String, from directory: String) -> Whereabouts? {
        let full = path.first == "/" ? path : directory + "/" + path
        guard !path.isEmpty, full.first == "/", full.utf8.count <= mostBytes, !full.utf8.contains(where: isControl)
        else { return nil }
        let parts = full.split(separator: "/").map(String.init).filter { $0 != "." }
        guard parts.count <= mostParts, parts.allSatisfy({ $0.utf8.count <= mostNameBytes }) else { return nil }
        var isBlocked = false
        for count in stride(from: parts.count, through: 0, by: -1) {
            let rest = Array(parts[count...])
            if let base = real("/" + parts[..<count].joined(separator: "/")) {
                guard !rest.contains("..") else { return nil }
                let found = Whereabouts(base: base, rest: rest, isBlocked: isBlocked)
                return found.leadsToDeadLink ? nil : found
            }
            guard errno == ENOENT || errno == EACCES else { return nil }
            isBlocked = errno == EACCES
        }
        return nil
    }

    /// Whether it is `root`, which has no links, or something below.
    func isInside(_ root: String) -> Bool { Self.isPath(base, inside: root) }

    /// By their letters.
    static func isPath(_ path: String, inside root: String) -> Bool {
        path == root || path.hasPrefix(root == "/" ? "/" : root + "/")
    }

    /// The folder above; nil for the root.
    var parent: Whereabouts? {
        if !rest.isEmpty { return Whereabouts(base: base, rest: Array(rest.dropLast()), isBlocked: isBlocked) }
        guard base != "/", let slash = base.lastIndex(of: "/") else { return nil }
        return Whereabouts(base: slash == base.startIndex ? "/" : String(base[..<slash]), rest: [], isBlocked: false)
    }

    /// Whether a part of the path has one of these names.
    func passes(_ names: Set<String>) -> Bool {
        base.split(separator: "/").contains { names.contains(String($0)) } || rest.contains(where: names.contains)
    }

    private var leadsToDeadLink: Bool {
        guard let first = rest.first else { return false }
        var status = stat()
        return lstat((base == "/" ? "" : base) + "/" + first, &status) == 0 && !isBlocked
    }

    private static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7F }

    /// realpath(3); sets errno.
    static func real(_ path: String) -> String? {
        guard let text = realpath(path, nil) else { return nil }
        defer { free(text) }
        return String(validatingCString: text)
    }
}
