import CopilotConfig
import CopilotModel
import Foundation
import Testing

@Suite struct UserFilesTests {
    static func file<Value>(_ text: String, _ load: (String) throws -> Value) throws -> Result<Value, ConfigFileError> {
        var result: Result<Value, ConfigFileError>?
        try HostileMissionTests.inDirectory { directory in
            let path = directory + "/f.yaml"
            try text.write(toFile: path, atomically: false, encoding: .utf8)
            do { result = .success(try load(path)) } catch let error as ConfigFileError { result = .failure(error) }
        }
        return try #require(result)
    }

    @Test func configHasDefaultsAndTakesAllKeys() throws {
        #expect(try UserConfig.load(path: "/nowhere/config.yaml") == UserConfig())
        #expect(try Self.file("# none\n", UserConfig.load).get() == UserConfig())
        let text =
            "theme: okabe-ito\ncolor: 256\nmouse: false\nconcurrency: 3\nlevel: autonomous\nkeep_checkpoints: 7d\n"
        let expected = UserConfig(
            theme: "okabe-ito", color: .colors256, mouse: false, concurrency: 3, level: .autonomous,
            keptFor: .seconds(7 * 86_400))
        #expect(try Self.file(text, UserConfig.load).get() == expected)
    }

    @Test func configSaysWhatIsWrong() throws {
        let result = try Self.file("colour: mono\nmouse: yes\ncolor: 8\nzzz: x\n", UserConfig.load)
        let error = try #require(throws: ConfigFileError.self) { try result.get() }
        #expect(
            error.problems.map { "\($0.line ?? 0): \($0.message)" } == [
                "1: unknown key 'colour' in config.yaml; write 'color'", "2: 'mouse' is 'yes'; write true or false",
                "3: 'color' is '8'; write one of auto, truecolor, 256, 16, mono",
                "4: unknown key 'zzz' in config.yaml; known are color, concurrency, keep_checkpoints, level, mouse, prompts,"
                    + " secrets, theme",
            ])
    }

    @Test func keymapIsPlainData() throws {
        #expect(try KeymapFile.load(path: "/nowhere/keymap.yaml").bindings.isEmpty)
        let text = "global:\n  help: [\"?\", f1]\n  pane: 0\ntree:\n  kill: []\n"
        #expect(
            try Self.file(text, KeymapFile.load).get().bindings == [
                .init(context: "global", action: "help", chords: ["?", "f1"], line: 2),
                .init(context: "global", action: "pane", chords: ["0"], line: 3),
                .init(context: "tree", action: "kill", chords: [], line: 5),
            ])
        let bad = try Self.file("global:\n  help:\nx: [a]\n", KeymapFile.load)
        let error = try #require(throws: ConfigFileError.self) { try bad.get() }
        #expect(error.problems.map(\.line) == [2, 3])
    }

    @Test(arguments: ["nightly", "", "a\"b\\\n: c", "日本", String(repeating: "x", count: 500)])
    func theTemplateLoads(_ name: String) throws {
        let mission = try MissionFile.parse(MissionWriter.template(name: name), name: "mission.yaml").mission
        #expect(mission.tasks.map(\.id.name) == ["prepare", "process", "report"])
        #expect(mission.tasks[0].retry.attempts == 3)
    }

    @Test func aSingleCommandIsAMission() {
        let mission = Mission.single(command: ["/usr/bin/g++", "-c", "{item}"])
        #expect(mission.problems().isEmpty)
        #expect(mission.tasks[0].id.name == "g")
        #expect(mission.tasks[0].command == .arguments(["/usr/bin/g++", "-c", "{item}"]))
        #expect(Mission.single(command: ["日本"], name: "x").problems().isEmpty)
        #expect(!Mission.single(command: []).problems().isEmpty)
    }
}
