import CopilotModel
import CopilotPorts
import Glibc

/// Makes room from what is ours and can be made again: temporary files of ended tasks, and caches of package tools in the
/// workspace.
struct RoomMaking {
    let place: RepairPlace
    let ground: RepairGround
    let machine: RepairMachine

    /// Younger temporary files stay.
    static let leastAgeSeconds = 600

    /// Whether something is there to be removed on the file system of a path that exists.
    func hasSomething(for path: String, until deadline: ContinuousClock.Instant) -> Bool {
        guard let device = machine.space(path)?.device else { return false }
        return !leftovers(on: device, until: deadline).isEmpty || !caches(on: device, inside: true).isEmpty
    }

    /// Removes it.
    ///
    /// - Throws: if nothing was freed.
    func makeRoom(for path: String, cancellation: Cancellation = Cancellation()) throws(RepairError) {
        guard let at = Whereabouts.find(path, from: ground.directory), let before = machine.space(at.base) else {
            throw RepairError(message: "the file system of \(ShownPath.text(path)) cannot be looked at")
        }
        let deadline = ContinuousClock.now + LocalRepairCrew.otherTime
        var isFreed = false
        for name in leftovers(on: before.device, until: deadline) where !cancellation.isCancelled {
            var removal = TreeRemoval(device: before.device, deadline: deadline)
            removal.remove(name, in: ground.temporaryFolder)
            isFreed = isFreed || removal.freedBytes > 0
        }
        for tool in caches(on: before.device, inside: true)
        where ContinuousClock.now < deadline && !cancellation.isCancelled {
            try? ToolCache(tool: tool, place: place, ground: ground).clear(
                within: deadline - ContinuousClock.now, cancellation: cancellation)
        }
        if isFreed { return }
        guard let after = machine.space(at.base), after.availableBytes > before.availableBytes else {
            throw RepairError(message: "nothing of ours could be removed to make room")
        }
    }

    func caches(on device: UInt64, inside: Bool) -> [String] {
        ToolCache.tools.filter { tool in
            let cache = ToolCache(tool: tool, place: place, ground: ground)
            return cache.isInside == inside && cache.folder.flatMap { machine.space($0)?.device } == device
        }
    }

    /// What nobody uses of our folder for temporary files, by name; nothing while a living process has it as its TMPDIR.
    private func leftovers(on device: UInt64, until deadline: ContinuousClock.Instant) -> [String] {
        let folder = ground.temporaryFolder
        guard Whereabouts.real(folder) == folder, machine.space(folder)?.device == device,
            let entries = FolderNames.all(in: folder)
        else { return [] }
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        var names: [String] = []
        for name in entries where names.count < 10_000 {
            var status = stat()
            guard lstat(folder + "/" + name, &status) == 0, status.st_uid == geteuid(),
                now.tv_sec &- max(status.st_mtim.tv_sec, status.st_ctim.tv_sec) >= Self.leastAgeSeconds
            else { continue }
            names.append(name)
        }
        return names.isEmpty || isUsed(folder, until: deadline) ? [] : names
    }

    private func isUsed(_ folder: String, until deadline: ContinuousClock.Instant) -> Bool {
        guard let processes = FolderNames.all(in: machine.proc) else { return true }
        for pid in processes.lazy.compactMap({ Int32($0) }) {
            guard ContinuousClock.now < deadline else { return true }
            let process = "\(machine.proc)/\(pid)"
            if SmallFile.text(process + "/environ")?.containsText("TMPDIR=" + folder) ?? false { return true }
            if LockHolders.target(process + "/cwd").hasPrefix(folder) { return true }
            if hasOpen(process + "/fd", folder) { return true }
        }
        return false
    }

    private func hasOpen(_ path: String, _ folder: String) -> Bool {
        // A folder that is looked into right now, such as this one by ourselves, is not used.
        (FolderNames.all(in: path) ?? []).contains { LockHolders.target(path + "/" + $0).hasPrefix(folder + "/") }
    }
}
