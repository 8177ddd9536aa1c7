import CNcurses
import CopilotCells
import Glibc

/// The screen's thread: waits for keys, frames and requests, and is alone with ncurses.
struct ScreenLoop {
    /// A window that is being dragged changes its size with every cell; only where it rests counts.
    static let resizeMilliseconds: UInt64 = 50
    /// The bytes of a sequence come together; the escape key comes alone.
    static let escapeMilliseconds: UInt64 = 25
    /// A paste whose end got lost.
    static let pasteMilliseconds: UInt64 = 1000
    private static let readBytes = 4096

    private let mailbox: Mailbox
    private let wake: Int32
    private let emit: @Sendable (InputEvent) -> Void
    private let depth: ColorDepth
    private let frameMilliseconds: UInt64
    private var terminal: Terminal
    private var decoder: InputDecoder
    private var writer: FrameWriter
    /// The last frame that was asked for; drawn again after a suspension.
    private var frame: CellBuffer?
    private var mustDraw = false
    private var drawnAt: Instant?
    private var decoderDue: Instant?
    private var resizeDue: Instant?
    private var isGone = false

    init(
        _ options: ScreenOptions, mailbox: Mailbox, wake: Int32, emit: @escaping @Sendable (InputEvent) -> Void
    ) throws(ScreenError) {
        self.mailbox = mailbox
        self.wake = wake
        self.emit = emit
        depth = options.depth
        cn_defy_background()
        frameMilliseconds = UInt64(1000 / options.framesPerSecond)
        terminal = try Terminal(options, wake: wake)
        decoder = InputDecoder(terminfo: terminal.terminfoKeys())
        writer = FrameWriter(inks: Inks(depth: options.depth, resolve: options.styles), isUTF8: terminal.isUTF8)
        mailbox.size = (terminal.columns, terminal.rows)
    }

    var isUTF8: Bool { terminal.isUTF8 }

    /// How many colours are in use, which may be fewer than were asked for.
    var depthInUse: ColorDepth { writer.depth }

    /// Returns when the screen was closed; the terminal is given back then.
    mutating func run() {
        while !mailbox.isClosing {
            var descriptors = [
                pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
                pollfd(fd: isGone ? -1 : terminal.input, events: terminal.isSuspended ? 0 : Int16(POLLIN), revents: 0),
            ]
            let ready = poll(&descriptors, 2, timeout())
            // What else can fail here is want of memory: nothing to do but try again.
            if ready < 0, errno != EINTR { usleep(10_000) }
            if descriptors[0].revents != 0 { hearBell() }
            let found = Int32(descriptors[1].revents)
            if ready > 0, found != 0 { hearTerminal(found) }
            for request in mailbox.takeRequests() { carryOut(request) }
            expire()
            draw()
        }
        terminal.close()
    }

    /// Milliseconds until something is due; -1: nothing is.
    private func timeout() -> Int32 {
        let now = Instant.now()
        let due = [decoderDue, resizeDue, frameDue(now)].compactMap { $0 }.min()
        guard let due else { return -1 }
        return Int32(clamping: due.milliseconds(since: now))
    }

    private func frameDue(_ now: Instant) -> Instant? {
        guard !isGone, !terminal.isSuspended, mustDraw || mailbox.hasFrame else { return nil }
        return drawnAt?.after(milliseconds: frameMilliseconds) ?? now
    }

    private mutating func hearBell() {
        var count: UInt64 = 0
        _ = read(wake, &count, MemoryLayout<UInt64>.size)
        if cn_take_window_change(), resizeDue == nil {
            resizeDue = Instant.now().after(milliseconds: Self.resizeMilliseconds)
        }
    }

    private mutating func hearTerminal(_ found: Int32) {
        guard found & POLLIN != 0 else { return hangUp() }
        var bytes = [UInt8](repeating: 0, count: Self.readBytes)
        let count = read(terminal.input, &bytes, bytes.count)
        if count < 0, errno == EINTR || errno == EAGAIN { return }
        guard count > 0 else { return hangUp() }
        let now = Instant.now()
        deliver(decoder.feed(bytes.prefix(count), now: now.milliseconds))
        waitForDecoder(now)
    }

    private mutating func waitForDecoder(_ now: Instant) {
        decoderDue =
            switch decoder.waits {
            case .sequence: now.after(milliseconds: Self.escapeMilliseconds)
            case .paste: now.after(milliseconds: Self.pasteMilliseconds)
            case nil: nil
            }
    }

    private mutating func deliver(_ outputs: [InputDecoder.Output]) {
        for output in outputs {
            switch output {
            case .event(let event): emit(event)
            case .synchronizedOutput(let isKnown): terminal.synchronizesOutput = isKnown
            }
        }
    }

    private mutating func hangUp() {
        isGone = true
        decoderDue = nil
        resizeDue = nil
        emit(.hangUp)
    }

    private mutating func expire() {
        let now = Instant.now()
        if let due = decoderDue, due <= now {
            deliver(decoder.expire(now: now.milliseconds))
            waitForDecoder(now)
        }
        if let due = resizeDue, due <= now {
            resizeDue = nil
            if !terminal.isSuspended { adoptSize() }
        }
    }

    private mutating func adoptSize() {
        guard terminal.adoptSize() else { return }
        writer.invalidate()
        mustDraw = frame != nil
        mailbox.size = (terminal.columns, terminal.rows)
        emit(.resize(width: terminal.columns, height: terminal.rows))
    }

    private mutating func carryOut(_ request: Mailbox.Request) {
        switch request {
        case .suspend(let done):
            terminal.suspend()
            done()
        case .resume(let done):
            if !isGone, terminal.isSuspended {
                terminal.resume()
                adoptSize()
                repaint()
            }
            done()
        case .redraw: repaint()
        case .copy(let sequence): if !isGone, !terminal.isSuspended { terminal.copy(sequence) }
        case .restyle(let styles):
            writer.use(Inks(depth: depth, resolve: styles))
            mustDraw = frame != nil
        }
    }

    private mutating func repaint() {
        writer.invalidate()
        cn_repaint()
        mustDraw = frame != nil
    }

    private mutating func draw() {
        guard !isGone, !terminal.isSuspended else { return }
        let now = Instant.now()
        guard let due = frameDue(now), due <= now else { return }
        if let newest = mailbox.takeFrame() { frame = newest }
        guard let frame else { return }
        let columns = terminal.columns
        let rows = terminal.rows
        guard mustDraw || writer.differs(frame, columns: columns, rows: rows) else { return }
        mustDraw = false
        writer.write(frame, columns: columns, rows: rows)
        terminal.flush()
        drawnAt = Instant.now()
    }
}
