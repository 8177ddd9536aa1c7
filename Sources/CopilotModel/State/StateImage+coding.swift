/// Numbers that every task has are packed columns, the rest is plain.
extension StateImage: Codable {
    private enum Key: String, CodingKey {
        case version, mission, run, settings, supervisor, status, expansions, statuses, attempts, tries, started, ended,
            details, reports, failures, promptCounts, brakes, recoveryCounts
        case sequence, updatedAt
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        func column(_ key: Key) throws -> [Int64] { try container.decode(PackedIntegers.self, forKey: key).values }
        version = try container.decode(Int.self, forKey: .version)
        mission = try container.decodeIfPresent(Mission.self, forKey: .mission)
        run = try container.decodeIfPresent(RunHeader.self, forKey: .run)
        settings = try container.decodeIfPresent(RunSettings.self, forKey: .settings)
        supervisor = try container.decodeIfPresent(MissionEvent.Supervised.self, forKey: .supervisor)
        status = try container.decode(MissionStatus.self, forKey: .status)
        expansions = try container.decode([Int: MissionState.Expansion].self, forKey: .expansions)
        statuses = try column(.statuses).map { UInt8(clamping: $0) }
        attempts = try column(.attempts).map(Int.init)
        tries = try column(.tries).map(Int.init)
        started = try column(.started)
        ended = try column(.ended)
        details = try container.decode([Int: TaskDetail].self, forKey: .details)
        reports = try container.decode(ExitReportColumns.self, forKey: .reports)
        failures = try container.decode([FailureEntry].self, forKey: .failures)
        promptCounts = try container.decodeIfPresent(PromptCounts.self, forKey: .promptCounts)
        brakes = try container.decodeIfPresent([Brake].self, forKey: .brakes)
        recoveryCounts = try container.decodeIfPresent(RecoveryCounts.self, forKey: .recoveryCounts)
        sequence = try container.decode(Int64.self, forKey: .sequence)
        updatedAt = try container.decode(Int64.self, forKey: .updatedAt)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(version, forKey: .version)
        try container.encodeIfPresent(mission, forKey: .mission)
        try container.encodeIfPresent(run, forKey: .run)
        try container.encodeIfPresent(settings, forKey: .settings)
        try container.encodeIfPresent(supervisor, forKey: .supervisor)
        try container.encode(status, forKey: .status)
        try container.encode(expansions, forKey: .expansions)
        try container.encode(PackedIntegers(statuses), forKey: .statuses)
        try container.encode(PackedIntegers(attempts), forKey: .attempts)
        try container.encode(PackedIntegers(tries), forKey: .tries)
        try container.encode(PackedIntegers(started), forKey: .started)
        try container.encode(PackedIntegers(ended), forKey: .ended)
        try container.encode(details, forKey: .details)
        try container.encode(reports, forKey: .reports)
        try container.encode(failures, forKey: .failures)
        try container.encodeIfPresent(promptCounts, forKey: .promptCounts)
        try container.encodeIfPresent(brakes, forKey: .brakes)
        try container.encodeIfPresent(recoveryCounts, forKey: .recoveryCounts)
        try container.encode(sequence, forKey: .sequence)
        try container.encode(updatedAt, forKey: .updatedAt)
    }
}
