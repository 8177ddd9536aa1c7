import CopilotConfig
import CopilotModel
import Foundation
import Testing

@Suite struct HostileMissionTests {
    /// A directory of its own for a test, removed behind it.
    static func inDirectory(_ body: (String) throws -> Void) throws {
        let directory = NSTemporaryDirectory() + "copilot-config-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try body(directory)
    }

    static func said(ofFile path: String) -> String {
        do {
            _ = try MissionFile.load(path: path)
            return "loaded"
        } catch {
            return error.description
        }
    }

    @Test func whatIsNoFileIsRefused() throws {
        try Self.inDirectory { directory in
            #expect(
                Self.said(ofFile: directory + "/none.yaml") == directory + "/none.yaml: no such file; check the path")
            #expect(Self.said(ofFile: directory) == directory + ": a directory; name a file in it")
            #expect(Self.said(ofFile: "/dev/zero") == "/dev/zero: not a regular file; name a file")
            #expect(Self.said(ofFile: "") == ": no file is called so")
            #expect(mkfifo(directory + "/pipe", 0o600) == 0)
            #expect(Self.said(ofFile: directory + "/pipe").hasSuffix(":1: the file is empty; it must hold a mission"))
        }
    }

    @Test func tooLongFilesAreRefusedWithARemedy() throws {
        try Self.inDirectory { directory in
            let limits = [("a.yaml", 8 << 20), ("a.json", 32 << 20)]
            for (name, most) in limits {
                let path = directory + "/" + name
                #expect(FileManager.default.createFile(atPath: path, contents: nil))
                #expect(truncate(path, most + 1) == 0)
                #expect(
                    Self.said(ofFile: path)
                        == "\(path): more than \(most >> 20) MiB; for many tasks use 'for_each' over a file,"
                        + " or JSON lines (.jsonl), a task a line")
            }
            let lines = directory + "/a.jsonl"
            #expect(FileManager.default.createFile(atPath: lines, contents: nil))
            #expect(truncate(lines, 40 << 20) == 0)
            #expect(Self.said(ofFile: lines) == "\(lines):1: a line of more than 16 MiB; write a task a line")
        }
    }

    @Test func formsAreToldByExtensionThenByContent() throws {
        try Self.inDirectory { directory in
            let json = "{\"name\": \"a\",\t\"tasks\": {\"t\": {\"run\": \"x\"}}}"
            let lines = "{\"name\":\"a\"}\n{\"id\":\"t\",\"run\":\"x\"}\n"
            let yaml = "{name: a, tasks: {t: {run: x}}}"
            let files: [(String, String, MissionFile.Form)] = [
                ("a.yaml", yaml, .yaml), ("a.yml", json, .yaml), ("a.txt", yaml, .yaml), ("a.json", json, .json),
                ("a.JSONL", lines, .jsonLines), ("a.ndjson", lines, .jsonLines), ("json", json, .json),
                ("lines", lines, .jsonLines), ("yaml", yaml, .yaml),
            ]
            for (name, text, form) in files {
                try text.write(toFile: directory + "/" + name, atomically: false, encoding: .utf8)
                let file = try MissionFile.load(path: directory + "/" + name)
                #expect(file.form == form, "\(name)")
                #expect(file.mission.tasks.map(\.id.name) == ["t"])
                #expect(file.digest == MissionFile.digest(ofFile: directory + "/" + name))
            }
            #expect(MissionFile.digest(ofFile: directory + "/json") != MissionFile.digest(ofFile: directory + "/lines"))
            #expect(MissionFile.digest(ofFile: directory) == nil)
        }
    }

    @Test func bytesOfOtherEncodingsAreRefusedWithTheirLine() {
        let cases: [([UInt8], String)] = [
            (Array("name: a\nb: caf".utf8) + [0xE9, 0x0A], "m:2: not UTF-8 text; save the file as UTF-8"),
            ([0xFF, 0xFE, 0x6E, 0x00], "m:1: UTF-16 text; save the file as UTF-8"),
            ([0x7F, 0x45, 0x4C, 0x46, 0, 0], "m:1: a control character (0x7F); remove it, or write it as \"\\x7F\""),
        ]
        for (bytes, expected) in cases {
            #expect(throws: MissionFileError.self) { try MissionFile.parse(bytes, name: "m") }
            do { _ = try MissionFile.parse(bytes, name: "m") } catch { #expect(error.description == expected) }
        }
    }

    @Test func byteOrderMarkAndCarriageReturnsAreAccepted() throws {
        let text = "\u{FEFF}name: a\r\ntasks:\r\n  t:\r\n    run: |\r\n      x\r\n      y\r\n"
        #expect(try MissionFile.parse(text, name: "m.yaml").mission.tasks[0].command == .shell("x\ny\n"))
        let lines = "\u{FEFF}{\"name\":\"a\"}\r\n{\"id\":\"t\",\"run\":\"x\"}\r\n"
        #expect(try MissionFile.parse(lines, name: "m.jsonl").mission.tasks.count == 1)
    }

    @Test func aliasBombsAndDeepNestingEndAtOnce() {
        var bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n"
        for (last, next) in zip("abcdefghij", "bcdefghijk") {
            bomb += "\(next): &\(next) [" + [String](repeating: "*\(last)", count: 9).joined(separator: ",") + "]\n"
        }
        let texts: [(String, String)] = [
            (bomb + "? *k\n: 1\n", "aliases would make this file too large"),
            (String(repeating: "[", count: 100_000), "too many brackets"),
            (String(repeating: "[", count: 5000), "nested too deep"),
            (String(repeating: "- ", count: 100_000), "nested too deep"),
            ("a: " + String(repeating: "[", count: 500) + String(repeating: "]", count: 500), "nested deeper than 120"),
            (String(repeating: "[", count: 900) + String(repeating: "a,", count: 200_000), "too many brackets"),
            ("[" + String(repeating: "a,", count: 1_000_000), "too many values for YAML"),
        ]
        for (text, part) in texts {
            let said = BadMissionTests.said(text, name: "m.yaml")
            #expect(said.count == 1 && said[0].contains(part), "\(said)")
        }
        let deep = BadMissionTests.said(String(repeating: "[", count: 100_000), name: "m.json")
        #expect(deep == ["1: not JSON: nested deeper than 120 levels; flatten it"])
    }

    @Test func onlyTheFirstTwentyProblemsAreShown() {
        let tasks = (1...50).map { "  t\($0): {cmd: x}\n" }.joined()
        let said = BadMissionTests.said("name: a\ntasks:\n" + tasks, name: "m.yaml")
        #expect(said.count == 21)
        #expect(said.last == "and 80 more")
        #expect(said[0].hasPrefix("3: ") && said[19].hasPrefix("12: "))
    }

    /// Every change of a few bytes of a valid file either loads or gives problems with lines.
    @Test(arguments: [("m.yaml", 1), ("m.json", 2), ("m.jsonl", 3)])
    func damagedFilesNeverTrap(name: String, seed: UInt64) {
        let json =
            "{\"name\":\"a\",\"env\":{\"A\":null},\n\"tasks\":{\"g\":{\"tasks\":{\"t\":{\"run\":[\"b\\u00e9\"]}}},\n"
            + "\"u\":{\"run\":\"x\",\"needs\":[\"g\"],\"timeout\":{\"limit\":\"5m\"},\"matrix\":{\"os\":[1,true]}}}}\n"
        let lines =
            "{\"name\":\"a\"}\n{\"id\":\"t\",\"run\":\"x\"}\n"
            + "{\"id\":\"u\",\"run\":[\"y\"],\"needs\":\"t\",\"retry\":{\"attempts\":2}}\n"
        let yaml = MissionFileTests.whole + "\n  x: &x {run: a}\n  y: {<<: *x, cwd: 'b'}\n"
        let original = Array((name == "m.yaml" ? yaml : name == "m.json" ? json : lines).utf8)
        let signs = Array(" \t\n\r{}[]:,-#&*!|>'\"%@`?\\~0a.\u{0}\u{1B}\u{FEFF}é".utf8)
        var random = SplitMix(state: seed)
        for _ in 0..<1500 {
            var bytes = original
            for _ in 0..<(1 + random.below(4)) {
                let at = random.below(bytes.count)
                switch random.below(4) {
                case 0: bytes[at] = signs[random.below(signs.count)]
                case 1: bytes.remove(at: at)
                case 2: bytes.insert(signs[random.below(signs.count)], at: at)
                default: bytes.replaceSubrange(at..., with: bytes[random.below(bytes.count)...].prefix(80))
                }
                if bytes.isEmpty { bytes = [0x20] }
            }
            do {
                let mission = try MissionFile.parse(bytes, name: name).mission
                #expect(mission.problems().isEmpty)
            } catch {
                #expect(!error.problems.isEmpty && error.problems.allSatisfy { ($0.line ?? 0) >= 1 })
                #expect(!error.description.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
            }
        }
    }
}

/// A generator of numbers that a seed determines (Steele, Lea and Flood's SplitMix64).
struct SplitMix {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, bound)))
    }
}
