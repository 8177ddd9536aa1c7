import CopilotPolicy
import Testing

/// What counts as the same work.
@Suite struct RunKeyTests {
    @Test(arguments: [
        (["/usr/bin/python3", "run.py", "data/a1.csv"], "python3 run.py <.csv>"),
        (["git", "checkout", "3f2a9c1b"], "git checkout <hash>"),
        (["make", "-j8", "all"], "make -j# all"),
        (["tool", "--seed=1234", "--out=/tmp/x"], "tool --seed=# --out=<path>"),
        (["echo", "deadbee"], "echo deadbee"),
        ([], ""),
    ])
    func commandsAreKnownAgain(argv: [String], text: String) {
        #expect(CommandFingerprint.text(argv) == text)
    }

    @Test func aFanOutIsOneTask() {
        let one = RunKey(template: "nightly", task: "quality/generate[7]", command: ["gen", "7"], inputBytes: 1000)
        let other = RunKey(template: "nightly", task: "quality/generate[8]", command: ["gen", "8"], inputBytes: 600)
        #expect(one == other && one.path == "nightly/quality∕generate/gen #/2^10")
        #expect(
            one != RunKey(template: "nightly", task: "quality/generate[7]", command: ["gen", "7"], inputBytes: 5000))
    }

    @Test(arguments: ["", "/", "a", "a/b/c/d/e/f/g", "//", String(repeating: "x/", count: 5000)])
    func everyPathIsAKey(path: String) {
        var predictor = TimeoutPredictor()
        for _ in 0..<30 { predictor.learn(key: RunKey(path: path), seconds: 5, ending: .succeeded) }
        let found = predictor.predict(key: RunKey(path: path), at: 0)
        #expect(found.q50Seconds > 4.9 && found.q50Seconds < 5.1)
    }
}
