internal import ArgumentParser
internal import CopilotAutonomy
internal import CopilotConfig
internal import CopilotHost
internal import CopilotModel
internal import Foundation

/// `demo`: a real mission of one to two minutes, in a workspace of its own.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Run a real mission of one to two minutes, in a temporary workspace.",
        discussion: """
            Some 25 tasks that work with what every machine has: texts are generated, counted, hashed and compressed; a step is \
            flaky, one is slow, one hangs until its limit ends it, and one that is not critical fails.
            """)

    @OptionGroup var options: RunOptions

    @Option(help: ArgumentHelp("The same seed makes the same texts, and the same flaky steps.", valueName: "n"))
    var seed = 1

    @Option(help: ArgumentHelp("How much work there is: 1 is one to two minutes.", valueName: "factor"))
    var scale = 1.0

    @Option(
        help: ArgumentHelp(
            "fixed: the clock starts at a fixed time, for pictures that look alike.", valueName: "real|fixed"))
    var clock: DemoClock = .real

    @Flag(help: "Only write the workspace, and say where it is.")
    var writeOnly = false

    func run() async throws {
        guard scale > 0, scale <= 100 else { throw UsageError(message: "--scale must be above 0 and at most 100") }
        var surroundings = try Surroundings.read()
        if clock == .fixed { surroundings.clock = SystemClock(startingAt: DemoClock.start) }
        // What cannot be used is told before anything is made.
        let wishes = try options.wishes(surroundings)
        let folder = try DemoWorkspace(seed: seed, scale: scale).write(in: options.workspace)
        if writeOnly {
            Console.line("wrote \(folder)/mission.yaml: copilot-tui run -C \(folder) \(folder)/mission.yaml runs it")
            return
        }
        let file = try MissionFile.load(path: folder + "/mission.yaml")
        Console.plainError("the demo's workspace is \(folder)")
        let session = MissionSession(options: options, surroundings: surroundings)
        let source = MissionSource(mission: file.mission, path: folder + "/mission.yaml", digest: "\(file.digest)")
        let code = try await session.carry { notify in
            try MissionRun.create(source, in: folder, wishes: wishes, surroundings: surroundings, notify: notify)
        }
        // Its end is part of the show: a non-critical step fails, so it is degraded.
        throw ExitCode(code == 3 ? 0 : code)
    }
}

/// The clock that the demo goes by.
enum DemoClock: String, ExpressibleByArgument, CaseIterable, Sendable {
    case real, fixed

    /// 2026-01-01 02:00:00 UTC, in milliseconds since 1970.
    static let start: Int64 = 1_767_232_800_000
}

/// The demo's files.
struct DemoWorkspace {
    let seed: Int
    let scale: Double

    /// Writes them into a new temporary folder, or into the one given.
    ///
    /// - Returns: the folder.
    func write(in folder: String?) throws -> String {
        let path: String
        if let folder {
            path = try Workspace.path(folder)
        } else {
            var template = Array((NSTemporaryDirectory() + "/copilot-demo-XXXXXX").utf8CString)
            guard mkdtemp(&template) != nil else {
                throw UsageError(message: "no temporary folder can be made: \(String(cString: strerror(errno)))")
            }
            path = Workspace.absolute(
                String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
        }
        try Data(mission.utf8).write(to: URL(fileURLWithPath: path + "/mission.yaml"))
        try Data(Self.textScript.utf8).write(to: URL(fileURLWithPath: path + "/make-text.sh"))
        return path
    }

    private func seconds(_ base: Double) -> String { String(format: "%.1f", base * scale) }

    private var mission: String {
        """
        # The demo of copilot-tui: real work with what every machine has.
        name: demo
        description: Texts are made, counted, hashed and compressed; some steps misbehave.
        duration: 15m
        level: autonomous
        concurrency: 3
        env: { SEED: "\(seed)", LC_ALL: C }
        tasks:
          prepare:
            run: mkdir -p texts counts archive && echo "workspace ready in $PWD"
          generate:
            needs: [prepare]
            matrix: { part: [alpha, beta, gamma, delta, epsilon, zeta, eta, theta] }
            run: sh make-text.sh {part} \(Int(3000 * scale)) > texts/{part}.txt && wc -l texts/{part}.txt && sleep \(seconds(3))
            description: Pseudo-random text, the same for the same seed.
          analysis:
            needs: [generate]
            tasks:
              list:
                run: ls texts | sed 's/.txt//' | tee names.list
                outputs: [names.list]
              words:
                needs: [list]
                for_each: { file: names.list }
                run: >-
                  for i in $(seq 1 12); do printf '\\r{item}: counting %3d %%' $((i * 100 / 12)); sleep \(seconds(0.35)); done; echo;
                  tr -s ' ' '\\n' < texts/{item}.txt | sort | uniq -c | sort -rn | head -5 | tee counts/{item}
              hash:
                run: find texts -type f | sort | xargs sha256sum | tee hashes && sleep \(seconds(2))
              unused-words:
                critical: false
                run: grep -c zyzzyva texts/alpha.txt
                description: Fails, because the word does not occur; it is not critical.
          unreliable:
            needs: [prepare]
            run: >-
              n=$(cat tries 2>/dev/null || echo 0); n=$((n + 1)); echo $n > tries; sleep \(seconds(2));
              if [ $n -lt 3 ]; then echo "connection reset by peer (try $n)" >&2; exit 1; fi; echo "worked at try $n"
            retry: { attempts: 4, delay: 3s }
            description: Fails twice, then works.
          slow:
            needs: [prepare]
            run: for i in $(seq 1 70); do echo "step $i of 70"; sleep \(seconds(1)); done
            description: Slow, and left alone.
          hanging:
            needs: [prepare]
            run: echo "waiting for a lock that nobody releases"; sleep 3600
            timeout: { limit: \(Int(max(2, 40 * scale)))s, grace: 2s }
            critical: false
            description: Hangs; its limit ends it.
          compress:
            needs: [analysis/hash]
            run: tar -czf archive/texts.tar.gz texts && ls -l archive && sleep \(seconds(3))
            outputs: [archive/texts.tar.gz]
          verify:
            needs: [compress]
            run: tar -xzOf archive/texts.tar.gz | sha256sum && sha256sum -c hashes
          after-hang:
            needs: [hanging]
            when: any_failed
            run: echo "cleaning up after what hung"
          report:
            needs: [analysis/words, verify, unreliable, slow]
            run: >-
              for f in counts/*; do echo "== $f"; cat $f; done > report.txt; wc report.txt;
              printf '\\033[32mall done\\033[0m, naïve café 日本語 👩‍💻\\n'
            outputs: [report.txt]

        """
    }

    /// Lines of words by a linear congruential generator (Numerical Recipes' constants), so that awk alone is enough.
    private static let textScript = """
        # make-text.sh NAME LINES: pseudo-random text, the same for the same name and SEED.
        salt=$(printf '%s' "$1" | cksum | cut -d ' ' -f 1)
        awk -v lines="$2" -v state="$(( (SEED * 7919 + salt) % 4294967296 ))" '
        BEGIN {
            n = split("data model corpus token result error signal graph night task queue retry cache index proof", word, " ")
            for (i = 0; i < lines; i++) {
                text = ""
                for (j = 0; j < 12; j++) {
                    state = (state * 1664525 + 1013904223) % 4294967296
                    text = text word[int(state / 4294967296 * n) + 1] " "
                }
                print text
            }
        }'

        """
}
