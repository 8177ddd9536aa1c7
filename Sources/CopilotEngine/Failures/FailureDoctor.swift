internal import CopilotModel
internal import CopilotPolicy
internal import CopilotPorts

/// Finds out why a try failed, from its end, its output and what that points at, and mends what can be. Everything here blocks.
struct FailureDoctor: Sendable {
    /// How much of an output's end is read.
    static let tailBytes = 256 * 1024

    let output: any OutputStore
    let crew: (any RepairCrew)?
    let clock: any EngineClock

    func diagnose(
        _ key: AttemptKey, _ failure: Failure, status: ExitReport.Status?, at place: RepairPlace
    ) -> Diagnosis {
        let read = read(key, failure, status: status, at: place)
        return Diagnosis(
            failure: read, connectivity: read.category == .network ? crew?.connectivity() : nil,
            remedies: crew?.remedies(for: read, at: place) ?? [])
    }

    /// What its output says, where its end alone does not say it all.
    private func read(
        _ key: AttemptKey, _ failure: Failure, status: ExitReport.Status?, at place: RepairPlace
    ) -> Failure {
        failure
    }

    func apply(_ remedy: Remedy, at place: RepairPlace) -> RemedyOutcome {
        crew?.apply(remedy, at: place) ?? .failed(reason: "nobody is there to do it")
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
