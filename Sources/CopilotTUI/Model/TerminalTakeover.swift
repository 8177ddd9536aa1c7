import CopilotCells
import CopilotModel

/// A person types into a task's terminal: the screen as the task has drawn it, and nothing else hears the keys but the way out.
struct TerminalTakeover: Sendable {
    let task: TaskID
    /// The attempt whose output the grid shows.
    var attempt: Int
    /// Where the next chunk is expected.
    var offset: Int64?
    var grid: ScreenGrid

    /// What a task's terminal has unless somebody gave it another size: TerminalSize.standard.
    private static let rows = 40
    private static let columns = 120

    init(task: TaskID, attempt: Int) {
        self.task = task
        self.attempt = attempt
        grid = ScreenGrid(rows: Self.rows, columns: Self.columns)
    }

    /// Takes a piece of output in; where some is missing, the grid begins anew with what there is.
    mutating func append(_ chunk: OutputChunk) {
        if chunk.attempt != attempt || (offset.map { $0 != chunk.offset } ?? (chunk.offset > 0)) {
            attempt = chunk.attempt
            grid = ScreenGrid(tail: chunk.bytes, isCut: chunk.offset > 0, rows: Self.rows, columns: Self.columns)
        } else {
            grid.feed(chunk.bytes)
        }
        offset = chunk.offset &+ Int64(chunk.bytes.count)
    }
}

extension ScreenModel {
    /// Lets a person type into the selected task.
    mutating func takeOver() -> [ScreenCommand] {
        guard let task = selectedTask, let state, let ordinal = selectedOrdinal else { return [] }
        takeover = TerminalTakeover(task: task, attempt: state.tasks[ordinal].attempt)
        followed = task
        log.open(task)
        // No bytes: only that a person is there, so that nobody else answers meanwhile.
        return [.type(task, []), .follow(task)]
    }

    /// Takes an event while a person types into a task.
    mutating func take(_ event: InputEvent, over takeover: TerminalTakeover) -> [ScreenCommand] {
        switch event {
        case .key(let key):
            if keymap.action(for: key, in: .pty) == .release || state?.task(takeover.task)?.isTypable != true {
                self.takeover = nil
                say("typing into \(takeover.task) has ended")
                return []
            }
            return [.type(takeover.task, key.bytes(applicationCursorKeys: takeover.grid.hasApplicationCursorKeys))]
        case .paste(let text):
            let bytes = Array(text.utf8.prefix(Self.pasteLimit))
            guard takeover.grid.bracketsPaste else { return [.type(takeover.task, bytes)] }
            return [.type(takeover.task, Array("\u{1B}[200~".utf8) + bytes + Array("\u{1B}[201~".utf8))]
        case .mouse, .resize, .hangUp: return []
        }
    }

    /// Why nobody can type into the selected task; nil: one can.
    var takeoverReason: String? {
        guard let state, let ordinal = selectedOrdinal, !state.isAggregate(ordinal) else {
            return "choose a task first"
        }
        if isConnectionLost { return "the supervisor does not answer" }
        return state.tasks[ordinal].isTypable ? nil : "the task does not run"
    }

    /// What of a paste is typed.
    private static let pasteLimit = 4_096
}

extension TaskState {
    /// Whether it has a terminal that hears what is typed.
    var isTypable: Bool {
        switch status {
        case .running: detail?.report == nil
        case .paused: detail?.pause?.from == .running && detail?.pause?.isStopped == false
        case .waiting, .ready, .backingOff, .succeeded, .failed, .skipped, .blocked, .lost: false
        }
    }
}
