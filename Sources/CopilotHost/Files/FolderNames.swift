import Glibc

/// What a folder holds.
enum FolderNames {
    /// The most names that are held at a time: what has more is not looked through.
    static let most = 1_000_000

    /// The names in it, in no order, without `.` and `..`; nil if it cannot be read, or has more than ``most``.
    static func all(in folder: String) -> [String]? {
        guard let entries = opendir(folder) else { return nil }
        defer { closedir(entries) }
        var names: [String] = []
        while let name = next(entries) {
            guard names.count < most else { return nil }
            names.append(name)
        }
        return names
    }

    /// The next name in a folder that is being read, without `.` and `..`; nil at its end.
    static func next(_ entries: OpaquePointer) -> String? {
        while let entry = readdir(entries) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { return name }
        }
        return nil
    }
}
