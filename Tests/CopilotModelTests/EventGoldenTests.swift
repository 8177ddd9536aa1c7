import CopilotModel
import Foundation
import Testing

/// Journals are read for years: what a line of each kind meant once, it means for ever. Lines are added, never changed.
@Suite("The journal's lines")
struct EventGoldenTests {
    private static let lines = EventGoldenLines.text.split(separator: "\n").map(String.init)

    private static func encoded(_ record: EventRecord) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(record), as: UTF8.self)
    }

    @Test(arguments: lines)
    func eachIsReadAndWrittenAsItIs(line: String) throws {
        let record = try JSONDecoder().decode(EventRecord.self, from: Data(line.utf8))
        #expect(try Self.encoded(record) == line)
    }

    @Test func thereIsOneOfEveryKind() throws {
        let kinds = try Set(
            Self.lines.map { try JSONDecoder().decode(EventRecord.self, from: Data($0.utf8)).event.kind })
        let all =
            MissionEvent.Kind.allCases.map { "mission." + $0.rawValue }
            + TaskEvent.Kind.allCases.map { "task." + $0.rawValue }
        #expect(kinds == Set(all))
    }

    @Test(arguments: [
        #"{"kind":"task.dreamt","monotonicMilliseconds":0,"sequence":1,"task":"a","wallMilliseconds":0}"#,
        #"{"kind":"task.ready","monotonicMilliseconds":0,"sequence":1,"wallMilliseconds":0}"#,
        #"{"kind":"ready","monotonicMilliseconds":0,"sequence":1,"task":"a","wallMilliseconds":0}"#,
        #"{"kind":"task.started","monotonicMilliseconds":0,"sequence":1,"task":"a","wallMilliseconds":0}"#,
        #"{"kind":"task.ready","monotonicMilliseconds":0,"sequence":1,"task":"a b","wallMilliseconds":0}"#,
        #"{"data":{"attempt":9e99},"kind":"task.started","monotonicMilliseconds":0,"sequence":1,"task":"a","wallMilliseconds":0}"#,
        "{}", "[]", "null",
    ])
    func whatIsNoEventIsRefused(line: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(EventRecord.self, from: Data(line.utf8)) }
    }

    /// A later version may add keys: this one reads past them.
    @Test func unknownKeysAreReadPast() throws {
        let line =
            #"{"data":{"attempt":2,"new":1},"kind":"task.started","later":[],"monotonicMilliseconds":0,"sequence":1,"task":"a","wallMilliseconds":0}"#
        let record = try JSONDecoder().decode(EventRecord.self, from: Data(line.utf8))
        #expect(record.event == .task(TaskID("a"), .started(.init(attempt: 2))))
    }
}
