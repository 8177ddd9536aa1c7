package import CopilotModel

/// Everything that can reach the kernel. It knows nothing else: no clock, no file, no process.
package enum KernelInput: Sendable {
    /// A supervisor takes the run up, after it has ended what an earlier one left behind. `header` is given for a new run,
    /// `settings` for a new one or where they change, `reload` where the run goes on with another mission; `living` are the attempts of an earlier supervisor that still run
    /// under this one. With `retriesFailed` what failed is tried again, also in a run that has ended.
    case begin(
        MissionEvent.Supervised, header: RunHeader?, settings: RunSettings?, reload: MissionEvent.Reloaded? = nil,
        retriesFailed: Bool = false, living: [AttemptKey])
    case intent(Intent)
    /// The attempt's process runs.
    case launched(AttemptKey, ProcessIdentity)
    /// The attempt's process is gone, and if it was ended everything it had started.
    case exited(AttemptKey, ExitReport)
    /// The attempt could not be started: errno, its text, and what is at fault.
    case notStarted(AttemptKey, code: Int32, message: String, fault: StartFault)
    /// Which of its declared outputs are missing after exit 0.
    case outputsChecked(AttemptKey, missing: [String])
    /// The items of a fan-out were read and kept: how many, and their digest.
    case itemsRead(TaskID, count: Int, digest: String)
    case itemsUnreadable(TaskID, message: String)
    /// How long an attempt has printed nothing, as asked by ``KernelEffect/probeSilence(_:)``.
    case silent(AttemptKey, since: Duration)
    /// The attempt waits at its terminal; `isEchoing` tells whether what is typed there is shown (nil: unknown).
    case prompted(AttemptKey, Prompt, isEchoing: Bool?)
    /// It waits no more, and nobody of ours typed.
    case promptGone(AttemptKey)
    /// What came of ``KernelEffect/answer(_:_:)``.
    case answered(AttemptKey, prompt: Int64, PromptOutcome)
    /// What was found out by ``KernelEffect/diagnose(_:_:)``.
    case diagnosed(AttemptKey, Diagnosis)
    case remedied(AttemptKey, Remedy, RemedyOutcome)
    /// Its declared outputs are in place, or why not.
    case defaultsPlaced(AttemptKey, trouble: String?)
    /// The workspace is kept as it is before the attempt, as asked by ``KernelEffect/snapshot(_:)``; or it cannot be.
    case snapshotTaken(AttemptKey, SnapshotInfo)
    case snapshotFailed(AttemptKey, message: String)
    /// What the attempt has left is written down, as far as it can be.
    case endKept(AttemptKey)
    /// What came of ``KernelEffect/restore(_:)``.
    case restored(AttemptKey, RestoreOutcome)
    /// Whether the network is there, as asked by ``KernelEffect/probeNetwork``.
    case connectivity(Connectivity)
    /// What came of ``KernelEffect/saveCheckpoint(_:)``, and how long it took.
    case checkpointed(AttemptKey, CheckpointOutcome, took: Duration)
    case timer(KernelTimer, epoch: UInt64)
    /// What attempts had left behind has been ended; answers ``KernelEffect/sweep``.
    case swept
    /// Time has passed; sent at least every ten seconds, because the wall clock may jump and the machine may sleep.
    case tick
}

/// What the kernel wants done. Effects of a turn run after its events are durable.
package enum KernelEffect: Sendable, Hashable {
    /// Start the attempt's command.
    case start(AttemptKey)
    case signal(AttemptKey, KernelSignal)
    /// Look for the declared outputs of a task that exited with 0.
    case checkOutputs(AttemptKey)
    /// Read the items of a fan-out from its file, and keep them.
    case readItems(TaskID)
    case probeSilence(AttemptKey)
    /// Find out why the attempt failed, from what is known, its output and the machine.
    case diagnose(AttemptKey, Failure)
    /// Mend what failed it.
    case remedy(AttemptKey, Remedy)
    /// Have that cut off: nobody waits for it any more. What comes of it is reported all the same.
    case cancelRemedy(AttemptKey)
    /// Put the declared outputs of its task in place.
    case placeDefaults(AttemptKey)
    /// Keep the workspace as it is before this attempt.
    case snapshot(AttemptKey)
    /// Write down what the attempt has left, and keep it for reading if it failed.
    case keepEnd(AttemptKey, isFailed: Bool)
    /// Keep what the attempt has left for reading, and set the workspace back to what it was before.
    case restore(AttemptKey)
    /// Have a task lay down what it has done so far, or look what it has laid down by itself.
    case saveCheckpoint(AttemptKey)
    /// Look whether the network is there.
    case probeNetwork
    /// Type at the attempt's prompt, if it is still there.
    case answer(AttemptKey, PromptAnswer)
    /// Fire at this monotonic time; an earlier one of the same name is void.
    case arm(KernelTimer, epoch: UInt64, at: Duration)
    case disarm(KernelTimer)
    /// End whatever attempts have left behind.
    case sweep
    /// Write a snapshot soon.
    case checkpoint
    /// The mission is over for this supervisor: return.
    case finish
}

/// What a tree of processes is told.
package enum KernelSignal: Sendable, Hashable {
    case pause, resume, terminate, kill
}

/// The kernel's timers, by the ordinal of their task. Each arming has an epoch of its own; an older one's firing is dropped.
package enum KernelTimer: Sendable, Hashable {
    /// The limit of a running attempt.
    case limit(Int)
    /// When to ask next how long an attempt has printed nothing.
    case idle(Int)
    /// Between TERM and KILL.
    case grace(Int)
    case backOff(Int)
    /// When the proposal is typed that nobody has answered instead of.
    case ask(Int)
    /// How long what is parked still waits once nothing else is left to do.
    case patience
    /// The mission's deadline.
    case deadline
    /// When the next checkpoint of an attempt is due; once it is being ended, how long the last one is waited for.
    case checkpoint(Int)
    /// When more may run at once again.
    case easing
    /// When the brake of this name is probed next.
    case brake(String)

    /// Where it stands among others, so that a replay names them in the same order.
    var order: (task: Int, kind: Int, name: String) {
        switch self {
        case .limit(let ordinal): (ordinal, 0, "")
        case .idle(let ordinal): (ordinal, 1, "")
        case .grace(let ordinal): (ordinal, 2, "")
        case .backOff(let ordinal): (ordinal, 3, "")
        case .ask(let ordinal): (ordinal, 4, "")
        case .checkpoint(let ordinal): (ordinal, 8, "")
        case .patience: (.max, 5, "")
        case .deadline: (.max, 6, "")
        case .easing: (.max, 9, "")
        case .brake(let name): (.max, 7, name)
        }
    }
}

/// What one step brought forth.
package struct KernelStep: Sendable {
    package var events: [EventRecord] = []
    package var effects: [KernelEffect] = []
    /// The answer to an intent.
    package var receipt: IntentReceipt?

    package init() {}
}

/// What keeps a command from being started.
package enum StartFault: Sendable, Hashable {
    /// The machine has nothing left to start it with.
    case machine
    /// The program is not there, or cannot be run.
    case program
    /// The folder that it is to work in cannot be entered.
    case folder
}
