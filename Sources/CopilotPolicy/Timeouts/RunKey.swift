internal import CopilotModel

/// What a run is a repetition of: names from coarse to fine, such as mission template, task, command, size of the input.
///
/// History is kept under each of up to four levels: everything, the coarsest name, the last but one level, and the whole key.
package struct RunKey: Sendable, Hashable {
    /// Coarse to fine, joined by `/`.
    package let path: String
    /// The levels' hashes, coarse to fine; the first stands for everything. 1 to 4.
    let levels: [UInt64]
    /// How many UTF-8 bytes of `path` each level takes.
    let lengths: [Int]

    /// The hash that stands for everything.
    static let everything = FNV1a().value

    /// Bytes of a key; what comes after is left out.
    static let longest = 4096

    /// A key whose levels are parted by `/`; no level is the key itself.
    package init(path: String) {
        var hash = FNV1a()
        var all: [(hash: UInt64, length: Int)] = []
        var length = 0
        for byte in path.utf8.prefix(Self.longest) {
            if byte == UInt8(ascii: "/") { all.append((hash.value, length)) }
            hash.add(byte)
            length += 1
        }
        all.append((hash.value, length))
        if all.count > 3 { all.removeSubrange(1..<(all.count - 2)) }
        self.path = path
        levels = [Self.everything] + all.map(\.hash)
        lengths = [0] + all.map(\.length)
    }

    /// A key of names; a `/` in one of them parts levels, too.
    package init(_ names: [String]) { self.init(path: names.joined(separator: "/")) }

    /// A task's key: the mission's template, the task without its place in a fan-out, its command without what changes from
    /// run to run, and the size of its input by powers of two.
    package init(template: String, task: String, command: [String], inputBytes: Int? = nil) {
        let place = task.lastIndex(of: "[")
        let name = task.hasSuffix("]") ? String(place.map { task[..<$0] } ?? task[...]) : task
        var names = [template, name, CommandFingerprint.text(command)]
        if let inputBytes { names.append("2^\(Int.bitWidth - max(0, inputBytes).leadingZeroBitCount)") }
        self.init(names.map { $0.replacing("/", with: "∕") })
    }

    /// The level's name; empty: everything.
    package func name(level: Int) -> String {
        guard lengths.indices.contains(level) else { return path }
        return String(decoding: path.utf8.prefix(lengths[level]), as: UTF8.self)
    }
}
