import CopilotModel
import CopilotPorts

/// File systems without room.
extension RemedySearch {
    private static let full = [
        "no space left", "enospc", "errno 28]", "os error 28", "disk full", "disk is full", "quota exceeded", "edquot",
        "not enough space", "out of disk", "no free space",
    ]
    /// What a file system has at least that temporary files are sent to: 100 MB.
    static let leastRoom: Int64 = 100_000_000
    /// With more room than this a file system that nobody has named is not the one without room: 1 GB.
    static let mostRoom: Int64 = 1_000_000_000

    func room() -> [Remedy] {
        guard says(Self.full) || failure.reading?.recovery == .freeDisk else { return [] }
        let temporary = ground.temporary ?? "/tmp"
        guard let home = machine.space(ground.workspace) else { return [] }
        let there = machine.space(temporary)
        let named = lines.lazy.filter { Self.has($0.lowercased(), Self.full) }.flatMap(EvidencePaths.all).compactMap {
            path in Self.isWritten(path) ? Whereabouts.find(path, from: ground.directory) : nil
        }.first
        let isTemporary =
            named.map { $0.isInside(temporary) && !$0.isInside(ground.workspace) }
            ?? ((there?.availableBytes ?? .max) < Self.leastRoom && home.availableBytes >= Self.leastRoom)
        var found: [Remedy] = []
        if isTemporary, let there, there.device != home.device, home.availableBytes >= Self.leastRoom,
            place.environment["TMPDIR"] != ground.temporaryFolder
        {
            found.append(.temporaryFolder(path: ground.temporaryFolder))
            if named != nil { return found }
        }
        guard let target = named?.base ?? fullest() else { return found }
        let making = RoomMaking(place: place, ground: ground, machine: machine)
        if making.hasSomething(for: target, until: deadline) { found.append(.makeRoom(path: target)) }
        guard let device = machine.space(target)?.device else { return found }
        return found + making.caches(on: device, inside: false).map { .clearCache(tool: $0) }
    }

    /// Where a command writes that names no place when it finds no room: of all places that it may write to the one with
    /// the least room. nil if all have room: then it was another's, or it has been made meanwhile.
    private func fullest() -> String? {
        let words = CommandWords.all(place.command).prefix(64).filter { $0.contains("/") && Self.isWritten($0) }
        let mentioned = (place.outputs.prefix(64) + words).compactMap {
            Whereabouts.find($0, from: ground.directory)?.base
        }
        var best: (path: String, bytes: Int64)?
        for path in [ground.workspace, ground.temporary ?? "/tmp"] + mentioned {
            guard ContinuousClock.now < deadline, let bytes = machine.space(path)?.availableBytes,
                bytes < Self.mostRoom, bytes < best?.bytes ?? .max
            else { continue }
            best = (path, bytes)
        }
        return best?.path
    }

    /// Tools name themselves with a slash too: `/usr/bin/ld: final link failed: No space left on device`.
    private static func isWritten(_ path: String) -> Bool {
        path.contains("/") && !["/usr/", "/bin/", "/opt/", "/sbin/", "/dev/", "/proc/"].contains(where: path.hasPrefix)
    }
}
