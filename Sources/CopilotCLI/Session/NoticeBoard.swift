internal import CopilotEngine
internal import Synchronization

/// Takes sentences about the supervisor itself to whoever shows them; keeps the first ones until there is somebody.
final class NoticeBoard: Sendable {
    /// Sentences kept while nobody reads.
    private static let mostKept = 100

    private struct State {
        var reader: (@Sendable (String) -> Void)?
        var kept: [String] = []
    }

    private let state = Mutex(State())

    func post(_ notice: EngineNotice) { post(Self.text(notice)) }

    func post(_ sentence: String) {
        let reader = state.withLock { state in
            if state.reader == nil, state.kept.count < Self.mostKept { state.kept.append(sentence) }
            return state.reader
        }
        reader?(sentence)
    }

    /// From now on `reader` gets everything, first what was kept.
    func attach(_ reader: @escaping @Sendable (String) -> Void) {
        let kept = state.withLock { state in
            state.reader = reader
            defer { state.kept = [] }
            return state.kept
        }
        kept.forEach(reader)
    }

    private static func text(_ notice: EngineNotice) -> String {
        switch notice {
        case .journalStuck(let why): "the journal cannot be written: \(why); nothing new starts until it can"
        case .journalRescued(let what): what
        case .journalWorksAgain: "the journal can be written again"
        case .snapshotNotWritten(let why): "no snapshot could be written, a resume will take longer: \(why)"
        case .outputNotKept(let why): "output is not being kept: \(why)"
        case .takenUp(let count):
            "\(count) task\(count == 1 ? " that outlived its supervisor is" : "s that outlived their supervisor are") taken up again"
        case .notTakenUp(let why): "what outlived the earlier supervisor cannot be taken up, and runs again: \(why)"
        case .leftoversEnded(let count):
            "ended \(count) process\(count == 1 ? "" : "es") that the earlier supervisor had left behind"
        }
    }
}
