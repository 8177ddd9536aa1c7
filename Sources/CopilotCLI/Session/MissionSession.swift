internal import CopilotAutonomy
internal import CopilotControl
internal import CopilotEngine
internal import CopilotExecutors
internal import CopilotHost
internal import CopilotModel
internal import CopilotPorts
internal import CopilotScreen
internal import CopilotStore
internal import Foundation
internal import Logging
internal import Synchronization

/// Carries a run from its opening to its end in this process: signals, control socket, and whoever looks at it.
struct MissionSession: Sendable {
    let options: RunOptions
    let surroundings: Surroundings

    /// Opens the run, carries it, and gives the exit code.
    ///
    /// - Throws: what opening it throws; nothing runs then.
    func carry(_ open: (@escaping @Sendable (EngineNotice) -> Void) throws -> MissionRun) async throws -> Int32 {
        let notices = NoticeBoard()
        // A terminal that cannot be a screen, or a keymap that cannot be used, is told before anything is made.
        let screen = try openScreen()
        let run: MissionRun
        do { run = try open { notices.post($0) } } catch {
            screen?.screen.close()
            throw error
        }
        if let owner = run.tookOverFrom {
            notices.post("took the workspace over from process \(owner.process.pid), which died without a word")
        }
        for task in run.held.prefix(5) {
            let name = task.map { "\($0) " } ?? ""
            notices.post(
                "\(name.isEmpty ? "the mission " : name)is paused by a person: copilot-tui ctl resume \(name)lets it go on"
            )
        }
        nameIfDetached(run.run)
        let patience = Patience()
        let watch = watchSignals(run.controller, patience)
        defer { watch.cancel() }
        let server = Task { await serve(run, notices) }
        return await withTaskGroup(of: Void.self) { group in
            group.addTask { await show(run, screen, notices, patience) }
            let end = await run.execute()
            // The socket's server ends with the mission; a screen stays until its user has seen the end.
            server.cancel()
            await server.value
            await group.waitForAll()
            say(end, of: run.run)
            return end.exitCode
        }
    }

    /// Tells the command that started us in the background which run this is, and leaves its standard error.
    private func nameIfDetached(_ run: RunID) {
        guard surroundings.environment[Detacher.variable] == "1" else { return }
        Console.plainError("\(Detacher.word)\(run)")
        let null = open("/dev/null", O_WRONLY | O_CLOEXEC)
        guard null >= 0 else { return }
        dup2(null, STDERR_FILENO)
        close(null)
    }

    private func openScreen() throws -> (setup: ScreenSetup, screen: Screen)? {
        guard options.showsScreen else { return nil }
        return try ScreenSetup.open(
            options.screenChoices, configuration: surroundings.xdg.configuration,
            environment: surroundings.environment, isLocal: true)
    }

    private func show(
        _ run: MissionRun, _ opened: (setup: ScreenSetup, screen: Screen)?, _ notices: NoticeBoard, _ patience: Patience
    ) async {
        guard let (opened, screen) = opened else {
            notices.attach { Console.error($0) }
            await HeadlessPrinter(connection: run.controller, form: options.output, clock: surroundings.clock).run()
            return
        }
        var setup = opened
        setup.archive = RunArchive(run: run.run, workspace: run.workspace)
        let terminal = TerminalJob(environment: surroundings.environment)
        let session = ScreenSession(
            connection: run.controller, screen: screen, terminal: terminal, clock: surroundings.clock, setup: setup)
        notices.attach { session.note($0) }
        patience.whenOver { _ in session.leave() }
        let errors = DivertedErrors()
        let end = await session.run()
        screen.close()
        errors.restore()
        patience.whenOver { ProcessExit.now($0) }
        switch end {
        case .quit: notices.attach { Console.error($0) }
        case .detached:
            notices.attach { _ in }
            Console.line("detached: the mission goes on. copilot-tui attach \(run.run) comes back.")
            terminal.detach()
        case .terminalLost: terminal.detach()
        }
    }

    /// Serves the run's socket; without it the mission still runs, and says so.
    private func serve(_ run: MissionRun, _ notices: NoticeBoard) async {
        guard let path = surroundings.state.socket(of: run.run) else { return }
        let server = ControlServer(
            connection: run.controller, path: path, clock: surroundings.clock,
            pid: ProcessInfo.processInfo.processIdentifier,
            logger: Logger(label: "control") { _ in SwiftLogNoOpLogHandler() })
        do throws(ControlError) {
            try await server.run()
        } catch {
            if error.code != .cancelled { notices.post("this run cannot be steered from elsewhere: \(error.message)") }
        }
    }

    private func watchSignals(_ controller: AutonomousModeController, _ patience: Patience) -> SignalWatch {
        let stop: @Sendable (StopCause) -> Void = { cause in
            Task {
                let receipt = try? await controller.submit(Intent(.stopMission(cause), by: .signal))
                // The mission is over, and something still keeps the process: a reader that does not read, an end on the screen.
                if case .refused? = receipt { patience.end(cause.exitCode) }
            }
        }
        return SignalWatch([
            SIGTERM: { stop(.terminated) },
            SIGINT: { stop(.user) },
            // The terminal went away: the mission goes on.
            SIGHUP: {},
            SIGUSR1: {
                Task {
                    if case .refused? = try? await controller.submit(Intent(.pauseMission(drain: false), by: .signal)) {
                        _ = try? await controller.submit(Intent(.resumeMission, by: .signal))
                    }
                }
            },
        ])
    }

    private func say(_ end: MissionEnd, of run: RunID) {
        switch end {
        case .ended(let result):
            if options.output == .text || options.showsScreen {
                ResultText.lines(run: run, result).forEach { Console.line($0) }
            }
        case .stopped: Console.plainError("stopped; copilot-tui resume \(run) goes on")
        case .storeFailed(let error):
            Console.error(
                "\(error.message)\nwhat ran was ended; copilot-tui resume \(run) goes on once it can be written again")
        }
    }
}

/// What a stop does once the mission is over and only its viewer keeps the process.
private final class Patience: Sendable {
    private let action = Mutex<@Sendable (Int32) -> Void>({ ProcessExit.now($0) })

    func whenOver(_ action: @escaping @Sendable (Int32) -> Void) { self.action.withLock { $0 = action } }

    func end(_ code: Int32) { action.withLock { $0 }(code) }
}
