import ArgumentParser
import CopilotConfig
import CopilotPorts
import Testing

@testable import CopilotCLI

/// What a shell gets for what went wrong.
@Suite struct ExitCodeTests {
    @Test func aStoreThatCannotBeUsedIsOurFailure() {
        let ours: [StoreError.Code] = [.full, .readOnly, .notPermitted, .newerSchema, .inUse, .corrupt, .other]
        for code in ours { #expect(CommandEntry.exitCode(of: StoreError(code: code, message: "")) == 4) }
        #expect(CommandEntry.exitCode(of: StoreError(code: .notFound, message: "")) == 2)
    }

    @Test func usageAndFilesAreTwoAndACommandsOwnCodeStays() {
        #expect(CommandEntry.exitCode(of: UsageError(message: "")) == 2)
        #expect(CommandEntry.exitCode(of: ConfigFileError(file: "m", problems: [])) == 2)
        #expect(CommandEntry.exitCode(of: ValidationError("")) == 2)
        for code: Int32 in [0, 1, 3, 4, 130, 143] { #expect(CommandEntry.exitCode(of: ExitCode(code)) == code) }
    }

    @Test(arguments: [
        ["run", "--concurrency", "0"], ["run", "--concurrency", "many"], ["run", "--level", "brave"],
        ["run", "--duration", "45"], ["run", "--duration", "0s"], ["run", "--color", "pink"],
        ["run", "--output", "xml"], ["run", "--nosuch"], ["nosuch"], ["ctl", "skip"], ["ctl", "dance"], ["explain"],
        ["demo", "--clock", "stopped"], ["validate", "a", "b"],
    ])
    func whatMakesNoSenseIsTwo(arguments: [String]) throws {
        let error = #expect(throws: (any Error).self) { try CopilotTUI.parseAsRoot(arguments) }
        #expect(try CommandEntry.exitCode(of: #require(error)) == 2)
    }

    @Test(arguments: [["--help"], ["run", "--help"], ["ctl", "pause", "-h"], ["--version"]])
    func helpIsNoError(arguments: [String]) throws {
        let code: Int32
        do {
            var command = try CopilotTUI.parseAsRoot(arguments)
            try command.run()
            code = 0
        } catch { code = CommandEntry.exitCode(of: error) }
        #expect(code == 0)
    }
}
