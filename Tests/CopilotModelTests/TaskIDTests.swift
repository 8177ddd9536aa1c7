import CopilotModel
import Foundation
import Testing

@Suite("Names of tasks and runs")
struct TaskIDTests {
    @Test(arguments: [
        ("lint", "lint", 0), ("quality/lint", "quality/lint", 0), ("generation[7]", "generation", 7),
        ("a/b[1000000]", "a/b", 1_000_000), ("A.b-c_9", "A.b-c_9", 0), ("each[9223372036854775807]", "each", Int.max),
    ])
    func isReadAndWritten(text: String, name: String, item: Int) throws {
        let id = try #require(TaskID(text) as TaskID?)
        #expect(id.name == name)
        #expect(id.item == item)
        #expect(id.isChild == (item > 0))
        #expect(id.declared == TaskID(name, item: 0))
        #expect(id.description == text)
        let data = try JSONEncoder().encode([id])
        #expect(try JSONDecoder().decode([TaskID].self, from: data) == [id])
    }

    @Test(arguments: [
        "", "/", "a/", "/a", "a//b", "a b", "ä", "a[0]", "a[-1]", "a[]", "a[x]", "a[1", "a]", "[1]", "a[1]/b",
        "a[99999999999999999999]", "a\n", "a\u{1B}[31m", "a[1][2]",
    ])
    func nonsenseIsRefused(text: String) {
        let id: TaskID? = TaskID(text)
        #expect(id == nil)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([TaskID].self, from: JSONEncoder().encode([text]))
        }
    }

    @Test func aNegativeNumberNamesTheTaskItself() { #expect(TaskID("a", item: -3) == TaskID("a", item: 0)) }

    @Test(
        arguments: [
            ("nightly-corpus", 0x3f2a, "nightly-corpus-3f2a"), ("Nightly  Corpus!", 1, "nightly-corpus-0001"),
            ("", 0, "mission-0000"), ("日本語", 65535, "mission-ffff"), ("--a--", 16, "a-0010"),
            ("../../etc/passwd", 2, "etc-passwd-0002"), ("a\u{202E}b\nc", 3, "a-b-c-0003"),
            (String(repeating: "x", count: 200), 4, String(repeating: "x", count: 60) + "-0004"),
        ] as [(String, UInt16, String)])
    func aRunIsNamedAfterItsMission(mission: String, number: UInt16, expected: String) throws {
        let run = RunID(missionName: mission, number: number)
        #expect(run.rawValue == expected)
        #expect(run.rawValue.utf8.count <= 80)
        #expect(!run.rawValue.contains("/"))
        #expect(try JSONDecoder().decode([RunID].self, from: JSONEncoder().encode([run])) == [run])
    }
}
