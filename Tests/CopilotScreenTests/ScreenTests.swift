import CNcurses
import CopilotCells
import Glibc
import Testing

@testable import CopilotScreen

/// One screen at a time in a process.
@Suite(.serialized) struct ScreenTests {
    private func options(_ pty: PseudoTerminal, terminal: String = "xterm-256color") -> ScreenOptions {
        ScreenOptions(
            input: pty.slave, output: pty.slave, terminal: terminal, depth: .palette256, theme: .standard,
            restoresOnCrash: false)
    }

    private func frame(_ text: String) -> CellBuffer {
        var frame = CellBuffer(width: 80, height: 24)
        frame.type(text)
        return frame
    }

    @Test func theTerminalIsLeftAsItWasFound() throws {
        let pty = try PseudoTerminal()
        defer { pty.hangUp() }
        let before = pty.modes()
        let screen = try Screen.open(options(pty))
        #expect(screen.size == (80, 24))
        #expect(pty.modes() != before)
        screen.present(frame("hello"))
        let start = pty.written(until: "hello")
        #expect(start.contains("\u{1B}[?1049h") && start.contains("\u{1B}[?2004h") && start.contains("\u{1B}[?1006h"))
        screen.close()
        #expect(pty.modes() == before)
        let end = pty.written()
        for mode in ["?1049l", "?2004l", "?1006l", "?1000l"] { #expect(end.contains("\u{1B}[\(mode)")) }
        screen.close()
        #expect(pty.written() == "")
    }

    @Test func keysBecomeEvents() async throws {
        let pty = try PseudoTerminal()
        defer { pty.hangUp() }
        let screen = try Screen.open(options(pty))
        defer { screen.close() }
        var events = screen.events.makeAsyncIterator()
        pty.type("a\u{3}\u{1B}[5~\u{1B}[200~p\u{1B}[201~\u{1B}[<65;2;3M\u{1B}")
        #expect(await events.next() == .key(Key(.character("a"))))
        #expect(await events.next() == .key(Key(.character("c"), .control)))
        #expect(await events.next() == .key(Key(.pageUp)))
        #expect(await events.next() == .paste("p"))
        #expect(await events.next() == .mouse(MouseEvent(.wheelDown, at: Point(column: 1, row: 2))))
        #expect(await events.next() == .key(Key(.escape)))
    }

    @Test func aTerminalThatGoesAwayIsToldOnce() async throws {
        let pty = try PseudoTerminal()
        defer { pty.hangUp() }
        let screen = try Screen.open(options(pty))
        var events = screen.events.makeAsyncIterator()
        pty.hangUp()
        #expect(await events.next() == .hangUp)
        #expect(await events.next() == nil)
        screen.present(frame("nobody sees this"))
        await screen.suspend()
        await screen.resume()
        screen.close()
    }

    @Test func aNewSizeIsTold() async throws {
        let pty = try PseudoTerminal()
        defer { pty.hangUp() }
        let screen = try Screen.open(options(pty))
        defer { screen.close() }
        var events = screen.events.makeAsyncIterator()
        for columns in [90, 100, 120] { #expect(cn_pty_resize(pty.master, 34, Int32(columns))) }
        kill(getpid(), SIGWINCH)
        #expect(await events.next() == .resize(width: 120, height: 34))
        #expect(screen.size == (120, 34))
    }

    @Test func suspensionGivesTheTerminalToTheShell() async throws {
        let pty = try PseudoTerminal()
        defer { pty.hangUp() }
        let before = pty.modes()
        let screen = try Screen.open(options(pty))
        screen.present(frame("one"))
        _ = pty.written(until: "one")
        let during = pty.modes()
        await screen.suspend()
        #expect(pty.modes() == before)
        #expect(pty.written().contains("\u{1B}[?1049l"))
        screen.present(frame("two"))
        await screen.suspend()
        #expect(pty.written() == "")
        await screen.resume()
        let again = pty.written(until: "two")
        #expect(again.contains("\u{1B}[?1049h") && again.contains("two"))
        #expect(pty.modes() == during)
        await screen.suspend()
        screen.close()
        #expect(pty.modes() == before)
    }

    @Test func onlyTheNewestOfManyFramesIsDrawn() throws {
        let pty = try PseudoTerminal()
        defer { pty.hangUp() }
        let screen = try Screen.open(options(pty))
        for number in 0...2000 { screen.present(frame("frame \(number) of many")) }
        screen.present(frame("the end"))
        let bytes = pty.written(until: "the end")
        #expect(bytes.utf8.count < 20_000)
        screen.close()
    }

    @Test func aRestoreInAHurryIsEnough() throws {
        let pty = try PseudoTerminal()
        defer { pty.hangUp() }
        let before = pty.modes()
        let screen = try Screen.open(options(pty))
        screen.present(frame("hello"))
        _ = pty.written(until: "hello")
        Screen.restoreTerminal()
        #expect(pty.modes() == before)
        #expect(pty.written().contains("\u{1B}[?1049l"))
        screen.present(frame("after"))
        screen.close()
        #expect(pty.written() == "")
    }

    @Test(arguments: [
        ("dumb", ScreenError.Code.unusableTerminal), ("no-such", .unknownTerminal), ("", .unknownTerminal),
    ])
    func aTerminalThatCannotIsRefused(name: String, code: ScreenError.Code) throws {
        let pty = try PseudoTerminal()
        defer { pty.hangUp() }
        let before = pty.modes()
        let error = #expect(throws: ScreenError.self) { try Screen.open(options(pty, terminal: name)) }
        #expect(error?.code == code)
        #expect(pty.written() == "")
        #expect(pty.modes() == before)
    }

    @Test func onlyTerminalsAndOnlyOneScreen() throws {
        let pty = try PseudoTerminal()
        defer { pty.hangUp() }
        let screen = try Screen.open(options(pty))
        let second = #expect(throws: ScreenError.self) { try Screen.open(options(pty)) }
        #expect(second?.code == .busy)
        screen.close()
        let pipe = ScreenOptions(
            input: -1, output: pty.slave, terminal: "xterm", depth: .palette256, theme: .standard,
            restoresOnCrash: false)
        #expect(#expect(throws: ScreenError.self) { try Screen.open(pipe) }?.code == .notATerminal)
    }

    @Test func handlersOfSignalsStayTheProgramsOwn() throws {
        var before = sigaction()
        sigaction(SIGTERM, nil, &before)
        let pty = try PseudoTerminal()
        defer { pty.hangUp() }
        let screen = try Screen.open(options(pty))
        var during = sigaction()
        sigaction(SIGTERM, nil, &during)
        #expect(
            unsafeBitCast(before.__sigaction_handler.sa_handler, to: Int.self)
                == unsafeBitCast(during.__sigaction_handler.sa_handler, to: Int.self))
        screen.close()
    }
}
