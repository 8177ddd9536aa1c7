internal import CopilotModel
internal import CopilotPolicy
internal import CopilotPorts

/// Finds out why a try failed, from its end, its output and what that points at, and mends what can be. Everything here blocks.
struct FailureDoctor: Sendable {
    let hub: OutputHub
    let output: any OutputStore
    let crew: (any RepairCrew)?
    let clock: any EngineClock
    let zone: @Sendable (String, Int64) -> Int?
    let memory: MemoryWitness

    func diagnose(
        _ key: AttemptKey, _ failure: Failure, status: ExitReport.Status?, at place: RepairPlace
    ) -> Diagnosis {
        let read = read(key, failure, status: status, at: place)
        return Diagnosis(
            failure: read, connectivity: read.category == .network ? crew?.connectivity() : nil,
            remedies: crew?.remedies(for: read, at: place) ?? [], lockHolder: crew?.lockHolder(for: read, at: place))
    }

    /// What its output says, where its end alone does not say it all.
    private func read(
        _ key: AttemptKey, _ failure: Failure, status: ExitReport.Status?, at place: RepairPlace
    ) -> Failure {
        switch failure.cause {
        case .exited, .signalled: break
        case .notStarted, .timedOut, .silent, .outputsMissing, .itemsUnreadable, .stopped, .unanswered, .interrupted:
            return failure
        }
        guard let status else { return failure }
        let now = clock.now()
        // After a crash nobody has seen it but the store.
        let output =
            hub.failureOutput(of: key)
            ?? FailureOutput(
                self.output.tail(of: key.task, attempt: key.attempt, limit: FailureOutput.mostTailBytes).bytes)
        return ErrorClassifier.classify(
            FailureEvidence(
                status: status, isOutOfMemoryKill: memory.explains(status, kills: crew?.outOfMemoryKills()),
                command: place.command.summary, output: output, wallMilliseconds: now.wallMilliseconds,
                zoneSeconds: now.zoneSeconds, zone: { [zone] in zone($0, now.wallMilliseconds) }))
    }

    func apply(_ remedy: Remedy, at place: RepairPlace, cancellation: Cancellation) -> RemedyOutcome {
        crew?.apply(remedy, at: place, cancellation: cancellation) ?? .failed(reason: "nobody is there to do it")
    }

    /// - Returns: why they could not be put in place; nil: they are.
    func put(_ outputs: [DefaultOutput], at place: RepairPlace) -> String? {
        guard let crew else { return "nobody is there to do it" }
        do {
            try crew.put(outputs, at: place)
            return nil
        } catch {
            return error.message
        }
    }

    func connectivity() -> Connectivity { crew?.connectivity() ?? .online }
}
