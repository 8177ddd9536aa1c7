/// The panes of the screen, in the order in which the focus goes round.
package enum PaneID: String, Sendable, Hashable, CaseIterable {
    case tree, errors, timeouts, health, detail

    /// The pane's number on the screen and its key: 1 to 4, and 0 for the detail.
    package var number: Int {
        switch self {
        case .tree: 1
        case .errors: 2
        case .timeouts: 3
        case .health: 4
        case .detail: 0
        }
    }

    /// The context of the pane's keys.
    package var keyContext: KeyContext {
        switch self {
        case .tree: .tree
        case .errors: .errors
        case .timeouts: .timeouts
        case .health: .health
        case .detail: .log
        }
    }

    /// The pane that follows when the focus goes on, and the one before.
    package var next: PaneID { neighbour(1) }
    package var previous: PaneID { neighbour(Self.allCases.count - 1) }

    private func neighbour(_ distance: Int) -> PaneID {
        let all = Self.allCases
        let place = all.firstIndex(of: self) ?? 0
        return all[(place + distance) % all.count]
    }
}
