internal import AsyncAlgorithms
internal import CopilotCells
internal import CopilotModel
internal import CopilotPorts
internal import CopilotScreen
internal import CopilotTUI

extension ScreenSession {
    /// Does what the screen asks; an end if it is to be left.
    func perform(_ command: ScreenCommand, _ view: inout View, _ outlets: Outlets) async -> End? {
        switch command {
        case .submit(let intent): outlets.submit(intent)
        case .follow(let task): outlets.follow(task)
        case .type(let task, let bytes): outlets.type(task, bytes)
        case .detach: return .detached
        case .stopAndQuit: outlets.submit(Intent(.stopMission(.user), by: .screen))
        case .quit: return .quit
        case .suspend:
            await screen.suspend()
            terminal.suspend()
        case .redraw: screen.redraw()
        case .reload: reload(&view)
        case .copy(let text): screen.copy(text)
        case .export(let task): export(task)
        case .setTheme(let name): use(theme: name, &view)
        }
        return nil
    }

    /// Reads configuration, keymap and themes again and says what came of it.
    private func reload(_ view: inout View) {
        let problems = view.setup.reload()
        let themes = view.setup.themes
        _ = view.model.update(.keymap(view.setup.keymap))
        use(theme: themes.current, &view)
        _ = view.model.update(.themes(names: themes.names, current: themes.current))
        let more = problems.count > 1 ? " (and more: copilot-tui doctor)" : ""
        let first = problems.first.flatMap { $0.split(separator: "\n").first }
        let notice = first.map { "\($0)\(more)" } ?? "configuration, keys and themes were read again"
        _ = view.model.update(.notice(notice, isProblem: first != nil))
    }

    private func use(theme name: String, _ view: inout View) {
        guard let theme = view.setup.themes.theme(named: name) else { return }
        view.setup.themes.current = name
        screen.use(theme: theme)
    }

    private func export(_ task: TaskID) {
        guard let archive = setup.archive else { return }
        aside {
            do throws(StoreError) {
                return .notice(try archive.export(task), isProblem: false)
            } catch {
                return .notice("the log was not written: \(error.message)", isProblem: true)
            }
        }
    }

    /// Does something slow beside the loop, which hears of it when it is done.
    func aside(_ work: @escaping @Sendable () -> ScreenMessage) {
        Task.detached { [channel] in await channel.send(.message(work())) }
    }
}
