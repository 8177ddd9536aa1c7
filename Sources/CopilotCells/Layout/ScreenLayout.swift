/// Where everything stands on a screen of a given size.
package struct ScreenLayout: Sendable, Hashable {
    /// The smallest screen that is drawn on.
    package static let minimumWidth = 40
    package static let minimumHeight = 10

    /// What the user asked for.
    package struct Options: Sendable, Hashable {
        /// The pane that has the focus: where there is room for one list, it is this one.
        package var focus: PaneID
        /// What the tabbed pane shows; the tree has a place of its own and counts as the detail here.
        package var tab: PaneID
        /// The pane that has the whole screen.
        package var zoomed: PaneID?
        package var arrangement: Arrangement

        package init(
            focus: PaneID = .tree, tab: PaneID = .detail, zoomed: PaneID? = nil, arrangement: Arrangement = .automatic
        ) {
            self.focus = focus
            self.tab = tab == .tree ? .detail : tab
            self.zoomed = zoomed
            self.arrangement = arrangement
        }
    }

    /// The ways to arrange the panes that the user can step through.
    package enum Arrangement: String, Sendable, Hashable, CaseIterable {
        /// What the size suggests.
        case automatic
        /// The tree and one tabbed pane, however large the screen is.
        case tabbed
        /// One pane at a time.
        case single

        package var next: Arrangement {
            switch self {
            case .automatic: .tabbed
            case .tabbed: .single
            case .single: .automatic
            }
        }
    }

    /// Which of the arrangements it became.
    package enum Kind: Sendable, Hashable {
        /// From 120×34: all panes.
        case full
        /// Up to 84 columns and from 46 rows: all panes, one below the other.
        case portrait
        /// From 80×24: the tree, a tabbed pane and a line of gauges.
        case tabbed
        /// From 60×16: one pane and a status line, the tree unless another has the focus.
        case compact
        /// From 40×10: one pane without a header.
        case list
        case zoomed(PaneID)
        case tooSmall
    }

    package let kind: Kind
    package let width: Int
    package let height: Int
    /// The mission's name, clock and counts; empty where there is no room.
    package internal(set) var header = Area(column: 0, row: 0, width: 0, height: 0)
    /// The gauge line or, in the compact arrangement, the status line; empty where there is none.
    package internal(set) var gauges = Area(column: 0, row: 0, width: 0, height: 0)
    /// The keys; the screen's last row.
    package internal(set) var footer = Area(column: 0, row: 0, width: 0, height: 0)
    /// The panes that can be seen, with their frames. They do not overlap.
    package internal(set) var panes: [PaneID: Area] = [:]
    /// The panes that share one place, of which `panes` has one; empty where every pane has its own.
    package internal(set) var tabs: [PaneID] = []

    /// The layout of a screen. A size below 40×10 has no areas at all and a message instead.
    package static func make(width: Int, height: Int, options: Options = Options()) -> ScreenLayout {
        let kind = kind(width: width, height: height, options)
        var layout = ScreenLayout(kind: kind, width: max(0, width), height: max(0, height))
        guard kind != .tooSmall else { return layout }
        layout.arrange(options)
        return layout
    }

    /// What a screen that is too small says. It fits on one line of 40 columns.
    ///
    /// - Parameter glyphs: decides between `×` and `x`.
    package func tooSmallMessage(glyphs: Glyphs = .unicode) -> String {
        let by = glyphs.isASCII ? "x" : "×"
        let (leastWidth, leastHeight) = (Self.minimumWidth, Self.minimumHeight)
        return "Terminal too small: have \(width)\(by)\(height), need \(leastWidth)\(by)\(leastHeight)"
    }

    /// The pane at a place, for the mouse.
    package func pane(at point: Point) -> PaneID? {
        PaneID.allCases.first { panes[$0]?.contains(point) ?? false }
    }

    /// Whether a pane is drawn.
    package func shows(_ pane: PaneID) -> Bool { panes[pane] != nil }

    private init(kind: Kind, width: Int, height: Int) {
        self.kind = kind
        self.width = width
        self.height = height
    }

    private static func kind(width: Int, height: Int, _ options: Options) -> Kind {
        guard width >= minimumWidth, height >= minimumHeight else { return .tooSmall }
        if let pane = options.zoomed { return .zoomed(pane) }
        let single: Kind = width >= 60 && height >= 16 ? .compact : .list
        let tabbed: Kind = width >= 80 && height >= 24 ? .tabbed : single
        switch options.arrangement {
        case .single: return single
        case .tabbed: return tabbed
        case .automatic:
            if width <= 84, height >= 46 { return .portrait }
            return width >= 120 && height >= 34 ? .full : tabbed
        }
    }
}
