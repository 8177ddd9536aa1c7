import Testing

@testable import CopilotCells

@Suite struct ScreenLayoutTests {
    @Test(arguments: [
        (120, 34, ScreenLayout.Kind.full), (200, 60, .full), (119, 34, .tabbed), (120, 33, .tabbed), (80, 24, .tabbed),
        (79, 24, .compact), (80, 23, .compact), (60, 16, .compact), (59, 16, .list), (60, 15, .list), (40, 10, .list),
        (39, 10, .tooSmall), (40, 9, .tooSmall), (0, 0, .tooSmall), (-1, .max, .tooSmall), (84, 46, .portrait),
        (40, 46, .portrait), (85, 46, .tabbed), (84, 45, .tabbed), (200, 20, .compact),
    ])
    func kinds(width: Int, height: Int, kind: ScreenLayout.Kind) {
        #expect(ScreenLayout.make(width: width, height: height).kind == kind)
    }

    @Test func areasTileTheScreen() {
        let arrangements = ScreenLayout.Arrangement.allCases
        for width in [40, 41, 59, 60, 79, 80, 84, 85, 109, 110, 119, 120, 200, 500] {
            for height in [10, 11, 15, 16, 23, 24, 33, 34, 45, 46, 60, 200] {
                for arrangement in arrangements {
                    for zoomed in [nil] + PaneID.allCases.map(Optional.some) {
                        for focus in PaneID.allCases {
                            let options = ScreenLayout.Options(focus: focus, zoomed: zoomed, arrangement: arrangement)
                            check(ScreenLayout.make(width: width, height: height, options: options), options)
                        }
                    }
                }
            }
        }
    }

    private func check(_ layout: ScreenLayout, _ options: ScreenLayout.Options) {
        let areas = [layout.header, layout.gauges, layout.footer].filter { !$0.isEmpty } + layout.panes.values
        let screen = Area(column: 0, row: 0, width: layout.width, height: layout.height)
        let isTiled = areas.reduce(0) { $0 + $1.width * $1.height } == layout.width * layout.height
        let isDisjoint = areas.indices.allSatisfy { a in
            areas.indices.allSatisfy { b in a == b || areas[a].intersection(areas[b]).isEmpty }
        }
        let isInside = areas.allSatisfy { $0.intersection(screen) == $0 }
        let isRoomy = layout.panes.values.allSatisfy { $0.width >= 30 && $0.height >= 6 }
        #expect(isTiled && isDisjoint && isInside && isRoomy, "\(layout)")
        #expect(layout.shows(options.zoomed ?? options.focus), "\(layout)")
        #expect(layout.footer.row == layout.height - 1)
    }

    @Test func fullShowsAllPanes() {
        #expect(ScreenLayout.make(width: 120, height: 34).panes.count == 5)
        #expect(ScreenLayout.make(width: 60, height: 50).panes.count == 5)
        let tabbed = ScreenLayout.make(width: 80, height: 24, options: .init(tab: .errors))
        #expect(Set(tabbed.panes.keys) == [.tree, .errors])
        #expect(tabbed.gauges == Area(column: 0, row: 22, width: 80, height: 1))
        #expect(ScreenLayout.make(width: 80, height: 24, options: .init(focus: .health)).shows(.health))
        #expect(
            ScreenLayout.make(width: 40, height: 10).panes == [.tree: Area(column: 0, row: 0, width: 40, height: 9)])
    }

    @Test func tooSmallSaysWhatItNeeds() {
        let layout = ScreenLayout.make(width: 38, height: 9)
        #expect(layout.tooSmallMessage() == "Terminal too small: have 38×9, need 40×10")
        #expect(layout.tooSmallMessage(glyphs: .ascii) == "Terminal too small: have 38x9, need 40x10")
        #expect(layout.panes.isEmpty && layout.footer.isEmpty)
    }

    @Test func findsThePaneUnderTheMouse() {
        let layout = ScreenLayout.make(width: 120, height: 34)
        for (pane, area) in layout.panes {
            #expect(layout.pane(at: Point(column: area.column, row: area.row)) == pane)
        }
        #expect(layout.pane(at: Point(column: 0, row: 0)) == nil)
    }

    @Test func focusGoesRound() {
        for pane in PaneID.allCases {
            #expect(pane.next.previous == pane)
        }
        #expect(PaneID.detail.next == .tree)
    }
}
