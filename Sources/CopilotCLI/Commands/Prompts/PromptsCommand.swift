internal import ArgumentParser
internal import CopilotCells
internal import CopilotEngine
internal import CopilotModel
internal import CopilotPolicy
internal import Foundation

/// `prompts`.
struct PromptsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prompts", abstract: "Say what a terminal's output asks, and what would be done about it.",
        discussion: """
            Reads raw terminal output from standard input and judges its end as a mission would, from the text alone. With \
            --jsonl each line is an object: id, tail (base64 of raw bytes), and where known command, rows, cols, quiet_ms, \
            evidence (icanon, echo, tty_read, procs with comm, state, fg, syscall, fd, wchan). Nothing is typed anywhere.
            """)

    @Flag(help: "One JSON object a line, in and out.")
    var jsonl = false

    @Option(help: ArgumentHelp("The autonomy level to decide at.", valueName: "level"))
    var level = AutonomyLevel.fullAutonomous

    @Option(help: ArgumentHelp("The command that printed it.", valueName: "command"))
    var command: String?

    func run() throws {
        let appraisal = PromptAppraisal(level: level)
        if jsonl { try judgeLines(appraisal) } else { judgeText(appraisal) }
    }

    private func judgeLines(_ appraisal: PromptAppraisal) throws {
        let decoder = JSONDecoder()
        let encoder = JSONText.encoder()
        var number = 0
        while let line = readLine(strippingNewline: true) {
            number += 1
            if line.allSatisfy(\.isWhitespace) { continue }
            let row: PromptRow
            do {
                row = try decoder.decode(PromptRow.self, from: Data(line.utf8))
            } catch {
                throw UsageError(message: "standard input, line \(number): \(DecodingWords.text(error))")
            }
            guard let verdict = appraisal.judge(row) else {
                throw UsageError(message: "standard input, line \(number): 'tail' is not base64")
            }
            guard Console.line(String(decoding: try encoder.encode(verdict), as: UTF8.self)) else { return }
        }
    }

    private func judgeText(_ appraisal: PromptAppraisal) {
        // What scrolled out of sight long ago asks nothing.
        var grid = ScreenGrid(rows: 40, columns: 120)
        while let data = try? FileHandle.standardInput.read(upToCount: 65_536), !data.isEmpty {
            grid.feed([UInt8](data))
        }
        let screen = grid.text
        let sighting = appraisal.sight(screen, TerminalEvidence(), command: command)
        Console.line(
            "waiting: \(sighting.isWaiting ? "yes" : "no"), \(Int((sighting.confidence * 100).rounded())) % sure: \(sighting.reason)"
        )
        guard sighting.isWaiting, let prompt = sighting.prompt else { return }
        let decision = appraisal.decide(prompt, TerminalEvidence(), command: command)
        Console.line("asks: \(PromptText.question(prompt))")
        for reply in prompt.replies {
            let label = reply.label.map { " (\(Sanitizer.line($0)))" } ?? ""
            Console.line(
                "  \(PromptText.typing(.text(reply.send))) means \(reply.meaning.rawValue)\(label)"
                    + (reply.isDefault ? ", the default" : ""))
        }
        Console.line("at \(level.rawValue): \(PromptText.action(decision)): \(decision.reason) (\(decision.rule))")
    }
}
