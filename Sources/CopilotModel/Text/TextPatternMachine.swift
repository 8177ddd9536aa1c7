/// The states that a ``TextPattern`` is in while it walks over a text.
struct TextPatternMachine {
    /// What stands around the place between two characters.
    struct Place {
        var before: Unicode.Scalar?
        var after: Unicode.Scalar?
        var isEnd: Bool

        var isStart: Bool { before == nil }
        var isWordEdge: Bool { Self.isWord(before) != Self.isWord(after) }

        private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
            scalar.map { ScalarSet(ranges: ScalarSet.word).contains(CaseVariants($0)) } ?? false
        }
    }

    let steps: [TextPattern.Step]
    var place = Place(before: nil, after: nil, isEnd: false)
    private(set) var isFound = false
    private var states: [Int] = []
    private var isEntered: [Bool]
    private var pending: [Int] = []

    init(steps: [TextPattern.Step]) {
        self.steps = steps
        isEntered = Array(repeating: false, count: steps.count)
    }

    /// Enters the state at `step`, and all that are reached from it without a character.
    mutating func enter(_ step: Int) {
        pending.append(step)
        while let step = pending.popLast() {
            if !steps.indices.contains(step) || isEntered[step] { continue }
            isEntered[step] = true
            switch steps[step] {
            case .one: states.append(step)
            case .split(let one, let other): pending += [other, one]
            case .jump(let target): pending.append(target)
            case .start: if place.isStart { pending.append(step + 1) }
            case .end: if place.isEnd { pending.append(step + 1) }
            case .wordEdge(let wanted): if place.isWordEdge == wanted { pending.append(step + 1) }
            case .found: isFound = true
            }
        }
    }

    /// Goes on over `scalar`; the states behind it are entered by the caller's next ``place``.
    mutating func consume(_ scalar: Unicode.Scalar) {
        let variants = CaseVariants(scalar)
        arrivals = states.filter { step in
            if case .one(let set) = steps[step] { set.contains(variants) } else { false }
        }
        states.removeAll(keepingCapacity: true)
        for index in isEntered.indices { isEntered[index] = false }
    }

    /// The states whose character was just read.
    private(set) var arrivals: [Int] = []

    /// Enters what follows on ``arrivals``, now that ``place`` is known.
    mutating func arrive() {
        for step in arrivals { enter(step + 1) }
        arrivals.removeAll(keepingCapacity: true)
    }
}
