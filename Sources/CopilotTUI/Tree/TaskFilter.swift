import CopilotModel

/// What a filter line asks for: words that an id must contain and `status:` words, of which one must be its status.
///
/// `lint status:failed`; letters of ASCII match in either case.
struct TaskFilter: Sendable, Hashable {
    /// Lower-cased; each must be part of the id.
    let words: [String]
    /// Empty: any status.
    let statuses: Set<TaskStatus>
    /// `status:` words that name no status; with one nothing matches.
    let unknown: [String]

    /// Reads a filter line; nil if it is blank.
    init?(_ text: String) {
        var words: [String] = []
        var statuses: Set<TaskStatus> = []
        var unknown: [String] = []
        for part in text.lowercased().split(separator: " ") {
            guard part.hasPrefix("status:") else {
                words.append(String(part))
                continue
            }
            for name in part.dropFirst(7).split(separator: ",") {
                let found = Self.statuses(named: String(name))
                if found.isEmpty { unknown.append(String(name)) }
                statuses.formUnion(found)
            }
        }
        guard !words.isEmpty || !statuses.isEmpty || !unknown.isEmpty else { return nil }
        self.words = words
        self.statuses = statuses
        self.unknown = unknown
    }

    /// Statuses whose word in files or on the screen begins so: `fail`, `failed`, `run`, `done`.
    private static func statuses(named name: String) -> [TaskStatus] {
        TaskStatus.allCases.filter {
            $0.word.lowercased().hasPrefix(name) || StatusPresentation($0).word.hasPrefix(name)
        }
    }

    /// Whether a status is asked for.
    func allows(_ status: TaskStatus) -> Bool {
        unknown.isEmpty && (statuses.isEmpty || statuses.contains(status))
    }

    /// Whether the id has all the words.
    func matches(_ id: TaskID) -> Bool {
        guard !words.isEmpty else { return true }
        let text = id.description.lowercased()
        return words.allSatisfy(text.contains)
    }

    /// Whether every child of a fan-out of this name has all the words, whatever its number.
    func matchesAllChildren(of name: String) -> Bool {
        let text = name.lowercased()
        return words.allSatisfy(text.contains)
    }

    /// Whether a child of a fan-out of this name could have all the words.
    func couldMatchChildren(of name: String) -> Bool {
        let text = name.lowercased()
        return words.allSatisfy { word in
            text.contains(word) || word.utf8.contains { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x5B || $0 == 0x5D }
        }
    }
}
