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
        return await executor.sweep(setup.run, known: known, grace: sweepGrace)
    }
}
