import CNcurses
package import CopilotCells
import Dispatch
import Glibc
import Synchronization

/// The terminal as a screen: cells go out, keys come in. The only owner of ncurses, which lives on a thread of its own.
///
/// Nothing here waits for the terminal, `close()` aside; a terminal that takes no bytes holds up nobody. There is one
/// screen at a time in a process.
package final class Screen: Sendable {
    /// Events kept for a reader that does not follow; the oldest ones go first.
    package static let eventsKept = 1024

    /// What the user does. It ends after `hangUp`, and when the screen is closed. For one reader.
    package let events: AsyncStream<InputEvent>
    /// Whether characters beyond ASCII can be shown.
    package let isUTF8: Bool
    /// The colours in use: what was asked for, or what the terminal has if that is less.
    package let depth: ColorDepth

    private let mailbox: Mailbox
    private let ended: DispatchGroup
    private let stream: AsyncStream<InputEvent>.Continuation

    /// Takes the terminal: raw mode, alternate screen, empty. When it fails, nothing was written.
    package static func open(_ options: ScreenOptions) throws(ScreenError) -> Screen {
        let wake = cn_eventfd()
        guard wake >= 0 else { throw ScreenError(.system, "no eventfd for the screen", errno: errno) }
        let mailbox = Mailbox(wake: wake)
        let (events, stream) = AsyncStream.makeStream(
            of: InputEvent.self, bufferingPolicy: .bufferingNewest(eventsKept))
        let ended = DispatchGroup()
        let started = Start()
        ended.enter()
        let isRunning = ScreenThread.run {
            Self.live(options, mailbox, wake, stream, started)
            ended.leave()
        }
        guard isRunning else {
            ended.leave()
            throw ScreenError(.system, "no thread for the screen", errno: EAGAIN)
        }
        let (isUTF8, depth) = try started.wait().get()
        return Screen(events: events, isUTF8: isUTF8, depth: depth, mailbox: mailbox, ended: ended, stream: stream)
    }

    private init(
        events: AsyncStream<InputEvent>, isUTF8: Bool, depth: ColorDepth, mailbox: Mailbox, ended: DispatchGroup,
        stream: AsyncStream<InputEvent>.Continuation
    ) {
        self.events = events
        self.isUTF8 = isUTF8
        self.depth = depth
        self.mailbox = mailbox
        self.ended = ended
        self.stream = stream
    }

    deinit { close() }

    /// The thread's life.
    private static func live(
        _ options: ScreenOptions, _ mailbox: Mailbox, _ wake: Int32, _ stream: AsyncStream<InputEvent>.Continuation,
        _ started: Start
    ) {
        do {
            var loop = try ScreenLoop(options, mailbox: mailbox, wake: wake) { event in
                stream.yield(event)
                if event == .hangUp { stream.finish() }
            }
            started.report(.success((loop.isUTF8, loop.depthInUse)))
            loop.run()
        } catch {
            started.report(.failure(error))
        }
        stream.finish()
        for request in mailbox.retire() {
            switch request {
            case .suspend(let done), .resume(let done): done()
            case .redraw, .restyle, .copy: break
            }
        }
    }

    /// Columns and rows of the terminal now.
    package var size: (columns: Int, rows: Int) { mailbox.size }

    /// Shows a frame. Of frames that come faster than they can be drawn only the newest is; one that changes nothing
    /// sends nothing. A buffer of another size than the terminal's is cut or filled with blanks.
    package func present(_ buffer: CellBuffer) { mailbox.show(buffer) }

    /// Paints everything again, for a terminal that something else wrote to.
    package func redraw() { _ = mailbox.ask(.redraw) }

    /// Puts a text into the terminal's clipboard (OSC 52), where the terminal knows how. Control characters are left out,
    /// and what is longer than ``Clipboard/mostBytes`` is cut.
    package func copy(_ text: String) { _ = mailbox.ask(.copy(Clipboard.sequence(text))) }

    /// Other looks from the next frame on.
    package func use(styles: @escaping StyleResolver) { _ = mailbox.ask(.restyle(styles)) }

    /// Another theme from the next frame on.
    package func use(theme: Theme) { use(styles: theme.resolve) }

    /// Leaves the terminal, as it was found, to the shell. Frames are kept until `resume()`.
    package func suspend() async {
        await withCheckedContinuation { continuation in
            if !mailbox.ask(.suspend(done: { continuation.resume() })) { continuation.resume() }
        }
    }

    /// Takes the terminal again and paints everything.
    package func resume() async {
        await withCheckedContinuation { continuation in
            if !mailbox.ask(.resume(done: { continuation.resume() })) { continuation.resume() }
        }
    }

    /// Gives the terminal back as it was found and ends the thread. Waits for that, at most two seconds: a terminal that
    /// takes no bytes is left by force. May be called again, and from anywhere.
    package func close() {
        mailbox.askToClose()
        if ended.wait(timeout: .now() + 2) == .timedOut { cn_restore_now() }
    }

    /// Gives the terminal back at once, whatever the thread does: for a crash. Safe in a signal handler.
    package static func restoreTerminal() { cn_restore_now() }
}

/// How the start of the thread went.
private final class Start: Sendable {
    private typealias Answer = Result<(Bool, ColorDepth), ScreenError>

    private let answer = Mutex<Answer?>(nil)
    private let isThere = DispatchSemaphore(value: 0)

    func report(_ result: Result<(Bool, ColorDepth), ScreenError>) {
        answer.withLock { $0 = result }
        isThere.signal()
    }

    func wait() -> Result<(Bool, ColorDepth), ScreenError> {
        isThere.wait()
        return answer.withLock { $0 } ?? .failure(ScreenError(.system, "the screen's thread did not start"))
    }
}
