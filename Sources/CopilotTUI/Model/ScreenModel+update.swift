import CopilotCells
import CopilotModel

extension ScreenModel {
    /// Folds a message in and says what has to be done.
    package mutating func update(_ message: ScreenMessage) -> [ScreenCommand] {
        switch message {
        case .delivery(let delivery): return take(delivery)
        case .output(let task, let chunk):
            if task == followed, background == nil { log.append(chunk) }
            if task == takeover?.task { takeover?.append(chunk) }
            return []
        case .input(let event): return take(event)
        case .tick(let moment): return tick(moment)
        case .receipt(let receipt, let intent):
            switch receipt {
            case .accepted: say("\(IntentPresentation.words(intent.action)): accepted")
            case .refused(let reason):
                say("\(IntentPresentation.words(intent.action)): refused, \(reason)", isProblem: true)
            }
            return []
        case .items(let items, let request):
            self.items.take(items, from: request.offset, of: request.task)
            return []
        case .keymap(let keymap):
            self.keymap = keymap
            return []
        case .themes(let names, let current):
            themes = names
            theme = current
            return []
        case .notice(let text, let isProblem):
            say(text, isProblem: isProblem)
            return []
        case .connectionLost:
            isConnectionLost = true
            return []
        case .connectionRestored:
            isConnectionLost = false
            say("connected again")
            log.restart()
            return followed.map { [.follow($0)] } ?? []
        }
    }

    private mutating func tick(_ moment: Moment) -> [ScreenCommand] {
        if let toast, moment.wallMilliseconds >= toast.until { self.toast = nil }
        guard background == nil else { return [] }
        now = moment
        noteHeld()
        if let state, tree.filter?.statuses.isEmpty == false, state.tasks.count > TreeView.promptFilterLimit {
            tree.layOut(state, height: content(of: .tree).height)
            return followSelection()
        }
        return []
    }

    private mutating func take(_ delivery: Delivery) -> [ScreenCommand] {
        if background != nil {
            keep(delivery)
            return []
        }
        switch delivery {
        case .snapshot(let snapshot):
            let isFirst = state == nil
            let before = state?.failures.last
            if state?.isReloaded != snapshot.isReloaded { items.clear() }
            state = snapshot
            live = LiveTasks(snapshot)
            noteHeld()
            tree.layOut(snapshot, height: content(of: .tree).height)
            keepErrorsInPlace(since: before)
            if !isFirst, case .ended = snapshot.status, dialog == nil { dialog = .result(scroll: 0) }
            return followRunning() + followSelection()
        case .events(let records): return fold(records)
        case .health(let sample):
            health.append(sample)
            return []
        case .lagged: return []
        }
    }

    private mutating func fold(_ records: [EventRecord]) -> [ScreenCommand] {
        guard state != nil else { return [] }
        let before = state?.failures.last
        var isGrown = false
        var asked: TaskID?
        for record in records {
            state?.reduce(record)
            guard let state else { continue }
            switch record.event {
            case .mission(.ended): if dialog == nil { dialog = .result(scroll: 0) }
            case .mission(.reloaded):
                items.clear()
                isGrown = true
            case .mission(.braked), .mission(.thawed): noteHeld()
            case .mission: break
            case .task(let id, let event):
                if case .expanded = event { isGrown = true }
                if case .prompted = event { asked = id }
                if let ordinal = state.ordinal(of: id) { live.note(ordinal, in: state) }
            }
        }
        if let asked { showQuestion(of: asked) }
        guard let state else { return [] }
        let isFiltered = tree.filter?.statuses.isEmpty == false && state.tasks.count <= TreeView.promptFilterLimit
        if isGrown || isFiltered { tree.layOut(state, height: content(of: .tree).height) }
        keepErrorsInPlace(since: before)
        return followRunning() + followSelection()
    }

    /// Folds what is delivered while the display stands still.
    private mutating func keep(_ delivery: Delivery) {
        switch delivery {
        case .snapshot(let snapshot): background?.state = snapshot
        case .events(let records): for record in records { background?.state?.reduce(record) }
        case .health(let sample): background?.health.append(sample)
        case .lagged: break
        }
    }

    /// Lets the display stand still, or catch up.
    mutating func toggleFreeze() -> [ScreenCommand] {
        guard let background else {
            self.background = Background(state: state, health: health)
            return []
        }
        self.background = nil
        health = background.health
        log.restart()
        let commands = background.state.map { take(.snapshot($0)) } ?? []
        return commands.isEmpty ? followed.map { [.follow($0)] } ?? [] : commands
    }

    /// Counts whom brakes hold; while there are none, that costs nothing.
    private mutating func noteHeld() {
        if held.isEmpty, state?.brakes.isEmpty != false { return }
        held = state?.heldCounts() ?? [:]
    }

    /// Moves the selection in the feed along with the failure it stands on when newer ones come in above it.
    private mutating func keepErrorsInPlace(since before: FailureEntry?) {
        guard let state, errors.selected > 0, let before else { return }
        let fresh = state.failures.reversed().prefix { $0 != before }.count
        if fresh > 0, fresh < state.failures.count {
            errors.select(
                errors.selected + fresh, count: state.failures.count, height: errorsParts.rows)
        }
    }

    /// Moves the selection to what runs, until the user has moved it.
    private mutating func followRunning() -> [ScreenCommand] {
        guard tree.isFollowingRunning, let state else { return [] }
        if let selected = tree.selectedOrdinal, live.ordinals.contains(where: { isSame($0, as: selected, state) }) {
            return []
        }
        let newest = live.ordinals.max { state.tasks[$0].startedAt < state.tasks[$1].startedAt }
        if let newest { tree.select(.task(newest), state, height: content(of: .tree).height) }
        return []
    }

    /// Whether a task is the other one or a child of it.
    private func isSame(_ ordinal: Int, as other: Int, _ state: MissionState) -> Bool {
        ordinal == other || state.tasks[ordinal].declaration == other
    }

    /// Asks for the output of what is selected now, if it is another task than before.
    mutating func followSelection() -> [ScreenCommand] {
        guard let state else { return [] }
        let wanted = selectedOrdinal.flatMap { state.isAggregate($0) ? nil : state.tasks[$0].id }
        guard wanted != followed else { return [] }
        followed = wanted
        log.open(wanted)
        return [.follow(wanted)]
    }
}
