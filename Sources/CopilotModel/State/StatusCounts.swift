/// How many tasks have each status.
package struct StatusCounts: Sendable, Hashable {
    /// One lane a status, by its raw value; the other lanes stay 0.
    private var lanes = SIMD16<Int32>()

    package init() {}

    package subscript(status: TaskStatus) -> Int {
        get { Int(lanes[Int(status.rawValue)]) }
        set { lanes[Int(status.rawValue)] = Int32(clamping: newValue) }
    }

    /// All of them.
    package var total: Int { TaskStatus.allCases.reduce(0) { $0 + self[$1] } }

    /// Those to which nothing more happens by itself.
    package var settled: Int { self[.succeeded] + self[.failed] + self[.skipped] + self[.blocked] }

    /// Takes one from `old` and adds one to `new`.
    mutating func move(from old: TaskStatus, to new: TaskStatus) {
        lanes[Int(old.rawValue)] &-= 1
        lanes[Int(new.rawValue)] &+= 1
    }

    /// The status of a group whose tasks are counted here.
    package var rollup: TaskStatus {
        if settled == total {
            if self[.failed] > 0 { return .failed }
            if self[.blocked] > 0 { return .blocked }
            return total > 0 && self[.skipped] == total ? .skipped : .succeeded
        }
        for status in [TaskStatus.running, .backingOff, .paused, .lost, .ready] where self[status] > 0 { return status }
        return .waiting
    }
}

extension StatusCounts: Codable {
    package init(from decoder: any Decoder) throws {
        let words = try decoder.singleValueContainer().decode([String: Int].self)
        for status in TaskStatus.allCases { self[status] = words[status.word] ?? 0 }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        let pairs = TaskStatus.allCases.map { ($0.word, self[$0]) }.filter { $0.1 != 0 }
        try container.encode(Dictionary(uniqueKeysWithValues: pairs))
    }
}
