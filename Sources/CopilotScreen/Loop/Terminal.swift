import CNcurses
import CopilotCells
import Glibc

/// The terminal while it shows our screen: ncurses, and the modes that ncurses does not know. Belongs to the screen's thread.
struct Terminal {
    let input: Int32
    let output: Int32
    let isUTF8: Bool
    private let reportsMouse: Bool
    private let asksModes: Bool
    /// The terminal holds a frame back until it is whole (DEC private mode 2026).
    var synchronizesOutput = false
    private(set) var isSuspended = false

    /// Takes the terminal.
    init(_ options: ScreenOptions, wake: Int32) throws(ScreenError) {
        input = options.input
        output = options.output
        isUTF8 = cn_locale(options.input)
        var setup = cn_setup()
        setup.input = options.input
        setup.output = options.output
        setup.color = options.depth != .mono
        setup.direct_color = options.depth == .truecolor
        setup.wake = wake
        let answer = options.terminal.withCString { name in
            setup.terminal = name
            return cn_start(&setup)
        }
        reportsMouse = options.reportsMouse
        asksModes = cn_speaks_ansi() && options.terminal != "linux"
        guard answer == CN_OK else { throw Self.error(answer, setup.error_number, options.terminal) }
        if options.restoresOnCrash { cn_restore_on_crash() }
        cn_flush()
        setModes()
        // DECRQM: those who know the mode answer, the others keep silent.
        if asksModes { send("\u{1B}[?2026$p") }
    }

    private static func error(_ answer: Int32, _ errno: Int32, _ name: String) -> ScreenError {
        let shown = name.unicodeScalars.prefix(64).map {
            $0.isASCII && $0.value > 0x20 && $0.value < 0x7F ? String($0) : "?"
        }
        let term = shown.joined()
        return switch answer {
        case CN_NOT_A_TERMINAL:
            ScreenError(.notATerminal, "input and output have to be a terminal; use --no-ui elsewhere")
        case CN_UNKNOWN_TERMINAL where term.isEmpty: ScreenError(.unknownTerminal, "TERM is not set")
        case CN_UNKNOWN_TERMINAL:
            ScreenError(
                .unknownTerminal,
                "TERM=\(term) is not known here: install its terminfo entry, or try TERM=xterm-256color")
        case CN_UNUSABLE_TERMINAL:
            ScreenError(.unusableTerminal, "TERM=\(term) cannot show a full screen (no cursor movement); use --no-ui")
        case CN_BUSY: ScreenError(.busy, "this process shows a screen already")
        default: ScreenError(.system, "the terminal could not be opened", errno: errno)
        }
    }

    var columns: Int { Int(cn_columns()) }
    var rows: Int { Int(cn_rows()) }

    /// Asks the terminal for its size; whether that changed anything.
    func adoptSize() -> Bool {
        var rows: Int32 = 0
        var columns: Int32 = 0
        guard cn_window_size(output, &rows, &columns) else { return false }
        if rows == cn_rows(), columns == cn_columns() { return false }
        return cn_resize(rows, columns)
    }

    /// Sends what was put.
    func flush() {
        if synchronizesOutput { send("\u{1B}[?2026h") }
        cn_flush()
        if synchronizesOutput { send("\u{1B}[?2026l") }
    }

    mutating func suspend() {
        guard !isSuspended else { return }
        isSuspended = true
        cn_suspend()
    }

    mutating func resume() {
        guard isSuspended else { return }
        isSuspended = false
        cn_resume()
        setModes()
    }

    func close() { cn_stop() }

    private func setModes() {
        guard cn_speaks_ansi() else { return }
        send("\u{1B}[?2004h")
        if reportsMouse { send("\u{1B}[?1000h\u{1B}[?1006h") }
    }

    /// Sends what ``Clipboard`` has made.
    func copy(_ sequence: String) { if cn_speaks_ansi() { send(sequence) } }

    private func send(_ text: String) {
        _ = text.withCString { cn_write_mode(output, $0) }
    }

    /// Keys as this terminal's terminfo entry names them.
    func terminfoKeys() -> [[UInt8]: Key] {
        var names: [(String, Key)] = [
            ("kcuu1", Key(.up)), ("kcud1", Key(.down)), ("kcub1", Key(.left)), ("kcuf1", Key(.right)),
            ("khome", Key(.home)), ("kend", Key(.end)), ("kpp", Key(.pageUp)), ("knp", Key(.pageDown)),
            ("kich1", Key(.insert)), ("kdch1", Key(.delete)), ("kbs", Key(.backspace)), ("kcbt", Key(.tab, .shift)),
        ]
        for number in 1...12 { names.append(("kf\(number)", Key(.function(number)))) }
        var keys: [[UInt8]: Key] = [:]
        for (name, key) in names {
            guard let bytes = cn_key_string(name) else { continue }
            keys[Array(String(cString: bytes).utf8)] = key
        }
        return keys
    }
}
