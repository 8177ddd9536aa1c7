internal import AsyncAlgorithms
internal import CopilotCells
internal import CopilotModel
internal import CopilotPorts
internal import CopilotScreen
internal import CopilotTUI
internal import Foundation

/// Shows a mission on the terminal and carries what the user does to it: the only place where view, terminal and mission meet.
///
/// Everything that happens comes through one channel, whose senders wait until it is taken: a flood holds up its source's pump,
/// never the engine, and costs no memory.
final class ScreenSession: Sendable {
    /// Why the screen was left.
    enum End: Sendable, Hashable {
        /// The mission is over, or is to be stopped.
        case quit
        /// The mission goes on without a screen.
        case detached
        /// The terminal went away.
        case terminalLost
    }

    /// What the loop takes.
    enum Item: Sendable {
        case message(ScreenMessage)
        /// The deliveries have ended: the mission is over, or its supervisor does not answer.
        case deliveriesEnded
        case frame
        /// The launcher, or the shell, has given the terminal back.
        case terminalReturned
        /// Leave, whoever looks.
        case leave
    }

    /// The shortest time between two frames, keys aside: 15 a second.
    static let frameInterval: Duration = .milliseconds(66)
    /// Bytes of a task's output that are shown when it is first looked at.
    static let tailBytes = 256 * 1024
    /// A follower takes a chunk so often at most; what a flood brings in between is passed over.
    static let outputInterval: Duration = .milliseconds(40)

    let connection: any MissionConnection
    let screen: Screen
    let terminal: TerminalJob
    let clock: any EngineClock
    let setup: ScreenSetup
    let channel = AsyncChannel<Item>()

    init(
        connection: any MissionConnection, screen: Screen, terminal: TerminalJob, clock: any EngineClock,
        setup: ScreenSetup
    ) {
        self.connection = connection
        self.screen = screen
        self.terminal = terminal
        self.clock = clock
        self.setup = setup
    }

    /// Shows the mission until the user leaves, or the terminal does.
    func run() async -> End {
        let (frames, requestFrame) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let (follows, follow) = AsyncStream<TaskID?>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let (intents, submit) = AsyncStream<Intent>.makeStream(bufferingPolicy: .bufferingOldest(64))
        let (typed, type) = AsyncStream<(TaskID, [UInt8])>.makeStream(bufferingPolicy: .bufferingOldest(1_024))
        terminal.onReturn { [channel] in Task { await channel.send(.terminalReturned) } }
        terminal.onLoss { [channel] in Task { await channel.send(.message(.input(.hangUp))) } }
        return await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.pumpDeliveries() }
            group.addTask { await self.pumpInput() }
            group.addTask { await self.pumpTicks() }
            group.addTask { await self.pumpFrames(frames) }
            group.addTask { await self.pumpOutput(follows) }
            group.addTask { await self.pumpIntents(intents) }
            group.addTask { await self.pumpTyping(typed) }
            let end = await loop(
                Outlets(
                    requestFrame: { requestFrame.yield() }, follow: { follow.yield($0) }, submit: { submit.yield($0) },
                    type: { type.yield(($0, $1)) }))
            channel.finish()
            group.cancelAll()
            return end
        }
    }

    /// Shows a sentence about the supervisor itself.
    func note(_ sentence: String) {
        Task { [channel] in await channel.send(.message(.notice(sentence, isProblem: true))) }
    }

    /// Ends ``run()`` as if the user had left.
    func leave() { Task { [channel] in await channel.send(.leave) } }

    /// What the loop alone changes.
    struct View {
        var model: ScreenModel
        var setup: ScreenSetup
        var size: (columns: Int, rows: Int)
    }

    /// Where the loop's wishes go.
    struct Outlets {
        let requestFrame: () -> Void
        let follow: (TaskID?) -> Void
        let submit: (Intent) -> Void
        let type: (TaskID, [UInt8]) -> Void
    }

    private func loop(_ outlets: Outlets) async -> End {
        var view = View(
            model: ScreenModel(now: clock.now(), glyphs: setup.glyphs, keymap: setup.keymap), setup: setup,
            size: screen.size)
        _ = view.model.update(.themes(names: setup.themes.names, current: setup.themes.current))
        for notice in setup.notices { _ = view.model.update(.notice(notice, isProblem: true)) }
        draw(&view)
        for await item in channel {
            var isUrgent = false
            switch item {
            case .frame: draw(&view)
            case .leave: return .quit
            case .terminalReturned:
                await screen.resume()
                view.size = screen.size
                draw(&view)
            case .deliveriesEnded:
                // Stopped on request: there is no end to look at. An end stays until its user has seen it.
                if case .stopped? = view.model.state?.status { return .quit }
                if !setup.isLocal, view.model.state?.status.isOver != true { _ = view.model.update(.connectionLost) }
                isUrgent = true
            case .message(let message):
                if case .input(let input) = message {
                    isUrgent = true
                    if case .resize(let width, let height) = input { view.size = (width, height) }
                    if input == .hangUp { return .terminalLost }
                }
                for command in view.model.update(message) {
                    if let end = await perform(command, &view, outlets) { return end }
                }
            }
            switch item {
            case .frame: break
            // It waits for nothing, so a quiet screen costs one timer and one frame a second.
            case .message(.tick): draw(&view)
            // Shown with the next second: a frame of its own would double what an idle screen costs.
            case .message(.delivery(.health)): break
            case .message, .deliveriesEnded, .terminalReturned, .leave:
                if isUrgent { draw(&view) } else { outlets.requestFrame() }
            }
        }
        return .terminalLost
    }

    private func draw(_ view: inout View) {
        screen.present(ScreenView.render(view.model, width: view.size.columns, height: view.size.rows))
        if let archive = setup.archive, let wanted = view.model.wantedItems() {
            aside { .items(archive.items(of: wanted.task, from: wanted.offset, limit: wanted.limit), of: wanted) }
        }
    }

    // MARK: Pumps

    private func pumpDeliveries() async {
        for await delivery in connection.deliveries() { await channel.send(.message(.delivery(delivery))) }
        await channel.send(.deliveriesEnded)
    }

    private func pumpInput() async {
        for await input in screen.events { await channel.send(.message(.input(input))) }
    }

    private func pumpTicks() async {
        while !Task.isCancelled {
            do { try await clock.sleep(for: .seconds(1)) } catch { return }
            await channel.send(.message(.tick(clock.now())))
        }
    }

    private func pumpFrames(_ requests: AsyncStream<Void>) async {
        for await _ in requests {
            do { try await clock.sleep(for: Self.frameInterval) } catch { return }
            await channel.send(.frame)
        }
    }

    private func pumpOutput(_ follows: AsyncStream<TaskID?>) async {
        var follower: Task<Void, Never>?
        for await task in follows {
            follower?.cancel()
            follower = task.map { task in Task { await self.follow(task) } }
        }
        follower?.cancel()
    }

    private func follow(_ task: TaskID) async {
        for await chunk in connection.output(of: task, tailBytes: Self.tailBytes) {
            if Task.isCancelled { return }
            await channel.send(.message(.output(task, chunk)))
            do { try await clock.sleep(for: Self.outputInterval) } catch { return }
        }
    }

    /// Keys typed into a task, in their order; what has piled up goes as one.
    private func pumpTyping(_ typed: AsyncStream<(TaskID, [UInt8])>) async {
        for await (task, bytes) in typed {
            do throws(ConnectionError) {
                try await connection.type(bytes, into: task)
            } catch {
                await channel.send(.message(.notice("not typed: \(error.message)", isProblem: true)))
            }
        }
    }

    private func pumpIntents(_ intents: AsyncStream<Intent>) async {
        for await intent in intents {
            let receipt: IntentReceipt
            do throws(ConnectionError) {
                receipt = try await connection.submit(intent)
            } catch {
                receipt = .refused(error.message)
            }
            await channel.send(.message(.receipt(receipt, for: intent)))
        }
    }
}
