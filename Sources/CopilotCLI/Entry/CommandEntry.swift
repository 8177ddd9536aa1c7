internal import ArgumentParser
internal import CopilotConfig
internal import CopilotPorts
internal import Foundation

/// Parses the command line, runs the command, and ends the process with the exit codes that are promised.
enum CommandEntry {
    /// Exit code for a command line, or a file, that cannot be used.
    static let usage: Int32 = 2
    /// Exit code for a failure of our own.
    static let failure: Int32 = 4

    static func run() async {
        signal(SIGPIPE, SIG_IGN)
        // A file that may not grow any further is an error of the write, not our end.
        signal(SIGXFSZ, SIG_IGN)
        do {
            var command = try CopilotTUI.parseAsRoot()
            if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
            ProcessExit.now(0)
        } catch {
            ProcessExit.now(report(error))
        }
    }

    /// Says what ended a command, and gives the exit code that goes with it.
    private static func report(_ error: any Error) -> Int32 {
        switch error {
        case is ExitCode: break
        case let error as ConfigFileError: Console.error(error.description)
        case let error as StoreError: Console.error(error.message)
        case let error as UsageError: Console.error(error.message)
        default:
            let message = CopilotTUI.fullMessage(for: error)
            if CopilotTUI.exitCode(for: error).isSuccess {
                Console.line(message)
            } else if !message.isEmpty {
                Console.plainError(message)
            }
        }
        return exitCode(of: error)
    }

    /// The exit code of what ended a command; the argument parser's 64 is 2 here.
    static func exitCode(of error: any Error) -> Int32 {
        switch error {
        case let exit as ExitCode: return exit.rawValue
        case is ConfigFileError, is UsageError: return usage
        case let error as StoreError: return error.code == .notFound ? usage : failure
        default:
            let code = CopilotTUI.exitCode(for: error)
            return code == .validationFailure ? usage : code.rawValue
        }
    }
}

/// A command line that makes no sense, found after parsing.
struct UsageError: Error {
    let message: String
}

/// Ends the process.
enum ProcessExit {
    static func now(_ code: Int32) -> Never {
        fflush(nil)
        exit(code)
    }
}
