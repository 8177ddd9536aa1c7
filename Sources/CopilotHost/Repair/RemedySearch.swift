import CopilotModel
import CopilotPorts
import Glibc

/// Looks at the machine for what may mend one failure.
struct RemedySearch {
    let failure: Failure
    let place: RepairPlace
    let ground: RepairGround
    let machine: RepairMachine
    let deadline: ContinuousClock.Instant

    /// All that fits, what fits the failure's category best first, without repetitions.
    func all(most: Int) -> [Remedy] {
        let isSettled: Bool
        switch failure.cause {
        case .exited, .signalled, .notStarted, .timedOut, .silent, .outputsMissing: isSettled = false
        case .itemsUnreadable, .stopped, .unanswered, .interrupted: isSettled = true
        }
        guard !isSettled else { return [] }
        var found: [Remedy] = []
        for remedy in inOrder() where found.count < most && !found.contains(remedy) { found.append(remedy) }
        return found
    }

    private func inOrder() -> [Remedy] {
        switch failure.category {
        case .filesystem: folders() + rights() + locks() + dependencies() + caches()
        case .permission: rights() + locks()
        case .resource: locks() + room() + caches()
        case .dependency: caches() + dependencies() + rights()
        case .network, .code, .validation: locks() + caches() + dependencies()
        case .unknown: locks() + rights() + folders() + room() + caches() + dependencies()
        case .timeout: locks()
        }
    }

    /// The lines that show it, at most ``Failure/Reading/mostEvidence``.
    var lines: [String] { failure.reading?.evidence ?? [] }

    /// Whether a line has one of these in it, in small letters.
    func says(_ words: [String]) -> Bool { lines.contains { Self.has($0.lowercased(), words) } }

    static func has(_ text: String, _ words: [String]) -> Bool {
        words.contains { word in text.utf8.count >= word.utf8.count && text.containsText(word) }
    }

    var exitCode: Int32? {
        if case .exited(let code) = failure.cause { code } else { nil }
    }

    var commandText: String {
        switch place.command {
        case .shell(let line): line
        case .arguments(let words): words.joined(separator: " ")
        }
    }

    /// The name or path of the command's program.
    var program: String? { CommandWords.program(place.command) }
}

extension StringProtocol {
    /// By bytes, letter for letter.
    func containsText(_ text: String) -> Bool {
        let hay = Array(utf8)
        let needle = Array(text.utf8)
        guard let first = needle.first, hay.count >= needle.count else { return needle.isEmpty }
        for start in 0...(hay.count - needle.count) where hay[start] == first {
            if hay[start..<(start + needle.count)].elementsEqual(needle) { return true }
        }
        return false
    }
}

/// A command by its words.
enum CommandWords {
    /// The most that is read of a command.
    static let mostBytes = 16 << 10

    /// Its words, roughly as a shell divides them: enough to find names in.
    static func all(_ command: TaskCommand) -> [String] {
        switch command {
        case .arguments(let words): return words
        case .shell(let line):
            return line.utf8.prefix(mostBytes).split { " \t\n;|&()<>\"'".utf8.contains($0) }
                .map { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// The first word that is no assignment.
    static func program(_ command: TaskCommand) -> String? {
        let words = all(command)
        switch command {
        case .arguments: return words.first
        case .shell: return words.first { !$0.contains("=") }
        }
    }
}
