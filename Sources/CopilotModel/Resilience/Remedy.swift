/// Something that mends what a failure points at. Whoever proposes one has looked whether it fits; the proof that it helped
/// is the next try.
package enum Remedy: Sendable, Hashable, Codable {
    /// A folder that is not there is made, with those above it: an absolute path.
    case makeFolder(path: String)
    /// Its owner may write it again (`u+w`, for a folder `u+wx`).
    case makeWritable(path: String)
    /// Its owner may run it (`u+x`).
    case makeExecutable(path: String)
    /// A lock whose owner is dead is removed.
    case removeLock(path: String)
    /// What a manifest of the project names is installed with its own tool (`pip`, `npm`, `cargo`, `go`).
    case install(tool: String, manifest: String)
    /// A tool's cache is emptied (`pip`, `npm`); whether it lies in the workspace, nil: no.
    case clearCache(tool: String, isInside: Bool? = nil)
    /// Room is made on the file system of a path from what is ours.
    case makeRoom(path: String)
    /// Temporary files go to another folder, where there is room.
    case temporaryFolder(path: String)

    /// What must be allowed for it.
    package var permission: RepairPermission {
        switch self {
        case .makeFolder, .temporaryFolder: .mkdir
        case .makeWritable, .makeExecutable: .chmod
        case .removeLock, .clearCache, .makeRoom: .cleanup
        case .install: .install
        }
    }

    /// Whether no level allows it by itself: it touches what others use, outside of the workspace.
    package var needsWord: Bool {
        switch self {
        case .clearCache(_, let isInside): isInside != true
        case .makeFolder, .makeWritable, .makeExecutable, .removeLock, .install, .makeRoom, .temporaryFolder: false
        }
    }

    /// What is done, in a few words: `make the folder out/`.
    package var summary: String {
        switch self {
        case .makeFolder(let path): "make the folder \(path)"
        case .makeWritable(let path): "make \(path) writable"
        case .makeExecutable(let path): "make \(path) executable"
        case .removeLock(let path): "remove the lock \(path), whose owner is dead"
        case .install(let tool, let manifest): "install what \(manifest) names with \(tool)"
        case .clearCache(let tool, _): "empty the cache of \(tool)"
        case .makeRoom(let path): "make room for \(path)"
        case .temporaryFolder(let path): "put temporary files into \(path)"
        }
    }
}
