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
        if isTemporary, let there, there.device != home.device, home.availableBytes >= Self.leastRoom,
            place.environment["TMPDIR"] != ground.temporaryFolder
        {
            return [.temporaryFolder(path: ground.temporaryFolder)]
        }
        let target = named?.base ?? (isTemporary ? temporary : ground.workspace)
        let making = RoomMaking(place: place, ground: ground, machine: machine)
        return making.hasSomething(for: target, until: deadline) ? [.makeRoom(path: target)] : []
    }

    /// Tools name themselves with a slash too: `/usr/bin/ld: final link failed: No space left on device`.
    private static func isWritten(_ path: String) -> Bool {
        path.contains("/") && !["/usr/", "/bin/", "/opt/", "/sbin/", "/dev/", "/proc/"].contains(where: path.hasPrefix)
    }
}
