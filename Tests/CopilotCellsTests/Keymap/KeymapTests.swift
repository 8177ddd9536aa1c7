import Testing

@testable import CopilotCells

@Suite struct KeymapTests {
    @Test(arguments: [
        ("a", Key(.character("a"))), ("A", Key(.character("A"))), ("?", Key(.character("?"))),
        ("-", Key(.character("-"))),
        ("ctrl-c", Key(.character("c"), .control)), ("Ctrl-C", Key(.character("c"), .control)),
        ("C-x", Key(.character("x"), .control)),
        ("ctrl-]", Key(.character("]"), .control)), ("ctrl--", Key(.character("-"), .control)),
        ("shift-tab", Key(.tab, .shift)),
        ("f1", Key(.function(1))), ("F12", Key(.function(12))), ("space", Key(.space)), (" ", Key(.space)),
        ("esc", Key(.escape)),
        ("Escape", Key(.escape)), ("return", Key(.enter)), ("pgup", Key(.pageUp)), ("pagedown", Key(.pageDown)),
        ("alt-x", Key(.character("x"), .alt)), ("shift-a", Key(.character("A"))), ("ctrl-i", Key(.tab)),
        ("ctrl-m", Key(.enter)),
        ("ctrl-[", Key(.escape)), ("ctrl-@", Key(.space, .control)), ("ctrl-alt-del", Key(.delete, [.control, .alt])),
        ("ü", Key(.character("ü"))),
    ])
    func chords(text: String, key: Key) {
        #expect(Key(chord: text) == key)
        #expect(Key(chord: key.chord) == key)
    }

    @Test(arguments: [
        "", "ctrl-", "ctrl", "f0", "f99", "fx", "nothing", "ctrl-nothing", "shift-1", "\u{1B}", "\u{200B}", "ab", "f-1",
        "f+1",
    ])
    func noChords(text: String) {
        #expect(Key(chord: text) == nil)
    }

    @Test func theStandardMapHasNoConflictsAndReadsBack() throws {
        #expect(Keymap.conflicts(in: Keymap.standardBindings).isEmpty)
        for (_, rows) in DefaultBindings.all {
            for row in rows {
                #expect(row.chords.allSatisfy { Key(chord: $0)?.chord == $0 }, "\(row.action)")
                #expect(row.description.hasSuffix(".") && row.label.count <= 14)
            }
        }
        let named = Set(DefaultBindings.all.flatMap { $0.rows.map(\.action) })
        #expect(named == Set(Action.allCases))
        var whole: [String: [String: [String]]] = [:]
        for row in Keymap.standard.help { whole[row.context.rawValue, default: [:]][row.action.rawValue] = row.keys }
        #expect(try Keymap.standard(changedBy: whole) == Keymap.standard)
        #expect(Keymap.standard.help.count == 69)
    }

    @Test func looksUpPaneThenGlobal() {
        let map = Keymap.standard
        #expect(map.action(for: Key(.character("r")), in: .tree) == .retry)
        #expect(map.action(for: Key(.character("r")), in: .log) == nil)
        #expect(map.action(for: Key(.character("q")), in: .errors) == .quitMenu)
        #expect(map.action(for: Key(.character("w")), in: .timeouts) == .explain)
        #expect(map.action(for: Key(.character("w")), in: .log) == .wrap)
        #expect(map.action(for: Key(.character(" ")), in: .tree) == .fold)
        #expect(map.action(for: Key(.character("i"), .control), in: .tree) == .paneNext)
        #expect(map.action(for: Key(.character("q")), in: .pty) == nil)
        #expect(map.action(for: Key(.character("]"), .control), in: .pty) == .release)
        #expect(map.binding(of: .help, in: .tree)?.keys.first?.chord == "?")
        #expect(map.binding(of: .fold, in: .log) == nil)
    }

    @Test func overlaysReplaceAndDisable() throws {
        let map = try Keymap.standard(changedBy: [
            "tree": ["skip": ["f2", "f2", "F2"], "kill": []], "global": ["zoom": ["Z"], "freeze_display": ["z"]],
        ])
        #expect(map.action(for: Key(.function(2)), in: .tree) == .skip)
        #expect(map.binding(of: .skip, in: .tree)?.keys == [Key(.function(2))])
        #expect(map.action(for: Key(.character("s")), in: .tree) == nil)
        #expect(map.action(for: Key(.character("X")), in: .tree) == nil)
        #expect(map.action(for: Key(.character("Z")), in: .health) == .zoom)
        #expect(map.help.first { $0.action == .kill }?.keys == [])
    }

    @Test(
        arguments: [
            (["tre": ["skip": ["s"]]], ["unknown context 'tre', did you mean 'tree'?"]),
            (["tree": ["skp": ["s"]]], ["unknown action 'skp' in 'tree', did you mean 'skip'?"]),
            (["tree": ["wrap": ["w"]]], ["unknown action 'wrap' in 'tree'"]),
            (["tree": ["skip": ["entr"]]], ["unknown key 'entr' for tree.skip, did you mean 'enter'?"]),
            (["tree": ["skip": ["r"]]], ["key 'r' is bound to both tree.skip and tree.retry"]),
            (["tree": ["skip": ["q"]]], ["key 'q' is bound to both global.quit_menu and tree.skip"]),
            (
                ["global": ["zoom": ["r"]]],
                [
                    "key 'r' is bound to both global.zoom and tree.retry",
                    "key 'r' is bound to both global.zoom and errors.retry",
                ]
            ),
            (["global": ["quit_menu": ["Q"]], "tree": ["skip": ["q"]]], []),
            (["pty": ["release": ["q"]]], []),
            (["log": ["follow": ["ctrl-i"]]], ["key 'tab' is bound to both global.pane_next and log.follow"]),
            (["health": [:]], []), (["x\u{1B}]0;t\u{7}": [:]], ["unknown context 'x'"]),
        ] as [([String: [String: [String]]], [String])])
    func problems(overlay: [String: [String: [String]]], expected: [String]) {
        do throws(KeymapError) {
            _ = try Keymap.standard(changedBy: overlay)
            #expect(expected.isEmpty)
        } catch {
            #expect(error.problems.map(\.message) == expected)
        }
    }
}
