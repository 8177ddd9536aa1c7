import CopilotCells
import CopilotModel

/// What a failure was read from, what was decided and why, and what went before it. All text of commands is made safe.
enum EvidenceDialog {
    private static let widest = 96
    /// The cap on the earlier failures of the task that are listed.
    private static let mostEarlier = 20

    /// The furthest that it can be scrolled on a screen of the model's size.
    static func furthest(_ entry: FailureEntry, _ model: ScreenModel) -> Int {
        let screen = Area(column: 0, row: 0, width: model.width, height: model.height)
        let lines = lines(entry, model, width: width(on: screen))
        return max(0, lines.count - content(lines.count, on: screen).height)
    }

    static func draw(
        _ entry: FailureEntry, scroll: Int, _ model: ScreenModel, on screen: Area, into buffer: inout CellBuffer
    ) {
        let lines = lines(entry, model, width: width(on: screen))
        let area = content(lines.count, on: screen)
        let isMore = lines.count > area.height
        let open = model.keymap.key(for: .openTask, in: .errors).map { "\($0) opens the task, " } ?? ""
        let isNarrow = screen.width < 60
        let note = (isMore && !isNarrow ? "up and down scroll, " : "") + (isNarrow ? "" : open) + "esc closes"
        DialogFrame.draw(
            title: Sanitizer.line("\(entry.task)", columnLimit: 40), note: note, around: area,
            role: entry.failure.severity.role, model.glyphs, into: &buffer)
        let first = min(max(0, scroll), max(0, lines.count - area.height))
        for (row, line) in lines.dropFirst(first).prefix(area.height).enumerated() {
            line.draw(in: area, row: row, glyphs: model.glyphs, into: &buffer)
        }
        buffer.scrollbar(
            at: Point(column: area.column + area.width + 1, row: area.row), height: area.height, offset: first,
            visible: area.height, total: lines.count, Style(.role(.divider)), glyphs: model.glyphs)
    }

    private static func width(on screen: Area) -> Int { max(1, min(widest, screen.width - 6)) }

    private static func content(_ count: Int, on screen: Area) -> Area {
        DialogFrame.content(width: width(on: screen) + 1, height: count, on: screen)
    }

    // MARK: What it tells

    static func lines(_ entry: FailureEntry, _ model: ScreenModel, width: Int) -> [FactLine] {
        var page = Page(width: width - 1)
        kind(entry, model, &page)
        evidence(entry.failure, &page)
        decision(entry, model, &page)
        task(entry, model, &page)
        earlier(entry, model, &page)
        return page.lines
    }

    private static func kind(_ entry: FailureEntry, _ model: ScreenModel, _ page: inout Page) {
        let failure = entry.failure
        let time = TimePresentation.timeOfDay(entry.at, zoneSeconds: model.now.zoneSeconds)
        page.add(
            "\(time), attempt \(entry.attempt): \(failure.category.rawValue), \(failure.severity.rawValue)",
            failure.severity.role, .bold)
        page.add(failure.summary, .title, .bold)
        guard let reading = failure.reading else { return page.add("nobody has read its output", .inactive) }
        page.add("again: \(reading.isRetryable ? "may succeed later" : "would fail alike")")
        page.add("concerns: \(words(reading.scope))")
        if reading.recovery != .none { page.add("to mend it: \(words(reading.recovery))") }
        if let wait = reading.retryAfterMilliseconds {
            page.add("asks to wait for \(TimePresentation.duration(wait))", .eta)
        }
        page.add("by rule \(reading.rule), \(NumberPresentation.percent(reading.confidence * 100)) sure", .inactive)
    }

    private static func evidence(_ failure: Failure, _ page: inout Page) {
        guard let evidence = failure.reading?.evidence, !evidence.isEmpty else { return }
        page.heading("seen")
        for line in evidence.prefix(Failure.Reading.mostEvidence) { page.add(line, .text, indent: 2) }
    }

    private static func decision(_ entry: FailureEntry, _ model: ScreenModel, _ page: inout Page) {
        page.heading("decided")
        page.add(entry.decision, .retry, indent: 2)
        guard let state = model.state else { return }
        let now = FailurePresentation(entry: entry, state: state, now: model.now)
        if let next = now.nextTry, entry.decision.hasPrefix(now.decision) {
            page.add("next try \(next)", .eta, indent: 2)
        } else if now.decision != entry.decision {
            page.add("now: \(now.decisionAndNextTry)", .eta, indent: 2)
        }
        guard let ordinal = state.ordinal(of: entry.task), let brake = state.brake(holding: ordinal) else { return }
        let words = BrakePresentation(brake: brake, now: model.now)
        page.add("\(words.lead): \(words.reason); \(words.probe)", .paused, indent: 2)
    }

    private static func task(_ entry: FailureEntry, _ model: ScreenModel, _ page: inout Page) {
        guard let state = model.state, let ordinal = state.ordinal(of: entry.task),
            let detail = state.tasks[ordinal].detail
        else { return }
        let costs = detail.account.map {
            RecoveryPresentation.costs($0, state.declaration(of: ordinal), now: model.now)
        }
        let remedies = detail.account?.remedies ?? []
        guard costs?.isEmpty == false || !remedies.isEmpty || detail.recovered != nil else { return }
        page.heading("the task since")
        if let recovered = detail.recovered {
            page.add(
                RecoveryPresentation.words(recovered), RecoveryPresentation.status(recovered)?.role ?? .ok, indent: 2)
        }
        for fact in costs ?? [] { page.add(fact, .text, indent: 2) }
        for remedy in remedies {
            let isBeingDone = detail.remedy == remedy
            page.add("\(isBeingDone ? "is being mended" : "tried to mend it"): \(remedy.summary)", .text, indent: 2)
        }
        for (name, value) in (detail.account?.environment ?? [:]).sorted(by: { $0.key < $1.key }) {
            page.add("with \(name)=\(value)", .inactive, indent: 2)
        }
    }

    private static func earlier(_ entry: FailureEntry, _ model: ScreenModel, _ page: inout Page) {
        guard let state = model.state else { return }
        let failures = state.failures.filter { $0.task == entry.task && $0 != entry && $0.at <= entry.at }
        guard !failures.isEmpty else { return }
        page.heading("failed before")
        for failure in failures.reversed().prefix(mostEarlier) {
            let time = TimePresentation.timeOfDay(failure.at, zoneSeconds: model.now.zoneSeconds)
            page.add(
                "\(time) attempt \(failure.attempt), \(failure.failure.category.rawValue): \(failure.failure.summary) "
                    + "\(model.glyphs.arrow) \(failure.decision)", .inactive, indent: 2)
        }
        if failures.count > mostEarlier { page.add("and \(failures.count - mostEarlier) more", .inactive, indent: 2) }
    }

    private static func words(_ scope: Failure.Scope) -> String {
        switch scope {
        case .task: "this task"
        case .host: "this machine: others here may fail alike"
        case .network: "the network: what needs it may fail alike"
        case .quota: "a usage limit: what shares it fails alike"
        }
    }

    private static func words(_ recovery: Failure.Recovery) -> String {
        recovery.rawValue.replacing("_", with: " ")
    }

    /// Lines that are filled up to a width.
    private struct Page {
        let width: Int
        var lines: [FactLine] = []

        init(width: Int) { self.width = width }

        mutating func add(
            _ text: String, _ role: Role = .text, _ attributes: Style.Attributes = [], indent: Int = 0
        ) {
            let blanks = String(repeating: " ", count: indent)
            for line in TextFlow.lines(Sanitizer.line(text), width: max(1, width - indent), breakingWords: true) {
                lines.append(FactLine(blanks + line, role, attributes))
            }
        }

        mutating func heading(_ text: String) {
            lines.append(FactLine(""))
            lines.append(FactLine(text, .title, .bold))
        }
    }
}
