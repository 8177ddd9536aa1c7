internal import CopilotModel
internal import CopilotPorts

/// Takes a run up where its journal left it.
enum ContinuationEngine {
    /// What leftovers of a dead supervisor are given between TERM and KILL.
    static let sweepGrace: Duration = .seconds(2)

    /// Ends what an earlier supervisor left behind, so that nothing runs twice side by side.
    ///
    /// Processes that the journal knows are only trusted if the machine has not been booted since.
    ///
    /// - Returns: how many were ended.
    static func sweep(_ setup: EngineSetup, executor: any TaskExecutor) async -> Int {
        guard setup.state.run != nil else { return 0 }
        let isSameBoot = setup.state.supervisor?.boot == setup.supervised.boot
        let known = isSameBoot ? setup.state.tasks.indices.compactMap { setup.state.tasks[$0].detail?.process } : []
        return await executor.sweep(setup.run, known: known, sparing: [], grace: sweepGrace)
    }

    /// Those of `found` that the journal takes for running: of others nobody waits for the end, and the sweep ends them.
    static func known(_ found: [AttemptKey], in state: MissionState) -> [AttemptKey] {
        found.filter { key in
            guard let task = state.task(key.task), task.attempt == key.attempt, task.detail?.report == nil else {
                return false
            }
            switch task.status {
            case .running: return true
            case .paused: return task.detail?.pause?.from == .running
            case .waiting, .ready, .backingOff, .succeeded, .failed, .skipped, .blocked, .lost: return false
            }
        }
    }

    /// The attempts that ran when an earlier supervisor died and do not live: nobody has said that their output is over.
    static func lostAttempts(_ setup: EngineSetup, living: [AttemptKey]) -> [AttemptKey] {
        guard setup.state.run != nil else { return [] }
        let living = Set(living)
        return setup.state.tasks.indices.compactMap { ordinal in
            let task = setup.state.tasks[ordinal]
            switch task.status {
            case .running, .paused, .lost: break
            case .waiting, .ready, .backingOff, .succeeded, .failed, .skipped, .blocked: return nil
            }
            let key = AttemptKey(run: setup.run, task: task.id, attempt: task.attempt)
            return task.attempt > 0 && !living.contains(key) ? key : nil
        }
    }
}
