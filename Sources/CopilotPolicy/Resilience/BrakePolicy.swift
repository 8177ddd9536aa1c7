package import CopilotModel

/// When tasks that fail alike are held back, who is one of them, and how their failure is probed.
package enum BrakePolicy {
    /// Failures alike in a row, of different tasks, that draw a brake where nothing of the kind has succeeded yet.
    package static let fewestAlike = 5
    /// The most that are asked for where much succeeds besides.
    package static let mostAlike = 20
    /// Probes that fail alike, after which the rest is not tried any more: of what time does not mend, and without a deadline
    /// of anything. Probes are drawn at random: if one in three of the rest would succeed, ten fail together in 2 of 100
    /// cases; they take five minutes where the network is the trouble.
    package static let mostProbes = 10
    /// A usage limit that is said to last longer than this is looked at once before it is believed.
    package static let longestBelieved: Duration = .seconds(120)
    package static let firstDoubt: Duration = .seconds(60)

    /// How many failures alike in a row are no chance, where `failed` of `ended` tries of the kind have failed so far: chance
    /// would bring so many about in less than one of a thousand places.
    package static func threshold(failed: Int, ended: Int) -> Int {
        guard ended > failed, failed > 0 else { return fewestAlike }
        let share = Double(failed) / Double(ended)
        var count = 0
        var chance = 1.0
        while chance > 0.001, count < mostAlike {
            chance *= share
            count += 1
        }
        return max(fewestAlike, count)
    }

    /// What makes two failures alike: the rule that read them and the telling line with its numbers left out; of what nobody
    /// could read, how the command ended.
    package static func signature(_ failure: Failure) -> String {
        guard let reading = failure.reading else { return "\(failure.category.rawValue) \(failure.cause)" }
        let line = (reading.evidence.first ?? "").prefix(120).filter { !$0.isNumber }
        return failure.isRecoverable ? reading.rule : "\(reading.rule) \(line)"
    }

    /// The pause before the probe after so many in vain.
    package static func delay(_ kind: Brake.Kind, _ failure: Failure, probes: Int) -> Duration {
        let category: Failure.Category =
            switch kind {
            case .alike: failure.category
            case .quota: .resource
            case .offline: .network
            }
        let row = RetryManager.row(category)
        // What is tried a few times only is not worth a minute's wait, but a thousand of it must not rush through.
        let cap = kind == .alike ? max(row.cap, .seconds(30)) : row.cap
        return RetryManager.grown(row.delay, factor: max(2, row.factor), steps: probes, cap: cap)
    }

    /// Whether so many probes in vain are enough to give up.
    package static func givesUp(_ brake: Brake, hasDeadline: Bool) -> Bool {
        if brake.kind == .alike, !mayPass(brake.failure) || !hasDeadline { return brake.probes >= mostProbes }
        return !hasDeadline && brake.probes >= RetryManager.mostMachineFaults
    }

    /// Whether it may be gone in some hours though nobody mends it here: a server that is down, but no program that is
    /// missing, and nothing that tells no reason.
    private static func mayPass(_ failure: Failure) -> Bool {
        switch failure.category {
        case .network, .timeout, .resource: failure.isRecoverable
        case .filesystem, .validation, .dependency, .permission, .code, .unknown: false
        }
    }
}
