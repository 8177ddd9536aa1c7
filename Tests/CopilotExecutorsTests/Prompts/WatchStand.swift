import CopilotExecutors
import CopilotModel
import CopilotPolicy
import CopilotPorts
import Foundation
import Synchronization
import TestKit
import Testing

@testable import CopilotEngine

extension ExecutorTests {
    /// Prompts of real commands on real terminals: here, because the engine's other tests start no processes, and these must
    /// not run beside tests that count them.
    @Suite struct PromptTests {}
}

/// A watch over real commands; the test stands where the kernel does.
final class WatchStand: Sendable {
    let output = MemoryOutput()
    let executor: LocalExecutor
    let run = RunID(rawValue: "watch-\(UUID().uuidString)")
    let clock = TestClock()
    let hub: OutputHub
    private let mailbox = WatchMailbox()
    private let inputs: AsyncStream<KernelInput>
    private let inbox = Inbox()
    private let outcomes = OutcomeLog()

    init(secrets: (any SecretReader)? = nil) throws {
        hub = OutputHub(inbox: inbox, watch: mailbox, store: output, clock: clock)
        executor = try LocalExecutor(sink: hub)
        let (inputs, continuation) = AsyncStream<KernelInput>.makeStream()
        self.inputs = inputs
        let parts = WatchParts(
            mailbox: mailbox, executor: executor, clock: clock, secrets: secrets,
            report: { [outcomes] input in
                if case .answered(_, _, let outcome) = input { outcomes.add(outcome) }
                continuation.yield(input)
            })
        let thread = Thread { PromptWatch(parts).run() }
        thread.stackSize = 4 << 20
        thread.start()
    }

    deinit {
        mailbox.close()
        executor.shutdown()
    }

    static let search = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"

    @discardableResult
    func start(_ command: TaskCommand, as name: String = "task") -> AttemptKey {
        let key = AttemptKey(run: run, task: TaskID(name), attempt: 1)
        hub.open(key, command: nil)
        executor.start(
            AttemptLaunch(
                key: key, command: command, workingDirectory: FileManager.default.temporaryDirectory.path,
                environment: [
                    "PATH": Self.search, "LANG": "C.UTF-8", "TERM": "xterm-256color", "COPILOT_RUN": run.rawValue,
                    "COPILOT_TASK": name, "COPILOT_ATTEMPT": "1", "SWIFT_BACKTRACE": "interactive=no",
                ]))
        return key
    }

    @discardableResult
    func shell(_ line: String) -> AttemptKey { start(.shell(line)) }

    @discardableResult
    func python(_ script: String) -> AttemptKey { start(.arguments(["python3", "-c", script])) }

    func answer(
        _ key: AttemptKey, _ prompt: Prompt, _ typing: PromptDecision.Typing, otherwise: String? = nil,
        isByPerson: Bool = false
    ) {
        let answer = PromptAnswer(
            prompt: 7, screen: prompt.screen, typing: typing, otherwise: otherwise, isByPerson: isByPerson)
        mailbox.post(.answer(key, answer), by: .zero)
    }

    func personTypes(_ key: AttemptKey) { mailbox.post(.personTypes(key), by: .zero) }

    func resumed(_ key: AttemptKey) { mailbox.post(.resumed(key), by: .zero) }

    /// The next finding.
    func next() async -> KernelInput? {
        var iterator = inputs.makeAsyncIterator()
        return await iterator.next()
    }

    /// The next finding, if it is a prompt.
    func prompt() async -> Prompt? {
        guard case .prompted(_, let prompt, _) = await next() else { return nil }
        return prompt
    }

    /// The next finding, if it is an outcome.
    func outcome() async -> PromptOutcome? {
        let input = await next()
        guard case .answered(_, 7, let outcome) = input else {
            Issue.record("\(input.map { "\($0)" } ?? "nothing")")
            return nil
        }
        return outcome
    }

    /// What came of an answer that ended its attempt.
    func outcomeBeforeEnd() async -> PromptOutcome? {
        var outcome: PromptOutcome?
        while true {
            for input in inbox.take(waiting: .zero) {
                guard case .kernel(let input) = input else { continue }
                if case .answered(_, 7, let told) = input { outcome = told }
                if case .exited = input { return outcome ?? outcomes.first }
            }
            await Task.yield()
        }
    }

    /// What `key` has printed so far.
    func text(of key: AttemptKey) -> String {
        String(decoding: hub.monitor(of: key.task)?.read(from: 0, limit: 1 << 20).bytes ?? [], as: UTF8.self)
    }

    /// Returns when `key` has printed `text`.
    func wait(for text: String, of key: AttemptKey) async {
        var seen = ""
        for await chunk in hub.follow(key.task, attempt: 1, tailBytes: 1 << 20, until: { false }) {
            seen += String(decoding: chunk.bytes, as: UTF8.self)
            if seen.contains(text) { return }
        }
    }
}

/// Secrets that stand in the test.
struct FixedSecrets: SecretReader {
    var values: [String: String]

    func read(_ name: String) throws(SecretError) -> [UInt8] {
        guard let value = values[name] else { throw SecretError(message: "no secret '\(name)' is provided") }
        return Array(value.utf8)
    }
}

/// The outcomes that a watch reported.
private final class OutcomeLog: Sendable {
    private let outcomes = Mutex<[PromptOutcome]>([])

    func add(_ outcome: PromptOutcome) { outcomes.withLock { $0.append(outcome) } }

    var first: PromptOutcome? { outcomes.withLock { $0.first } }
}
