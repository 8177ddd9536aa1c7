internal import ArgumentParser
internal import CopilotCells
internal import CopilotModel
internal import CopilotPolicy
internal import Foundation

/// `classify`.
struct ClassifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classify", abstract: "Say why a command failed, and whether trying again makes sense.",
        discussion: """
            Reads what a command printed from standard input and names the cause as a mission would: \
            some-command 2>&1 | copilot-tui classify --exit-code 1. With --jsonl each line is an object: id, tail (base64 of \
            raw bytes), exit_code, and where known signal and command. Nothing is run or changed.
            """)

    @Flag(help: "One JSON object a line, in and out.")
    var jsonl = false

    @Flag(help: "The verdict as one JSON object.")
    var json = false

    @Option(help: ArgumentHelp("The command's exit status, as a shell reports it.", valueName: "number"))
    var exitCode: Int32?

    @Option(help: ArgumentHelp("The signal that ended it.", valueName: "number"))
    var signal: Int32?

    @Option(help: ArgumentHelp("The command that printed it.", valueName: "command"))
    var command: String?

    func validate() throws {
        if let exitCode, !(0...255).contains(exitCode) {
            throw ValidationError("--exit-code must be 0 to 255, not \(exitCode).")
        }
        if let signal, !(1...64).contains(signal) { throw ValidationError("--signal must be 1 to 64, not \(signal).") }
        if jsonl, json || exitCode != nil || signal != nil || command != nil {
            throw ValidationError("--jsonl takes exit_code, signal and command from its lines; leave the options out.")
        }
    }

    func run() throws {
        let now = Date()
        let appraisal = FailureAppraisal(
            wallMilliseconds: Int64(now.timeIntervalSince1970 * 1000),
            zoneSeconds: TimeZone.current.secondsFromGMT(for: now))
        if jsonl { try judgeLines(appraisal) } else { try judgeText(appraisal) }
    }

    private func judgeLines(_ appraisal: FailureAppraisal) throws {
        let decoder = JSONDecoder()
        let encoder = FailureVerdict.encoder
        var number = 0
        while let line = readLine(strippingNewline: true) {
            number += 1
            if line.allSatisfy(\.isWhitespace) { continue }
            let row: FailureRow
            do {
                row = try decoder.decode(FailureRow.self, from: Data(line.utf8))
            } catch {
                throw UsageError(message: "standard input, line \(number): \(DecodingWords.text(error))")
            }
            guard let verdict = appraisal.judge(row) else {
                throw UsageError(message: "standard input, line \(number): 'tail' is not base64")
            }
            guard Console.line(String(decoding: try encoder.encode(verdict), as: UTF8.self)) else { return }
        }
    }

    private func judgeText(_ appraisal: FailureAppraisal) throws {
        var output = FailureOutput()
        while let data = try? FileHandle.standardInput.read(upToCount: 1 << 18), !data.isEmpty {
            data.withUnsafeBytes { output.take($0.bindMemory(to: UInt8.self)) }
        }
        let status: ExitReport.Status =
            signal.map { .signalled(signal: $0, core: false) } ?? exitCode.map { .exited(code: $0) } ?? .unknown
        let failure = FailureAppraisal.isSuccess(status) ? nil : appraisal.judge(status, output, command: command)
        if json {
            let verdict = FailureVerdict(id: "-", failure: failure)
            Console.line(String(decoding: try FailureVerdict.encoder.encode(verdict), as: UTF8.self))
        } else {
            for line in failure.map(Self.lines) ?? [FailureVerdict.success] { guard Console.line(line) else { return } }
        }
    }

    /// A verdict for people.
    static func lines(of failure: Failure) -> [String] {
        var lines = ["\(failure.category.rawValue), \(failure.severity.rawValue): \(Sanitizer.line(failure.summary))"]
        guard let reading = failure.reading else { return lines }
        var again = reading.isRetryable ? "trying again makes sense" : "trying again as it is makes no sense"
        if let wait = reading.retryAfterMilliseconds { again += ", after \(DurationText.format(.milliseconds(wait)))" }
        lines.append("\(again); to mend it: \(reading.recovery.rawValue); it concerns: \(reading.scope.rawValue)")
        for line in reading.evidence { lines.append("  seen: \(Sanitizer.line(line))") }
        lines.append("by rule \(reading.rule), \(Int((reading.confidence * 100).rounded())) % sure")
        return lines
    }
}
