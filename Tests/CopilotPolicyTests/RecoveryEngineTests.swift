import CopilotModel
import CopilotPolicy
import Testing

@Suite("What is set back")
struct RecoveryEngineTests {
    private static func file(_ digest: String, mode: UInt32 = 0o644, modified: Int64 = 1, kept: Bool = true)
        -> PathState
    {
        PathState(kind: .file, mode: mode, size: 3, digest: digest, modified: modified, isKept: kept)
    }

    private static func folder(mode: UInt32 = 0o755, modified: Int64 = 1) -> PathState {
        PathState(kind: .folder, mode: mode, modified: modified)
    }

    private static func link(_ target: String) -> PathState {
        PathState(kind: .link, mode: 0o777, digest: "@" + target)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let before: PathState?
        let left: PathState?
        let now: PathState?
        /// `put`, `remove makeFolder`, `conflict`, `left`, or nothing.
        let expected: String
        var testDescription: String { name }
    }

    private static let other = PathState(kind: .other, mode: 0o755)

    private static let rows: [Row] = [
        Row(name: "rewritten", before: file("a"), left: file("b"), now: file("b"), expected: "put"),
        Row(name: "set back already", before: file("a"), left: file("b"), now: file("a"), expected: ""),
        Row(
            name: "content back, time not", before: file("a"), left: file("b"), now: file("a", modified: 9),
            expected: "setTime"),
        Row(name: "written since", before: file("a"), left: file("b"), now: file("c"), expected: "conflict"),
        Row(name: "deleted", before: file("a"), left: nil, now: nil, expected: "put"),
        Row(name: "deleted, and there again", before: file("a"), left: nil, now: file("c"), expected: "conflict"),
        Row(name: "rewritten, and gone since", before: file("a"), left: file("b"), now: nil, expected: "put"),
        Row(name: "added", before: nil, left: file("b"), now: file("b"), expected: "remove"),
        Row(name: "added, and gone", before: nil, left: file("b"), now: nil, expected: ""),
        Row(name: "added, and written since", before: nil, left: file("b"), now: file("c"), expected: "conflict"),
        Row(name: "another's file", before: nil, left: nil, now: file("c"), expected: ""),
        Row(name: "another's change", before: file("a"), left: file("a"), now: file("c"), expected: ""),
        Row(name: "another's removal", before: file("a"), left: file("a"), now: nil, expected: ""),
        Row(
            name: "mode", before: file("a"), left: file("a", mode: 0o755), now: file("a", mode: 0o755),
            expected: "setMode"),
        Row(
            name: "mode set since", before: file("a"), left: file("a", mode: 0o755), now: file("a", mode: 0o700),
            expected: "conflict"),
        Row(
            name: "touched", before: file("a"), left: file("a", modified: 2), now: file("a", modified: 2),
            expected: "setTime"),
        Row(
            name: "touched since", before: file("a"), left: file("a", modified: 2), now: file("a", modified: 3),
            expected: ""),
        Row(name: "file to folder", before: file("a"), left: folder(), now: folder(), expected: "remove put"),
        Row(name: "folder to file", before: folder(), left: file("b"), now: file("b"), expected: "remove makeFolder"),
        Row(name: "folder gone", before: folder(), left: nil, now: nil, expected: "makeFolder"),
        Row(
            name: "folder half made", before: folder(mode: 0o555), left: nil, now: folder(mode: 0o700),
            expected: "setMode"),
        Row(
            name: "folder added, mode changed since", before: nil, left: folder(), now: folder(mode: 0o700),
            expected: "remove"),
        Row(name: "link elsewhere", before: link("a"), left: link("b"), now: link("b"), expected: "put"),
        Row(name: "link to file", before: link("a"), left: file("b"), now: file("b"), expected: "put"),
        Row(name: "not kept", before: file("a", kept: false), left: nil, now: nil, expected: "left"),
        Row(name: "repository added", before: nil, left: other, now: other, expected: "left"),
        Row(name: "repository gone", before: other, left: nil, now: nil, expected: "left"),
    ]

    @Test(arguments: rows)
    func eachPathIsJudged(row: Row) {
        let path = SnapshotPath(.work, escaped: "p")
        let plan = RecoveryEngine.plan([PathDifference(path: path, before: row.before, left: row.left, now: row.now)])
        let words =
            plan.steps.map(\.action.rawValue) + plan.conflicts.map { _ in "conflict" }
            + plan.leftAlone.map { _ in "left" }
        #expect(words.joined(separator: " ") == row.expected)
        #expect((RecoveryEngine.refusal(plan) != nil) == (row.expected == "conflict"))
    }

    /// Carried out to any point, what is left to do leads to the same end.
    @Test func aPlanCutShortIsTakenUp() {
        for row in Self.rows where row.expected != "conflict" && row.expected != "left" {
            let path = SnapshotPath(.work, escaped: "p")
            var now = row.now
            for _ in 0..<3 {
                let plan = RecoveryEngine.plan([
                    PathDifference(path: path, before: row.before, left: row.left, now: now)
                ])
                #expect(plan.conflicts.isEmpty, "\(row.name)")
                guard let step = plan.steps.first else { break }
                switch step.action {
                case .remove: now = nil
                case .makeFolder: now = PathState(kind: .folder, mode: 0o700)
                case .put, .setMode, .setTime: now = step.state
                }
            }
            let isOthers =
                row.before == nil ? row.left == nil : row.left.map { row.before?.isSame(as: $0) ?? false } ?? false
            if !isOthers { #expect(now == row.before, "\(row.name)") }
        }
    }

    @Test func stepsComeInAnOrderThatCanBeDone() {
        func difference(_ name: String, _ before: PathState?, _ left: PathState?) -> PathDifference {
            PathDifference(path: SnapshotPath(.work, escaped: name), before: before, left: left, now: left)
        }
        let plan = RecoveryEngine.plan([
            difference("new", nil, Self.folder()), difference("new/a", nil, Self.folder()),
            difference("new/a/f", nil, Self.file("x")), difference("old", Self.folder(), nil),
            difference("old/b", Self.folder(), nil), difference("old/b/f", Self.file("y"), nil),
        ])
        let words = plan.steps.map { "\($0.action.rawValue) \($0.path.name)" }
        #expect(
            words == [
                "remove new/a/f", "remove new/a", "remove new", "makeFolder old", "makeFolder old/b", "put old/b/f",
            ])
    }

    @Test(arguments: [
        ("a/b.txt", "a/b.txt"), ("-x", "-x"), ("ü\n%\\", "%C3%BC%0A%25%5C"), ("", ""), ("a b", "a b"),
        ("\u{7f}", "%7F"),
    ])
    func namesSurvive(name: String, escaped: String) {
        let path = SnapshotPath(.work, bytes: name.utf8)
        #expect(path.name == escaped)
        #expect(path.bytes == Array(name.utf8))
        #expect(SnapshotPath(.work, bytes: [0xFF, 0x2F, 0x00]).bytes == [0xFF, 0x2F, 0x00])
    }

    @Test(arguments: [
        ("lint", 0, "lint-1"), ("quality/lint", 0, "quality+lint-1"), ("each", 7, "each@7-1"),
        (".x..y", 0, "=2Ex.=2Ey-1"),
    ])
    func aSnapshotsNameIsOneThatGitTakes(name: String, item: Int, expected: String) {
        let key = AttemptKey(run: RunID(rawValue: "r-1"), task: TaskID(name, item: item), attempt: 1)
        #expect(key.snapshotFolder == expected)
    }
}
