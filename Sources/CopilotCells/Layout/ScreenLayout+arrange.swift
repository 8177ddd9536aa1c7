/// The proportions.
extension ScreenLayout {
    /// Gives out the areas of a screen that is large enough.
    mutating func arrange(_ options: Options) {
        var body = Area(column: 0, row: 0, width: width, height: height)
        footer = body.cut(bottom: 1)
        switch kind {
        case .tooSmall: return
        case .list:
            panes[options.focus] = body
            tabs = PaneID.allCases
            return
        case .zoomed(let pane):
            if height >= 16 { header = body.cut(top: 1) }
            panes[pane] = body
            return
        case .compact:
            header = body.cut(top: 1)
            gauges = body.cut(bottom: 1)
            panes[options.focus] = body
            tabs = PaneID.allCases
        case .tabbed:
            header = body.cut(top: 1)
            gauges = body.cut(bottom: 1)
            arrangeTabs(options, in: body)
        case .portrait:
            header = body.cut(top: 1)
            stack(body)
        case .full:
            header = body.cut(top: 1)
            arrangeAll(in: body)
        }
    }

    /// Side by side from 110 columns, where a log line still has room; else one above the other.
    private mutating func arrangeTabs(_ options: Options, in body: Area) {
        var rest = body
        let isWide = body.width >= 110
        panes[.tree] = isWide ? rest.cut(left: body.width * 45 / 100) : rest.cut(top: body.height * 52 / 100)
        // Whichever pane has the focus is seen.
        panes[options.focus == .tree ? options.tab : options.focus] = rest
        tabs = [.errors, .timeouts, .health, .detail]
    }

    /// The tree over the gauges on the left; errors, timeouts and, with most of the room, the detail on the right.
    private mutating func arrangeAll(in body: Area) {
        var right = body
        var left = right.cut(left: body.width * 42 / 100)
        panes[.health] = left.cut(bottom: min(max(10, body.height / 4), 14))
        panes[.tree] = left
        let share = min(max(8, body.height / 4), 16)
        panes[.errors] = right.cut(top: share)
        panes[.timeouts] = right.cut(top: share)
        panes[.detail] = right
    }

    private mutating func stack(_ body: Area) {
        var rest = body
        panes[.tree] = rest.cut(top: body.height * 30 / 100)
        panes[.errors] = rest.cut(top: body.height * 16 / 100)
        panes[.timeouts] = rest.cut(top: body.height * 16 / 100)
        panes[.health] = rest.cut(top: 8)
        panes[.detail] = rest
    }
}

extension Area {
    /// Cuts rows off at the top, as many as there are, and returns them.
    package mutating func cut(top rows: Int) -> Area {
        let rows = min(max(0, rows), height)
        defer { self = Area(column: column, row: row + rows, width: width, height: height - rows) }
        return Area(column: column, row: row, width: width, height: rows)
    }

    /// Cuts rows off at the bottom, as many as there are, and returns them.
    package mutating func cut(bottom rows: Int) -> Area {
        let rows = min(max(0, rows), height)
        height -= rows
        return Area(column: column, row: row + height, width: width, height: rows)
    }

    /// Cuts columns off at the left, as many as there are, and returns them.
    package mutating func cut(left columns: Int) -> Area {
        let columns = min(max(0, columns), width)
        defer { self = Area(column: column + columns, row: row, width: width - columns, height: height) }
        return Area(column: column, row: row, width: columns, height: height)
    }

    /// Cuts columns off at the right, as many as there are, and returns them.
    package mutating func cut(right columns: Int) -> Area {
        let columns = min(max(0, columns), width)
        width -= columns
        return Area(column: column + width, row: row, width: columns, height: height)
    }
}
