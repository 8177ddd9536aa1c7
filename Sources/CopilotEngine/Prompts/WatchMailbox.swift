internal import CopilotModel
internal import Dispatch
internal import Synchronization

/// What the watch is told. Bounded by what lives: one note an attempt, an answer a prompt.
enum WatchWord: Sendable {
    case opened(TaskMonitor)
    /// It printed, after it had been quiet.
    case printed(TaskMonitor)
    case ended(AttemptKey)
    case answer(AttemptKey, PromptAnswer)
    /// It stood still for a pause, and goes on.
    case resumed(AttemptKey)
    /// A person types, or is about to.
    case personTypes(AttemptKey)
    /// A secret was fetched for an answer, or why it was not.
    case fetched(AttemptKey, prompt: Int64, Result<[UInt8], SecretFailure>)
}

/// Why a secret could not be had: a sentence for people, without the secret.
struct SecretFailure: Error, Sendable {
    let reason: String
}

/// Hands words from any thread to the watch's, in order, and wakes it only where it would sleep too long.
final class WatchMailbox: Sendable {
    private struct State {
        var words: [WatchWord] = []
        /// When the thread wakes by itself; nil: it is awake.
        var wakesAt: Duration?
        var isClosed = false
    }

    private let state = Mutex(State())
    private let semaphore = DispatchSemaphore(value: 0)

    /// Adds a word that is to be heard at `time` (monotonic) at the latest.
    func post(_ word: WatchWord, by time: Duration) {
        let wakes = state.withLock { state in
            guard !state.isClosed else { return false }
            state.words.append(word)
            guard let wakesAt = state.wakesAt, wakesAt > time else { return false }
            state.wakesAt = nil
            return true
        }
        if wakes { semaphore.signal() }
    }

    /// Nothing is taken any more; the thread ends when it sees it.
    func close() {
        state.withLock { state in
            state.isClosed = true
            state.words = []
            state.wakesAt = nil
        }
        semaphore.signal()
    }

    /// What has come, after a wait until `time`, or less where something is to be heard sooner; nil: closed.
    func take(now: Duration, until time: Duration) -> [WatchWord]? {
        let sleeps = state.withLock { state in
            guard !state.isClosed, state.words.isEmpty, time > now else { return false }
            state.wakesAt = time
            return true
        }
        if sleeps { _ = semaphore.wait(timeout: .now() + .microseconds(Int((time - now) / .microseconds(1)))) }
        return state.withLock { state in
            state.wakesAt = nil
            defer { state.words = [] }
            return state.isClosed ? nil : state.words
        }
    }
}
