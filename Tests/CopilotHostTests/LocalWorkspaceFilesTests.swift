import CopilotHost
import CopilotModel
import CopilotPorts
import Foundation
import Testing

struct LocalWorkspaceFilesTests {
    @Test(arguments: [
        ("a\nb\n", ["a", "b"]), ("a\r\nb", ["a", "b"]), ("\u{feff}a\n\n  \n\t\r\nb c \n", ["a", "b c "]), ("", []),
        ("\n\n", []), ("é\u{1F600}\n", ["é\u{1F600}"]), ("a\rb\n", ["a\rb"]), ("\u{feff}", []),
        ("a\n\u{feff}b", ["a", "\u{feff}b"]),
    ]) func linesAreItems(content: String, items: [String]) throws {
        let tree = try TemporaryTree(["items of mine.txt": content])
        let found = try LocalWorkspaceFiles(workspace: tree.path).items(of: "items of mine.txt")
        #expect(found.items == items)
        #expect(found.digest == SHA256.hex(of: content.utf8))
    }

    @Test func linesSurviveTheEdgesOfReads() throws {
        let items = (0..<12_000).map { "item \($0) \(String(repeating: "é", count: $0 % 23))" }
        let tree = try TemporaryTree(["i": items.joined(separator: "\r\n")])
        #expect(try LocalWorkspaceFiles(workspace: tree.path).items(of: "i").items == items)
    }

    @Test func whatIsNoUTF8IsMendedAndWhatIsNoTextRefused() throws {
        let tree = try TemporaryTree()
        try tree.write("bad", [0x61, 0xff, 0x62, 0x0a])
        try tree.write("binary", Array("a\nb\0c\n".utf8))
        let files = LocalWorkspaceFiles(workspace: tree.path)
        #expect(try files.items(of: tree.path + "/bad").items == ["a\u{fffd}b"])
        for (path, word) in [
            ("binary", "zero bytes"), ("none", "No such file"), (".", "plain file"), ("/dev/zero", "plain file"),
        ] {
            let error = #expect(throws: WorkspaceError.self) { try files.items(of: path) }
            #expect(error?.message.contains(word) == true)
            #expect(error?.message.contains(path) == true)
        }
    }

    @Test func tooManyAndTooLargeAreRefused() throws {
        let tree = try TemporaryTree(["many": String(repeating: "x\n", count: 11), "large": ""])
        let handle = try #require(FileHandle(forWritingAtPath: tree.path + "/large"))
        try handle.truncate(atOffset: UInt64(LocalWorkspaceFiles.mostBytes) + 1)
        let files = LocalWorkspaceFiles(workspace: tree.path, mostItems: 10)
        for path in ["many", "large"] {
            let error = #expect(throws: WorkspaceError.self) { try files.items(of: path) }
            #expect(error?.message.contains("Split it") == true)
        }
    }

    @Test func missingPathsAreNamed() throws {
        let tree = try TemporaryTree(["out/a": "", "b": ""])
        let files = LocalWorkspaceFiles(workspace: tree.path)
        #expect(files.missing(["out/a", "a", "b", tree.path + "/b"], in: nil) == ["a"])
        #expect(files.missing(["a", "b", "../b"], in: "out") == ["b"])
        #expect(try files.digest(of: "b") == SHA256.hex(of: []))
    }
}
