import CopilotModel

/// The rows of the tree as it is folded and filtered: an index in which a fan-out's children are ranges, so that
/// 100,000 of them cost one entry and a row is found by bisection.
struct TreeRows: Sendable, Hashable {
    /// What a row shows.
    enum Content: Sendable, Hashable {
        case mission
        /// A group, a fan-out or a task, by its ordinal.
        case task(Int)
        /// The line of attempts under the task of this ordinal.
        case attempts(Int)
    }

    /// A row: what it shows, and where it hangs.
    struct Row: Sendable, Hashable {
        var content: Content
        /// 0 for the mission.
        var depth: Int
        /// Whether nothing follows at its depth under the same parent.
        var isLast: Bool
        /// A bit for each depth of an ancestor that has siblings further down (bit 0: depth 1).
        var openAncestors: UInt64
    }

    /// A run of rows: one node, or consecutive children of one fan-out.
    struct Segment: Sendable, Hashable {
        enum Kind: Sendable, Hashable {
            case mission
            case node(Int)
            case children(Range<Int>)
            case attempts(Int)
        }

        var kind: Kind
        var start: Int
        var count: Int
        var depth: Int
        var openAncestors: UInt64
        /// Whether its last row is the last under its parent.
        var isLast: Bool

        func shows(_ content: Content) -> Bool {
            switch (kind, content) {
            case (.mission, .mission): true
            case (.node(let own), .task(let other)), (.attempts(let own), .attempts(let other)): own == other
            case (.children(let range), .task(let ordinal)): range.contains(ordinal)
            case (.mission, _), (.node, _), (.attempts, _), (.children, _): false
            }
        }
    }

    private(set) var segments: [Segment] = []
    /// How many rows there are.
    private(set) var count = 0

    init() {}

    /// The row at `index`; nil outside.
    subscript(index: Int) -> Row? {
        guard let segment = segment(of: index) else { return nil }
        let content: Content
        switch segment.kind {
        case .mission: content = .mission
        case .node(let ordinal): content = .task(ordinal)
        case .children(let range): content = .task(range.lowerBound + index - segment.start)
        case .attempts(let ordinal): content = .attempts(ordinal)
        }
        let isLast = segment.isLast && index == segment.start + segment.count - 1
        return Row(
            content: content, depth: segment.depth, isLast: isLast, openAncestors: segment.openAncestors)
    }

    /// The row that shows something; nil if it is folded away or filtered out. Takes as long as there are segments.
    func index(of content: Content) -> Int? {
        for segment in segments where segment.shows(content) {
            guard case .children(let range) = segment.kind, case .task(let ordinal) = content else {
                return segment.start
            }
            return segment.start + ordinal - range.lowerBound
        }
        return nil
    }

    private func segment(of index: Int) -> Segment? {
        guard index >= 0, index < count else { return nil }
        var low = 0
        var high = segments.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if segments[middle].start <= index { low = middle } else { high = middle - 1 }
        }
        return segments[low]
    }

    /// Appends rows of one kind; none for an empty range.
    mutating func append(_ kind: Segment.Kind, depth: Int, openAncestors: UInt64, isLast: Bool = false) {
        var length = 1
        if case .children(let range) = kind { length = range.count }
        guard length > 0 else { return }
        segments.append(
            Segment(
                kind: kind, start: count, count: length, depth: depth, openAncestors: openAncestors, isLast: isLast))
        count += length
    }
}
