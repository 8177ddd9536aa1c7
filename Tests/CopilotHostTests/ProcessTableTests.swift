import CopilotHost
import CopilotModel
import Foundation
import Glibc
import Testing

struct ProcessTableTests {
    @Test func aProcessIsToldFromALaterOneOfItsNumber() throws {
        let table = ProcessTable()
        let me = table.current()
        #expect(me.pid == getpid())
        #expect(me.startTicks > 0)
        #expect(table.isAlive(me))
        #expect(!table.isAlive(ProcessIdentity(pid: me.pid, startTicks: me.startTicks + 1)))
        #expect(table.isAlive(ProcessIdentity(pid: me.pid, startTicks: 0)))
        #expect(table.identity(of: 0) == nil)
        #expect(table.boot().count == 36)
    }

    @Test func theDeadAndZombiesAreNotAlive() throws {
        let child = Process()
        child.executableURL = URL(fileURLWithPath: "/bin/cat")
        let input = Pipe()
        child.standardInput = input
        try child.run()
        let table = ProcessTable()
        let identity = try #require(table.identity(of: child.processIdentifier))
        #expect(table.isAlive(identity))
        try input.fileHandleForWriting.close()
        child.waitUntilExit()
        #expect(!table.isAlive(identity))
    }

    @Test(arguments: [
        ("S", true), ("Z", false), ("X", false),
    ]) func statesAndNamesAreRead(state: String, isAlive: Bool) throws {
        let fields = "\(state) 1 7 7 0 -1 0 0 0 0 0 30 20 0 0 20 0 1 0 555 6 7"
        let tree = try TemporaryTree(["12/stat": "12 (odd ) 1 2 3 (name) \(fields)\n"])
        let table = ProcessTable(root: tree.path)
        #expect(table.isAlive(ProcessIdentity(pid: 12, startTicks: 555)) == isAlive)
        #expect(table.identity(of: 12)?.startTicks == (isAlive ? 555 : nil))
    }

    @Test(
        arguments: [
            ([:], nil, nil), (["HOME": "/h"], "/h/.config/copilot-tui", "/h/.local/state/copilot-tui"),
            (
                ["HOME": "/h", "XDG_STATE_HOME": "/s", "XDG_CONFIG_HOME": "relative"], "/h/.config/copilot-tui",
                "/s/copilot-tui"
            ),
            (["XDG_STATE_HOME": "/s", "XDG_CONFIG_HOME": "/c"], "/c/copilot-tui", "/s/copilot-tui"),
        ] as [([String: String], String?, String?)]) func foldersOfAUser(
            environment: [String: String], configuration: String?, state: String?
        )
    {
        let paths = XDGPaths(environment: environment)
        #expect(paths?.configuration == configuration)
        #expect(paths?.state == state)
    }
}
