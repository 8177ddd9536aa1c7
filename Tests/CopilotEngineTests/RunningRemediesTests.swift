import CopilotModel
import CopilotPorts
import Testing

@testable import CopilotEngine

/// Many who need the same have it done once.
@Suite("Remedies under way")
struct RunningRemediesTests {
    private let install = Remedy.install(tool: "pip", manifest: "/w/requirements.txt")

    private func key(_ task: String) -> AttemptKey {
        AttemptKey(run: RunID(rawValue: "r"), task: TaskID(task), attempt: 1)
    }

    private func place(_ task: String, folder: String = "/w", command: String = "python3 a.py") -> RepairPlace {
        RepairPlace(
            workspace: "/w", directory: folder, environment: ["PATH": "/bin", "COPILOT_TASK": task],
            command: .shell(command + " " + task), outputs: [])
    }

    @Test func theSameIsDoneOnceAndAllAreTold() throws {
        let remedies = RunningRemedies()
        #expect(remedies.begin(key("a"), install, at: place("a")) != nil)
        #expect(remedies.begin(key("b"), install, at: place("b")) == nil)
        #expect(remedies.begin(key("c"), install, at: place("c")) == nil)
        #expect(remedies.end(key("a")) == [key("a"), key("b"), key("c")])
        // What comes later has it done again: whether it is still needed was looked at anew.
        #expect(remedies.begin(key("d"), install, at: place("d")) != nil)
    }

    @Test(arguments: [("/w/sub", "python3 a.py"), ("/w", "/opt/python3 a.py")])
    func elsewhereOrForAnotherProgramItIsAnother(folder: String, command: String) {
        let remedies = RunningRemedies()
        #expect(remedies.begin(key("a"), install, at: place("a")) != nil)
        #expect(remedies.begin(key("b"), install, at: place("b", folder: folder, command: command)) != nil)
        #expect(remedies.end(key("b")) == [key("b")])
    }

    @Test func itIsBrokenOffWithTheLastWhoWaits() throws {
        let remedies = RunningRemedies()
        let cancellation = try #require(remedies.begin(key("a"), install, at: place("a")))
        _ = remedies.begin(key("b"), install, at: place("b"))
        remedies.cancel(key("a"))
        #expect(!cancellation.isCancelled)
        remedies.cancel(key("b"))
        #expect(cancellation.isCancelled)
        // Nobody joins what is being broken off.
        #expect(remedies.begin(key("c"), install, at: place("c")) != nil)
        #expect(Set(remedies.end(key("a"))) == [key("a"), key("b")])
    }
}
