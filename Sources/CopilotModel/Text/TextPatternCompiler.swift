/// A pattern's tree.
indirect enum TextPatternTree {
    case one(ScalarSet)
    case start, end
    case wordEdge(Bool)
    case sequence([TextPatternTree])
    case either([TextPatternTree])
    /// `most` nil: any number.
    case many(TextPatternTree, least: Int, most: Int?)
}

/// Writes a tree out as the steps of a machine.
struct TextPatternCompiler {
    private(set) var steps: [TextPattern.Step] = []
    /// Parts written so far: repetitions of nothing make no steps, but take their time.
    private var parts = 0

    /// Appends the steps of `tree`.
    mutating func add(_ tree: TextPatternTree) throws(TextPattern.Problem) {
        parts += 1
        if parts > 20 * TextPattern.mostSteps { throw Self.tooLarge }
        switch tree {
        case .one(let set): try append(.one(set))
        case .start: try append(.start)
        case .end: try append(.end)
        case .wordEdge(let wanted): try append(.wordEdge(wanted))
        case .sequence(let trees): for tree in trees { try add(tree) }
        case .either(let trees): try addEither(trees[...])
        case .many(let tree, let least, let most): try addMany(tree, least, most)
        }
    }

    private static let tooLarge = TextPattern.Problem(
        message: "it is too large once its repetitions are written out; make it simpler")

    private mutating func append(_ step: TextPattern.Step) throws(TextPattern.Problem) {
        guard steps.count < TextPattern.mostSteps else { throw Self.tooLarge }
        steps.append(step)
    }

    private mutating func addEither(_ trees: ArraySlice<TextPatternTree>) throws(TextPattern.Problem) {
        var jumps: [Int] = []
        for (index, tree) in zip(trees.indices, trees) {
            let split = steps.count
            let isLast = index == trees.index(before: trees.endIndex)
            if !isLast { try append(.split(0, 0)) }
            try add(tree)
            if isLast { break }
            jumps.append(steps.count)
            try append(.jump(0))
            steps[split] = .split(split + 1, steps.count)
        }
        for jump in jumps { steps[jump] = .jump(steps.count) }
    }

    private mutating func addMany(_ tree: TextPatternTree, _ least: Int, _ most: Int?) throws(TextPattern.Problem) {
        for _ in 0..<least { try add(tree) }
        guard let most else {
            let split = steps.count
            try append(.split(0, 0))
            try add(tree)
            try append(.jump(split))
            steps[split] = .split(split + 1, steps.count)
            return
        }
        var splits: [Int] = []
        for _ in least..<max(least, most) {
            splits.append(steps.count)
            try append(.split(0, 0))
            try add(tree)
        }
        for split in splits { steps[split] = .split(split + 1, steps.count) }
    }
}
