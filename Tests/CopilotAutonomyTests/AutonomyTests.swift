import CopilotAutonomy
import Foundation
import Testing

/// Real missions through the library, each in a workspace of its own.
@Suite struct AutonomyTests {
    private func inWorkspace(_ body: (String, [String: String]) async throws -> Void) async throws {
        let base = FileManager.default.temporaryDirectory.appendingPathComponent("autonomy-\(UUID().uuidString)")
        let folder = base.appendingPathComponent("ws")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: base) }
        var environment = ProcessInfo.processInfo.environment
        environment["XDG_STATE_HOME"] = base.path + "/state"
        environment["XDG_CONFIG_HOME"] = base.path + "/config"
        try await body(folder.path, environment)
    }

    @Test func aMissionIsRunToItsEnd() async throws {
        try await inWorkspace { folder, environment in
            let workspace = try enableFullAutonomy(
                workspaceRoot: folder, missionDuration: .seconds(3_600), level: .fullAutonomous,
                environment: environment)
            let result = try await workspace.executeAutonomousMission(
                "small",
                tasks: [
                    AutonomousTask("first", run: "echo one > first"),
                    AutonomousTask(
                        "each", .shell("cat first; echo {item} >> each-{index}"), needs: ["first"],
                        items: ["a b", "$(touch owned)"], outputs: ["first"]),
                    AutonomousTask("flaky", .shell("echo x >> tries; test $(wc -l < tries) -ge 2"), attempts: 2),
                    AutonomousTask("last", .arguments(["cp", "each-1", "last"]), needs: ["each", "flaky"]),
                ])
            #expect(result.success && result.outcome == .succeeded)
            #expect(result.completed == ["first", "flaky", "last", "each[1]", "each[2]"])
            #expect(result.failed.isEmpty && result.skipped.isEmpty && result.unfinished.isEmpty)
            #expect(result.run.hasPrefix("small-"))
            #expect(result.duration > .zero)
            #expect(try String(contentsOfFile: folder + "/last", encoding: .utf8) == "a b\n")
            #expect(!FileManager.default.fileExists(atPath: folder + "/owned"))
        }
    }

    @Test func whatFellShortIsNamed() async throws {
        try await inWorkspace { folder, environment in
            let workspace = try enableFullAutonomy(workspaceRoot: folder, environment: environment)
            let result = try await workspace.executeAutonomousMission(
                "short",
                tasks: [
                    AutonomousTask("broken", run: "exit 7", isCritical: false),
                    AutonomousTask("after", run: "true", needs: ["broken"], isCritical: false),
                    AutonomousTask("fine", run: "true"),
                ])
            #expect(!result.success && result.outcome == .degraded)
            #expect(result.completed == ["fine"])
            #expect(result.failed.map(\.task) == ["broken"] && result.failed.first?.reason.contains("exit 7") == true)
            #expect(result.skipped.map(\.task) == ["after"])
        }
    }

    @Test func theDeadlineEndsAMission() async throws {
        try await inWorkspace { folder, environment in
            let workspace = try enableFullAutonomy(workspaceRoot: folder, environment: environment)
            let result = try await workspace.executeAutonomousMission(
                "late", tasks: [AutonomousTask("slow", run: "sleep 60")], maxDuration: .milliseconds(300))
            #expect(result.outcome == .failed && result.unfinished == ["slow"])
        }
    }

    @Test func cancellingStopsItInOrder() async throws {
        try await inWorkspace { folder, environment in
            let workspace = try enableFullAutonomy(workspaceRoot: folder, environment: environment)
            let running = Task {
                try await workspace.executeAutonomousMission(
                    "stopped", tasks: [AutonomousTask("slow", run: "touch begun; sleep 60")])
            }
            while !FileManager.default.fileExists(atPath: folder + "/begun") { await Task.yield() }
            running.cancel()
            let result = try await running.value
            #expect(result.outcome == .stopped && result.unfinished == ["slow"] && !result.success)
        }
    }

    @Test(arguments: [
        ([AutonomousTask("a b", run: "true")], "no task's id"), ([AutonomousTask("a/b", run: "true")], "no task's id"),
        ([AutonomousTask("a", run: "true", needs: ["b"])], "'b'"), ([], "at least one task"),
        ([AutonomousTask("a", run: "x", needs: ["b"]), AutonomousTask("b", run: "x", needs: ["a"])], "circle"),
    ])
    func whatIsNoMissionIsRefused(tasks: [AutonomousTask], words: String) async throws {
        try await inWorkspace { folder, environment in
            let workspace = try enableFullAutonomy(workspaceRoot: folder, environment: environment)
            let error = await #expect(throws: AutonomyError.self) {
                try await workspace.executeAutonomousMission("m", tasks: tasks)
            }
            #expect(error?.code == .invalidMission)
            #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
            #expect(!FileManager.default.fileExists(atPath: folder + "/.copilot"))
        }
    }

    @Test func aFolderThatIsNotThereIsRefused() {
        let error = #expect(throws: AutonomyError.self) { try enableFullAutonomy(workspaceRoot: "/no/such/folder") }
        #expect(error?.code == .noWorkspace)
    }
}
