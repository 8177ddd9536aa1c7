import CopilotHost
import CopilotModel
import CopilotPorts
import Foundation
import Testing

@Suite struct RepairOutputsTests {
    let crew = LocalRepairCrew()

    @Test func outputsArePutWhereNothingIs() throws {
        let tree = try RepairTree(["task/there": "old", "defaults/table.csv": "a,b\n"])
        try crew.put(
            [
                DefaultOutput(path: "out/deep/summary.txt", content: .text("nothing\n")),
                DefaultOutput(path: "there", content: .text("new")),
                DefaultOutput(path: "table.csv", content: .copy(of: "../defaults/table.csv")),
            ], at: tree.place(in: "task"))
        #expect(tree.text("task/out/deep/summary.txt") == "nothing\n")
        #expect(tree.text("task/there") == "old")
        #expect(tree.text("task/table.csv") == "a,b\n")
        let left = try FileManager.default.contentsOfDirectory(atPath: tree.root + "/task/out/deep")
        #expect(left == ["summary.txt"])
    }

    @Test func nothingIsPutElsewhere() throws {
        let tree = try RepairTree(["task/x": ""])
        symlink("/tmp", tree.root + "/task/away")
        symlink("/tmp/none-\(UUID().uuidString)", tree.root + "/task/dead")
        let paths = [
            "../../out", "/tmp/out", "away/out", "dead", "x/out", "", "/", "a\nb", "folder/", ".git/config",
            ".copilot/state.sqlite", String(repeating: "n", count: 300), String(repeating: "a/", count: 5_000),
        ]
        for path in paths {
            #expect(throws: WorkspaceError.self, "\(path.prefix(40))") {
                try crew.put([DefaultOutput(path: path, content: .text("x"))], at: tree.place(in: "task"))
            }
        }
        for source in ["/etc/passwd", "/dev/zero", "away/x", "none", ".."] {
            #expect(throws: WorkspaceError.self, "\(source)") {
                try crew.put([DefaultOutput(path: "copied", content: .copy(of: source))], at: tree.place(in: "task"))
            }
        }
        #expect(!tree.has("task/copied"))
    }
}
