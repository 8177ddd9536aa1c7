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
        var screen: UInt64
        var activity: UInt64?
        /// Whether who was asked for still waits; nil: that was never known.
        var isWaiting: Bool?
        var isCanonical: Bool
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
    private var movesThenConfirms = false
    private var otherwise: [UInt8]?
    private var sent: String?
    private var before: View
    private var lastTyped: Duration
    private var leftSince: Duration?
    private var checks = 0
    /// Whether anything of this form was typed, and of any form.
    private var hasTyped = false
    private(set) var hasEverTyped = false

    /// - Parameter view: the screen and the waiter as they were verified; what follows is held against it.
    init(_ answer: PromptAnswer, bytes: [UInt8], waiter: Int32?, view: View) {
        self.answer = answer
        self.waiter = waiter
        before = view
        lastTyped = view.now
        otherwise = answer.otherwise.map { Array($0.utf8) }
        if case .text(let text) = answer.typing { sent = text }
        parts = []
        load(bytes, isCanonical: view.isCanonical)
    }

    /// What came of it if the attempt has ended meanwhile.
    var outcomeAtEnd: PromptOutcome { hasEverTyped ? .taken(send: sent) : .gone }

    var isSecret: Bool { if case .secret = answer.typing { true } else { false } }

    private mutating func load(_ bytes: [UInt8], isCanonical: Bool) {
        parts = isCanonical || isSecret ? [bytes] : KeyStrokes.parts(of: bytes)
        movesThenConfirms = !isCanonical && KeyStrokes.movesThenConfirms(parts)
    }

    /// What follows from what is seen now.
    mutating func step(_ view: View) -> Step {
        guard let part = parts.first else { return confirm(view) }
        if hasTyped, view.now - lastTyped < Self.keyPause { return .wait(until: lastTyped + Self.keyPause) }
        if movesThenConfirms, parts.count == 1, view.screen == before.screen {
            // The keys moved nothing: to confirm now would confirm what happens to be selected.
            if view.now - lastTyped < Self.patience { return pause(view.now) }
            return nextForm(view)
        }
        parts.removeFirst()
        hasTyped = true
        hasEverTyped = true
        lastTyped = view.now
        checks = 0
        return .type(part)
    }

    private mutating func confirm(_ view: View) -> Step {
        if isTaken(view) { return .done(.taken(send: sent)) }
        if view.now - lastTyped < Self.patience { return pause(view.now) }
        return nextForm(view)
    }

    private mutating func nextForm(_ view: View) -> Step {
        guard let form = otherwise, view.isWaiting != false, view.screen == before.screen else {
            return .done(.ignored)
        }
        otherwise = nil
        sent = answer.otherwise
        load(form, isCanonical: view.isCanonical)
        before = view
        leftSince = nil
        hasTyped = false
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
