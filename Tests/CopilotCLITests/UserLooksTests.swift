import CopilotCells
import CopilotConfig
import Foundation
import Testing

@testable import CopilotCLI

/// What is said of a user's configuration.
@Suite struct UserLooksTests {
    private func looks(_ files: [String: String], _ body: (UserLooks, String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("looks-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder + "/themes", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (name, text) in files { try text.write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8) }
        try body(UserLooks.read(folder), folder)
    }

    @Test func nothingIsNoProblem() throws {
        try looks([:]) { looks, _ in
            #expect(looks.problems.isEmpty && looks.files.isEmpty)
            #expect(looks.keymap.bindings == Keymap.standard.bindings)
        }
    }

    @Test(arguments: [
        ("config.yaml", "mouse: 3\n", true, ":1: 'mouse' is '3'; write true or false"),
        ("config.yaml", "# mine\ntheme: nosuch\n", false, ":2: there is no theme 'nosuch': choose "),
        (
            "keymap.yaml", "tree:\n  skip: [K]\n  kil: []\n", true,
            ":3: unknown action 'kil' in 'tree', did you mean 'kill'?"
        ),
        ("keymap.yaml", "nowhere:\n  a: []\n", true, ":2: unknown context 'nowhere'; there are global, "),
        ("keymap.yaml", "global:\n  help: [hyper-q]\n", true, ":2: unknown key 'hyper-q' for global.help"),
        (
            "keymap.yaml", "tree:\n  skip: [r]\n", true,
            ":2: key 'r' is bound to both tree.skip and tree.retry; give one of"
        ),
        ("themes/x.theme", "theme[main_fg]=\"#12345\"\n", false, ":1: '#12345' is no colour"),
    ])
    func whatIsWrongIsToldWithFileLineAndRemedy(file: String, text: String, isFatal: Bool, words: String) throws {
        try looks([file: text]) { looks, folder in
            let problem = try #require(looks.problems.first)
            #expect(problem.text.contains("\(folder)/\(file)\(words)"), "\(problem.text)")
            #expect(problem.isFatal == isFatal)
            #expect(looks.problems.count == 1)
        }
    }

    @Test func whatIsRightIsTaken() throws {
        let files = [
            "config.yaml": "theme: mine\n", "keymap.yaml": "tree:\n  skip: [ctrl-k]\n", "themes/mine.theme": "",
        ]
        try looks(files) { looks, folder in
            #expect(looks.problems.isEmpty)
            #expect(looks.files.count == 3)
            #expect(looks.config.theme == "mine")
            #expect(looks.keymap.help.first { $0.context == .tree && $0.action == .skip }?.keys == ["ctrl-k"])
            let shelf = ThemeShelf(configuration: folder, depth: .truecolor)
            #expect(shelf.names.contains("mine"))
        }
    }
}
