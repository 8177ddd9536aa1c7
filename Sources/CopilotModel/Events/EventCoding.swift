extension MissionEvent {
    /// The word for each case.
    package enum Kind: String, Sendable, CaseIterable {
        case created, configured, supervised, reloaded, pausing, paused, resumed, stopping, stopped, ended, braked,
            thawed, reopened, eased
    }

    package var kind: Kind {
        switch self {
        case .created: .created
        case .configured: .configured
        case .supervised: .supervised
        case .reloaded: .reloaded
        case .pausing: .pausing
        case .paused: .paused
        case .resumed: .resumed
        case .braked: .braked
        case .thawed: .thawed
        case .eased: .eased
        case .stopping: .stopping
        case .stopped: .stopped
        case .ended: .ended
        case .reopened: .reopened
        }
    }

    /// Writes the payload's keys into the encoder's object.
    package func encodePayload(to encoder: any Encoder) throws {
        switch self {
        case .created(let payload): try payload.encode(to: encoder)
        case .configured(let payload): try payload.encode(to: encoder)
        case .supervised(let payload): try payload.encode(to: encoder)
        case .reloaded(let payload): try payload.encode(to: encoder)
        case .pausing(let payload), .paused(let payload), .resumed(let payload): try payload.encode(to: encoder)
        case .braked(let payload): try payload.encode(to: encoder)
        case .thawed(let payload): try payload.encode(to: encoder)
        case .eased(let payload): try payload.encode(to: encoder)
        case .stopping(let payload), .stopped(let payload): try payload.encode(to: encoder)
        case .ended(let payload): try payload.encode(to: encoder)
        case .reopened(let payload): try payload.encode(to: encoder)
        }
    }

    /// Reads the payload of an event of this kind.
    package init(kind: Kind, payload decoder: any Decoder) throws {
        switch kind {
        case .created: self = .created(try RunHeader(from: decoder))
        case .configured: self = .configured(try RunSettings(from: decoder))
        case .supervised: self = .supervised(try Supervised(from: decoder))
        case .reloaded: self = .reloaded(try Reloaded(from: decoder))
        case .pausing: self = .pausing(try PauseRequest(from: decoder))
        case .paused: self = .paused(try PauseRequest(from: decoder))
        case .resumed: self = .resumed(try PauseRequest(from: decoder))
        case .braked: self = .braked(try Brake(from: decoder))
        case .thawed: self = .thawed(try Thawed(from: decoder))
        case .eased: self = .eased(try Eased(from: decoder))
        case .stopping: self = .stopping(try StopRequest(from: decoder))
        case .stopped: self = .stopped(try StopRequest(from: decoder))
        case .ended: self = .ended(try MissionResult(from: decoder))
        case .reopened: self = .reopened(try Reopened(from: decoder))
        }
    }
}

extension TaskEvent {
    /// The word for each case.
    package enum Kind: String, Sendable, CaseIterable {
        case ready, expanded, started, launched, ending, exited, succeeded, backingOff, failed, skipped, blocked,
            paused, resumed
        case prompted, answered, lost, reset, fellBack, remedied, recovered, protected, restored, checkpointed
    }

    package var kind: Kind {
        switch self {
        case .ready: .ready
        case .expanded: .expanded
        case .started: .started
        case .launched: .launched
        case .ending: .ending
        case .exited: .exited
        case .succeeded: .succeeded
        case .backingOff: .backingOff
        case .failed: .failed
        case .skipped: .skipped
        case .blocked: .blocked
        case .paused: .paused
        case .resumed: .resumed
        case .prompted: .prompted
        case .answered: .answered
        case .lost: .lost
        case .reset: .reset
        case .fellBack: .fellBack
        case .remedied: .remedied
        case .recovered: .recovered
        case .protected: .protected
        case .checkpointed: .checkpointed
        case .restored: .restored
        }
    }

    /// Whether events of this kind carry a payload.
    package var hasPayload: Bool {
        switch self {
        case .ready, .succeeded, .lost: false
        case .expanded, .started, .launched, .ending, .exited, .backingOff, .failed, .skipped, .blocked, .paused,
            .resumed, .prompted, .answered, .reset, .fellBack, .remedied, .recovered, .protected, .restored,
            .checkpointed:
            true
        }
    }

    /// Writes the payload's keys into the encoder's object.
    package func encodePayload(to encoder: any Encoder) throws {
        switch self {
        case .ready, .succeeded, .lost: break
        case .expanded(let payload): try payload.encode(to: encoder)
        case .started(let payload): try payload.encode(to: encoder)
        case .launched(let payload): try payload.encode(to: encoder)
        case .ending(let payload): try payload.encode(to: encoder)
        case .exited(let payload): try payload.encode(to: encoder)
        case .backingOff(let payload): try payload.encode(to: encoder)
        case .failed(let payload): try payload.encode(to: encoder)
        case .skipped(let payload): try payload.encode(to: encoder)
        case .blocked(let payload): try payload.encode(to: encoder)
        case .paused(let payload): try payload.encode(to: encoder)
        case .resumed(let payload): try payload.encode(to: encoder)
        case .prompted(let payload): try payload.encode(to: encoder)
        case .answered(let payload): try payload.encode(to: encoder)
        case .reset(let payload): try payload.encode(to: encoder)
        case .fellBack(let payload): try payload.encode(to: encoder)
        case .remedied(let payload): try payload.encode(to: encoder)
        case .recovered(let payload): try payload.encode(to: encoder)
        case .protected(let payload): try payload.encode(to: encoder)
        case .checkpointed(let payload): try payload.encode(to: encoder)
        case .restored(let payload): try payload.encode(to: encoder)
        }
    }

    /// Reads the payload of an event of this kind.
    package init(kind: Kind, payload decoder: any Decoder) throws {
        switch kind {
        case .ready: self = .ready
        case .succeeded: self = .succeeded
        case .lost: self = .lost
        case .expanded: self = .expanded(try Expanded(from: decoder))
        case .started: self = .started(try Started(from: decoder))
        case .launched: self = .launched(try Launched(from: decoder))
        case .ending: self = .ending(try Ending(from: decoder))
        case .exited: self = .exited(try Exited(from: decoder))
        case .backingOff: self = .backingOff(try BackingOff(from: decoder))
        case .failed: self = .failed(try Failed(from: decoder))
        case .skipped: self = .skipped(try Skipped(from: decoder))
        case .blocked: self = .blocked(try Blocked(from: decoder))
        case .paused: self = .paused(try Paused(from: decoder))
        case .resumed: self = .resumed(try Resumed(from: decoder))
        case .prompted: self = .prompted(try Prompted(from: decoder))
        case .answered: self = .answered(try Answered(from: decoder))
        case .reset: self = .reset(try Reset(from: decoder))
        case .fellBack: self = .fellBack(try FellBack(from: decoder))
        case .remedied: self = .remedied(try Remedied(from: decoder))
        case .recovered: self = .recovered(try Recovered(from: decoder))
        case .protected: self = .protected(try Protected(from: decoder))
        case .checkpointed: self = .checkpointed(try Checkpointed(from: decoder))
        case .restored: self = .restored(try Restored(from: decoder))
        }
    }
}

/// Just an event's payload, its kind known from elsewhere: what the journal keeps in its `body` column and the wire under `data`.
package struct EventPayload: Encodable {
    package var event: Event

    package init(_ event: Event) { self.event = event }

    package func encode(to encoder: any Encoder) throws {
        switch event {
        case .mission(let event): try event.encodePayload(to: encoder)
        case .task(_, let event): try event.encodePayload(to: encoder)
        }
    }
}

extension Event {
    /// Whether there is a payload at all.
    package var hasPayload: Bool {
        switch self {
        case .mission: true
        case .task(_, let event): event.hasPayload
        }
    }

    /// Reads an event whose kind and task stand beside its payload.
    ///
    /// - Throws: `DecodingError` if the kind is unknown, a task is missing, or the payload does not fit.
    package init(kind: String, task: TaskID?, payload decoder: any Decoder) throws {
        let parts = kind.split(separator: ".", maxSplits: 1).map(String.init)
        if parts.count == 2, parts[0] == "mission", let kind = MissionEvent.Kind(rawValue: parts[1]) {
            self = .mission(try MissionEvent(kind: kind, payload: decoder))
        } else if parts.count == 2, parts[0] == "task", let kind = TaskEvent.Kind(rawValue: parts[1]), let task {
            self = .task(task, try TaskEvent(kind: kind, payload: decoder))
        } else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "'\(kind)' is not a kind of event"))
        }
    }
}

/// On the wire and in `events` a record is one object: `sequence`, times, `kind`, `task`, and the payload under `data`.
extension EventRecord: Codable {
    private enum Key: String, CodingKey {
        case sequence, wallMilliseconds, monotonicMilliseconds, kind, task, data
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(sequence, forKey: .sequence)
        try container.encode(wallMilliseconds, forKey: .wallMilliseconds)
        try container.encode(monotonicMilliseconds, forKey: .monotonicMilliseconds)
        try container.encode(event.kind, forKey: .kind)
        try container.encodeIfPresent(event.task, forKey: .task)
        if event.hasPayload { try container.encode(EventPayload(event), forKey: .data) }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        sequence = try container.decode(Int64.self, forKey: .sequence)
        wallMilliseconds = try container.decode(Int64.self, forKey: .wallMilliseconds)
        monotonicMilliseconds = try container.decode(Int64.self, forKey: .monotonicMilliseconds)
        event = try Event(
            kind: container.decode(String.self, forKey: .kind),
            task: container.decodeIfPresent(TaskID.self, forKey: .task),
            payload: container.contains(.data) ? container.superDecoder(forKey: .data) : decoder)
    }
}
