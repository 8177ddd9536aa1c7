import CProcess
import CopilotModel

/// A look that saw every thread asleep. It holds until one of them is given a processor: nothing else could start a process,
/// leave a wait or take a terminal.
struct Stillness {
    private struct Sleeper {
        var pid: Int32
        var thread: Int32
        var runNanoseconds: UInt64
        var turns: UInt64
    }

    private let sleepers: [Sleeper]
    private let evidence: TerminalEvidence

    /// nil where somebody ran, or could not be looked at.
    init?(_ processes: [SeenProcess], _ evidence: TerminalEvidence) {
        guard evidence.isComplete, evidence.activity != nil else { return nil }
        // Its state was read before it fell asleep: such a look must not be held on to.
        guard !evidence.witnesses.contains(where: { $0.state == "R" || $0.isAtWork == true }) else { return nil }
        var sleepers: [Sleeper] = []
        for process in processes {
            guard process.isSteady else { return nil }
            for thread in process.threads {
                guard thread.seen.blocked == 1 else { return nil }
                sleepers.append(
                    Sleeper(
                        pid: process.pid, thread: thread.id, runNanoseconds: thread.seen.run_nanoseconds,
                        turns: thread.seen.turns))
            }
        }
        self.sleepers = sleepers
        self.evidence = evidence
    }

    /// What was seen then, if all of them have slept on.
    func confirmed() -> TerminalEvidence? {
        for sleeper in sleepers {
            var run: UInt64 = 0
            var turns: UInt64 = 0
            guard cp_thread_turns(sleeper.pid, sleeper.thread, &run, &turns) == 0, run == sleeper.runNanoseconds,
                turns == sleeper.turns
            else { return nil }
        }
        return evidence
    }
}
