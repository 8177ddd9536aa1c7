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
        } catch let exit as ExitCode {
            ProcessExit.now(exit.rawValue)
        } catch let error as ConfigFileError {
            Console.error(error.description)
            ProcessExit.now(usage)
        } catch let error as StoreError {
            Console.error(error.message)
            ProcessExit.now(error.code == .notFound ? usage : failure)
        } catch let error as UsageError {
            Console.error(error.message)
            ProcessExit.now(usage)
        } catch {
            finish(error)
        }
    }

    /// Help and usage errors of the argument parser, whose 64 is 2 here.
    private static func finish(_ error: any Error) {
        let message = CopilotTUI.fullMessage(for: error)
        let code = CopilotTUI.exitCode(for: error)
        if code.isSuccess { Console.line(message) } else if !message.isEmpty { Console.plainError(message) }
        ProcessExit.now(code == .validationFailure ? usage : code.rawValue)
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
