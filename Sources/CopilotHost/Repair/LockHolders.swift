import Glibc

/// Looks through all processes for one that may hold a lock of git. What cannot be told counts as held.
struct LockHolders {
    let proc: String
    let deadline: ContinuousClock.Instant

    /// Who may hold it, in a few words; nil if it is proven that nobody does.
    ///
    /// A git process need not have it open: it is closed while hooks and editors run. So any that works in the repository
    /// counts. What other users have open cannot be seen unless they run git.
    func holder(of lock: StaleLock) -> String? {
        guard let processes = FolderNames.all(in: proc) else { return "processes cannot be looked at" }
        for pid in processes.lazy.compactMap({ Int32($0) }) {
            guard ContinuousClock.now < deadline else { return "there was no time to look at all processes" }
            if let words = git(pid, lock) { return words }
            if hasOpen(pid, lock) { return "process \(pid) has it open" }
        }
        return nil
    }

    /// The process that has locked a file by the system's own locks, as /proc/locks tells: `1: POSIX ADVISORY WRITE 42
    /// fd:00:1234 0 EOF`. A process out of sight is named -1 or 0.
    func systemLock(on path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        let place = ":\(status.st_ino)"
        for line in (SmallFile.text(proc + "/locks") ?? "").split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count >= 8, words[1] != "->", words[5].hasSuffix(place), isDevice(words[5], status.st_dev)
            else {
                continue
            }
            let name = (SmallFile.text("\(proc)/\(words[4])/comm") ?? "").trimmed
            return "\(name.isEmpty ? "a program" : name) (process \(words[4])) holds \(ShownPath.text(path))"
        }
        return nil
    }

    /// Whether `fd:00:1234` is of this device, in hexadecimal; some file systems tell another number there than by stat(2).
    private func isDevice(_ text: Substring, _ device: dev_t) -> Bool {
        let parts = text.split(separator: ":")
        guard parts.count == 3, let major = UInt64(parts[0], radix: 16), let minor = UInt64(parts[1], radix: 16) else {
            return false
        }
        let number = UInt64(device)
        // makedev(3) of Linux.
        return major == (number >> 8) & 0xFFF && minor == (number & 0xFF) | ((number >> 12) & 0xFFF00) || major == 0
    }

    private func git(_ pid: Int32, _ lock: StaleLock) -> String? {
        let folder = "\(proc)/\(pid)"
        let name = (SmallFile.text(folder + "/comm") ?? "").trimmed
        guard name == "git" || name.hasPrefix("git-"), ProcessTable(root: proc).identity(of: pid) != nil else {
            return nil
        }
        guard let place = Whereabouts.real(folder + "/cwd"), let words = SmallFile.text(folder + "/cmdline") else {
            return ProcessTable(root: proc).identity(of: pid) == nil ? nil : "git (process \(pid)) runs somewhere"
        }
        let isNear = lock.workFolders.contains { work in
            Whereabouts.isPath(place, inside: work) || Whereabouts.isPath(work, inside: place) || words.contains(work)
        }
        return isNear ? "git (process \(pid)) works in its repository" : nil
    }

    private func hasOpen(_ pid: Int32, _ lock: StaleLock) -> Bool {
        let folder = "\(proc)/\(pid)/fd"
        for file in FolderNames.all(in: folder) ?? [] {
            let link = folder + "/" + file
            // By name first: looking at a file itself may hang where its file system does.
            guard Self.target(link).contains(".lock") else { continue }
            var status = stat()
            if stat(link, &status) == 0, lock.isSame(status) { return true }
        }
        return false
    }

    static func target(_ link: String) -> String {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink(link, &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
