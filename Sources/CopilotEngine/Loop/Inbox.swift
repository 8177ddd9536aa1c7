internal import CopilotModel
internal import CopilotPolicy
internal import Dispatch
internal import Synchronization

/// What can reach the loop.
enum LoopInput: Sendable {
    case kernel(KernelInput)
    case intent(Intent, Reply)

    /// Where an intent's answer goes: called once, after the turn that took it in is durable.
    typealias Reply = @Sendable (IntentReceipt) -> Void
}

/// The loop's lossless queue of inputs. Anybody may post; one thread takes.
///
/// It has no cap: what is posted is bounded by what runs (an exit an attempt, an answer an effect) and by intents, whose senders
/// wait for their answer. Output never passes here.
final class Inbox: Sendable {
    private struct State {
        var inputs: [LoopInput] = []
        var isWoken = false
        var isClosed = false
    }

    private let state = Mutex(State())
    private let semaphore = DispatchSemaphore(value: 0)

    /// Adds an input and wakes the loop; one that is not `urgent` waits for the next turn. After ``close()`` intents are
    /// refused and the rest is dropped.
    func post(_ input: LoopInput, urgent: Bool = true) {
        let (wakes, isClosed) = state.withLock { state -> (Bool, Bool) in
            if state.isClosed { return (false, true) }
            state.inputs.append(input)
            guard urgent, !state.isWoken else { return (false, false) }
            state.isWoken = true
            return (true, false)
        }
        if wakes { semaphore.signal() }
        if isClosed { refuse(input) }
    }

    /// Everything posted so far, waiting up to `timeout` for something urgent.
    func take(waiting timeout: Duration) -> [LoopInput] {
        if !(state.withLock { $0.isWoken }) { waitForUrgency(timeout) }
        return state.withLock { state in
            // A signal that comes between the wait's end and here only causes one empty turn.
            state.isWoken = false
            defer { state.inputs.removeAll(keepingCapacity: true) }
            return state.inputs
        }
    }

    /// Waits until something urgent is posted, at most for `timeout`, and takes nothing.
    func waitForUrgency(_ timeout: Duration) {
        let microseconds = Int(max(0, min(timeout.secondsValue, 3600)) * 1_000_000)
        _ = semaphore.wait(timeout: .now() + .microseconds(microseconds))
    }

    /// Whether somebody asked for the mission to be stopped and the request has not been taken yet.
    var hasStopRequest: Bool {
        state.withLock { state in
            state.inputs.contains { input in
                if case .intent(let intent, _) = input, case .stopMission = intent.action { true } else { false }
            }
        }
    }

    /// Takes nothing more in, and refuses what nobody will answer.
    func close() {
        let rest = state.withLock { state in
            state.isClosed = true
            defer { state.inputs = [] }
            return state.inputs
        }
        rest.forEach(refuse)
    }

    private func refuse(_ input: LoopInput) {
        if case .intent(_, let reply) = input { reply(.refused("the mission is over")) }
    }
}
