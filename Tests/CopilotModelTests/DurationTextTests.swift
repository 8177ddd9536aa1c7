import CopilotModel
import Testing

@Suite("Durations as text")
struct DurationTextTests {
    @Test(
        arguments: [
            ("90s", 90_000), ("1h30m", 5_400_000), ("1.5h", 5_400_000), ("250ms", 250), ("0s", 0), ("2d", 172_800_000),
            ("1m1m", 120_000), ("0.5ms", 1), ("3650d", 315_360_000_000), ("30m", 1_800_000),
        ] as [(String, Int64)])
    func isRead(text: String, milliseconds: Int64) {
        #expect(DurationText.parse(text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "5", "h", "1x", "1H", "-1s", "1 s", " 1s", "1.2.3s", ".5s", "1e3s", "3651d", "9999999999999999999d", "1s5",
        "1hour", "١s", "infs", "1s\n",
    ])
    func nonsenseIsRefused(text: String) { #expect(DurationText.parse(text) == nil) }

    @Test(
        arguments: [
            (0, "0ms"), (250, "250ms"), (999, "999ms"), (4_250, "4.2s"), (9_999, "9.9s"), (10_000, "10s"),
            (59_999, "59s"),
            (60_000, "1m00s"), (185_000, "3m05s"), (3_599_000, "59m59s"), (7_800_000, "2h10m"), (86_399_000, "23h59m"),
            (356_400_000, "4d03h"), (-5, "0ms"),
        ] as [(Int64, String)])
    func isShownShort(milliseconds: Int64, text: String) {
        #expect(DurationText.format(.milliseconds(milliseconds)) == text)
    }

    @Test(arguments: [0, 1, 999, 1_500, 60_000, 5_400_000, 86_400_000, 90_061_001, 315_360_000_000] as [Int64])
    func whatIsWrittenIsReadAsTheSame(milliseconds: Int64) {
        let text = DurationText.write(.milliseconds(milliseconds))
        #expect(DurationText.parse(text)?.milliseconds == milliseconds, "\(text)")
    }

    @Test func numbersAtTheirEndsSaturate() {
        #expect(Duration.seconds(Int64.max).milliseconds == .max)
        #expect(Duration.seconds(Int64.min).milliseconds == .min)
        #expect(!DurationText.format(.seconds(Int64.max)).isEmpty)
        #expect(Int64.max.subtractingSaturated(-1) == .max)
        #expect(Int64.min.subtractingSaturated(1) == .min)
        #expect((-1 as Int64).subtractingSaturated(.min) == .max)
        #expect((0 as Int64).subtractingSaturated(.min) == .max)
        #expect((5 as Int64).subtractingSaturated(7) == -2)
    }

    @Test(arguments: [
        (0, AutonomyLevel.interactive), (1_799, .interactive), (1_800, .semiAutonomous), (7_199, .semiAutonomous),
        (7_200, .autonomous), (21_599, .autonomous), (21_600, .fullAutonomous), (360_000, .fullAutonomous),
    ])
    func aMissionsDurationSetsItsLevel(seconds: Int, level: AutonomyLevel) {
        let mission = Mission(name: "m", duration: .seconds(seconds), tasks: [])
        #expect(mission.effectiveLevel(hasTerminal: true) == level)
        #expect(mission.effectiveLevel(hasTerminal: false) == level)
    }

    @Test func aNamedLevelWinsAndNoneDependsOnTheTerminal() {
        let named = Mission(name: "m", duration: .seconds(60), level: .fullAutonomous, tasks: [])
        #expect(named.effectiveLevel(hasTerminal: true) == .fullAutonomous)
        let silent = Mission(name: "m", tasks: [])
        #expect(silent.effectiveLevel(hasTerminal: true) == .interactive)
        #expect(silent.effectiveLevel(hasTerminal: false) == .autonomous)
    }
}
