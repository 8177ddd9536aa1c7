internal import Foundation
import Glibc

/// The packages of a Node project, and whether an installation would remove something that npm cannot fetch again: it removes
/// what its own record does not list, such as linked packages and what somebody has put there.
struct NodeModules {
    private let path: String

    /// The most bytes of npm's record that are read, and the most names that are compared.
    private static let mostBytes = 64 << 20
    private static let mostNames = 100_000

    init(in folder: String) { path = folder + "/node_modules" }

    var exists: Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// Whether all that is there stands in npm's record of it, `node_modules/.package-lock.json`; true if nothing is there.
    var isNpmsAlone: Bool {
        guard exists else { return true }
        guard let names = names() else { return false }
        if names.isEmpty { return true }
        let record = path + "/.package-lock.json"
        var status = stat()
        guard stat(record, &status) == 0, status.st_size <= Self.mostBytes,
            let data = FileManager.default.contents(atPath: record),
            let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
            let packages = object["packages"] as? [String: Any]
        else { return false }
        return names.allSatisfy { packages["node_modules/" + $0] != nil }
    }

    /// The packages at the top, `name` or `@scope/name`; nil if that cannot be told.
    private func names() -> [String]? {
        guard let top = FolderNames.all(in: path) else { return nil }
        var found: [String] = []
        for name in top where name.first != "." {
            if name.first == "@" {
                guard let inner = FolderNames.all(in: path + "/" + name) else { return nil }
                found += inner.filter { $0.first != "." }.map { name + "/" + $0 }
            } else {
                found.append(name)
            }
            if found.count > Self.mostNames { return nil }
        }
        return found
    }
}
