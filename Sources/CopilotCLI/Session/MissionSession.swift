internal import CopilotAutonomy
internal import CopilotControl
internal import CopilotEngine
internal import CopilotHost
internal import CopilotModel
internal import CopilotPorts
internal import CopilotStore
internal import Foundation
internal import Logging

/// Carries a run from its opening to its end in this process: signals, control socket, and whoever looks at it.
struct MissionSession: Sendable {
    let options: RunOptions
    let surroundings: Surroundings

    /// Opens the run, carries it, and gives the exit code.
    ///
    /// - Throws: what opening it throws; nothing runs then.
    func carry(_ open: (@escaping @Sendable (EngineNotice) -> Void) throws -> MissionRun) async throws -> Int32 {
        let notices = NoticeBoard()
        let run = try open { notices.post($0) }
        if let owner = run.tookOverFrom {
            notices.post("took the workspace over from process \(owner.process.pid), which died without a word")
        }
        let watch = watchSignals(run.controller)
        defer { watch.cancel() }
        return await withTaskGroup(of: Void.self) { group in
            group.addTask { await serve(run, notices) }
            group.addTask { await show(run, notices) }
            let end = await run.execute()
            group.cancelAll()
            await group.waitForAll()
            say(end, of: run.run)
            return end.exitCode
        }
    }

    private func show(_ run: MissionRun, _ notices: NoticeBoard) async {
        notices.attach { Console.error($0) }
        await HeadlessPrinter(connection: run.controller, form: options.output, clock: surroundings.clock).run()
    }

    /// Serves the run's socket; without it the mission still runs, and says so.
    private func serve(_ run: MissionRun, _ notices: NoticeBoard) async {
        guard let path = surroundings.state.socket(of: run.run) else { return }
        let server = ControlServer(
            connection: run.controller, path: path, clock: surroundings.clock, pid: ProcessInfo.processInfo.processIdentifier,
            logger: Logger(label: "control") { _ in SwiftLogNoOpLogHandler() })
        do throws(ControlError) {
            try await server.run()
        } catch {
            notices.post("this run cannot be steered from elsewhere: \(error.message)")
        }
    }

    private func watchSignals(_ controller: AutonomousModeController) -> SignalWatch {
        let submit: @Sendable (Intent.Action) -> Void = { action in
            Task { _ = try? await controller.submit(Intent(action, by: .signal)) }
        }
        return SignalWatch([
            SIGTERM: { submit(.stopMission(.terminated)) },
            SIGINT: { submit(.stopMission(.user)) },
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
            if options.output == .text || options.showsScreen { ResultText.lines(run: run, result).forEach { Console.line($0) } }
        case .stopped: Console.plainError("stopped; copilot-tui resume \(run) goes on")
        case .storeFailed(let error):
            Console.error("\(error.message)\nwhat ran was ended; copilot-tui resume \(run) goes on once it can be written again")
        }
    }
}
