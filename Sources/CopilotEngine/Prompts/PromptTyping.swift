internal import CopilotModel

/// An answer on its way: what is still to be typed, and how it will be known that it was taken. Pure; the watch acts.
struct PromptTyping: Sendable {
    /// What to do next.
    enum Step: Sendable, Hashable {
        case type([UInt8])
        /// Look again at this time.
        case wait(until: Duration)
        case done(PromptOutcome)
    }

    /// What is seen of the attempt at one instant.
    struct View: Sendable {
        var now: Duration
        /// ``WatchedScreen/appearance``.
        var screen: UInt64
        var activity: UInt64?
        /// Whether who was asked for still waits; nil: that was never known.
        var isWaiting: Bool?
        var isCanonical: Bool
        /// The line that the cursor stands in, and what of it stands before the cursor.
        var line = ""
        var question = ""
        /// What is asked now; nil: nothing, or nobody has looked: see ``PromptTyping/wantsPrompt(at:)``.
        var prompt: Prompt?
    }

    /// How long a form of the answer has to move something.
    static let patience: Duration = .milliseconds(700)
    /// Between two keys of a program that takes them one by one.
    static let keyPause: Duration = .milliseconds(5)
    /// For so long must a reader of keys have stopped waiting before it counts as gone on: it may only be drawing.
    static let leftFor: Duration = .milliseconds(20)

    let answer: PromptAnswer
    /// Who waits for it; nil: nobody was seen.
    let waiter: Int32?
    /// Fetched, and not typed yet.
    private(set) var parts: [[UInt8]]
    private let aim: PromptAim
    private var otherwise: [UInt8]?
    private var sent: String?
    private var before: View
    private var lastTyped: Duration
    private var leftSince: Duration?
    private var checks = 0
    /// Whether anything of this form was typed, and of any form.
    private var hasTyped = false
    private(set) var hasEverTyped = false
    /// Whether this form has moved from one choice to another.
    private var hasMoved = false

    /// - Parameters:
    ///   - prompt: what is answered; nil: it is not known, and nothing is confirmed that was moved to.
    ///   - view: the screen and the waiter as they were verified; what follows is held against it.
    init(_ answer: PromptAnswer, bytes: [UInt8], waiter: Int32?, prompt: Prompt? = nil, view: View) {
        self.answer = answer
        self.waiter = waiter
        before = view
        lastTyped = view.now
        otherwise = answer.otherwise.map { Array($0.utf8) }
        if case .text(let text) = answer.typing { sent = text }
        aim = PromptAim(prompt, send: sent, line: view.isCanonical ? nil : view.question)
        parts = []
        load(bytes, isCanonical: view.isCanonical)
    }

    /// What came of it if the attempt has ended meanwhile.
    var outcomeAtEnd: PromptOutcome { hasEverTyped ? .taken(send: sent) : .gone }

    var isSecret: Bool { if case .secret = answer.typing { true } else { false } }

    /// Whether it cannot go on without knowing what is asked now: reading a screen is dear.
    func wantsPrompt(at now: Duration) -> Bool {
        if let part = parts.first { return isConfirmation(part) }
        return otherwise != nil && now - lastTyped >= Self.patience
    }

    /// A person has taken over: nothing more is typed.
    mutating func standDown() {
        parts = []
        otherwise = nil
    }

    private mutating func load(_ bytes: [UInt8], isCanonical: Bool) {
        parts = isCanonical || isSecret ? [bytes] : KeyStrokes.parts(of: bytes)
    }

    /// Whether a part takes what was moved to.
    private func isConfirmation(_ part: [UInt8]) -> Bool { hasMoved && part == [KeyStrokes.enter] }

    /// What follows from what is seen now.
    mutating func step(_ view: View) -> Step {
        guard let part = parts.first else { return confirm(view) }
        if hasTyped {
            if view.now - lastTyped < Self.keyPause { return .wait(until: lastTyped + Self.keyPause) }
            if let step = stop(before: part, view) { return step }
        }
        parts.removeFirst()
        if !view.isCanonical, KeyStrokes.isMove(part) { hasMoved = true }
        hasTyped = true
        hasEverTyped = true
        lastTyped = view.now
        checks = 0
        return .type(part)
    }

    /// Why the next part is not typed now; nil: it may be.
    private mutating func stop(before part: [UInt8], _ view: View) -> Step? {
        let isLate = view.now - lastTyped >= Self.patience
        // Between two keys it may be drawing; whoever has gone for long has taken what was typed so far.
        if view.isWaiting == false { return isLate ? .done(.taken(send: sent)) : pause(view.now) }
        if isConfirmation(part) {
            // To confirm what is not the reply would be another answer.
            if view.screen != before.screen, aim.isReached(view.prompt) { return nil }
            return isLate ? nextForm(view) : pause(view.now)
        }
        // The rest would stand in the next question.
        if part == [KeyStrokes.enter], !aim.isStillAsked(onLine: view.line) { return .done(.taken(send: sent)) }
        return nil
    }

    private mutating func confirm(_ view: View) -> Step {
        if isTaken(view) { return .done(.taken(send: sent)) }
        if view.now - lastTyped < Self.patience { return pause(view.now) }
        return nextForm(view)
    }

    private mutating func nextForm(_ view: View) -> Step {
        guard let form = otherwise, view.isWaiting != false, view.screen == before.screen,
            aim.allowsNextForm(form, at: view.prompt, isCanonical: view.isCanonical)
        else { return .done(.ignored) }
        otherwise = nil
        sent = answer.otherwise
        load(form, isCanonical: view.isCanonical)
        before = view
        leftSince = nil
        hasTyped = false
        hasMoved = false
        return step(view)
    }

    /// Each look a little later than the one before.
    private mutating func pause(_ now: Duration) -> Step {
        checks += 1
        return .wait(until: now + min(.milliseconds(64), .milliseconds(1 << min(checks, 6))))
    }

    private mutating func isTaken(_ view: View) -> Bool {
        let hasMoved = view.screen != before.screen
        let hasRun = view.activity == nil || before.activity == nil ? nil : view.activity != before.activity
        if before.isCanonical {
            // The echo alone moves the screen; a line that was read makes its reader run.
            if view.isWaiting == false { return true }
            return hasRun ?? hasMoved
        }
        if hasMoved, hasRun != false { return true }
        guard view.isWaiting == false else {
            leftSince = nil
            return false
        }
        let since = leftSince ?? view.now
        leftSince = since
        return view.now - since >= Self.leftFor
    }
}
