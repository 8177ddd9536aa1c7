import CopilotPolicy
import Testing

@testable import CopilotCLI

/// How a trace is read.
@Suite struct PredictTests {
    /// A source that gives a text in pieces of so many bytes.
    private func source(_ text: String, pieces: Int) -> () -> [UInt8]? {
        var rest = Array(text.utf8)[...]
        return {
            guard !rest.isEmpty else { return nil }
            let piece = Array(rest.prefix(pieces))
            rest = rest.dropFirst(pieces)
            return piece
        }
    }

    @Test(arguments: [1, 2, 3, 1000])
    func recordsAreReadFromAnyPieces(pieces: Int) throws {
        let text = "\u{FEFF}a,b\r\n\r\n\"x, \"\"y\"\"\r\nz\",\r\n1,2"
        var reader = CSVReader(source: source(text, pieces: pieces))
        var found: [[String]] = []
        var lines: [Int] = []
        while let record = try reader.record() {
            found.append(record.fields)
            lines.append(record.line)
        }
        #expect(found == [["a", "b"], ["x, \"y\"\r\nz", ""], ["1", "2"]])
        #expect(lines == [1, 3, 5])
    }

    @Test(arguments: [
        ("ok", RunEnding.succeeded), ("", .succeeded), ("FAILED", .failed), ("limit", .cutOff), ("cancelled", .stopped),
        ("odd", .stopped),
    ])
    func statusesHaveAMeaning(status: String, ending: RunEnding) throws {
        var reader = try TraceReader(
            name: "t", source: source("key,submit_s,run_s,requested_s,status\na/b,1,2,,\(status)\n", pieces: 7))
        let row = try #require(try reader.row())
        #expect(row.number == 1 && row.run.ending == ending && row.run.runSeconds == 2)
        #expect(row.run.requestedSeconds == nil && row.run.key == RunKey(path: "a/b"))
        #expect(reader.unknown.count == (status == "odd" ? 1 : 0))
    }

    @Test func aRunThatGoesOnHasNoDuration() throws {
        var reader = try TraceReader(
            name: "t", source: source("key,submit_s,run_s,status\na,1,,running\na,1,50,running\n", pieces: 99))
        #expect(try reader.row()?.run.runSeconds == nil)
        #expect(try reader.row()?.run.runSeconds == nil)
    }

    @Test func faultsNameFileAndLine() {
        for (text, words) in [
            ("key,submit_s,run_s\na,1,x\n", "t.csv, line 2: run_s is 'x'"),
            ("key,submit_s,run_s\na,1\n", "t.csv, line 2: 2 fields where the header has 3"),
            ("key,key,run_s\n", "t.csv, line 1: the column 'key' is there twice"),
        ] {
            let error = #expect(throws: UsageError.self) {
                var reader = try TraceReader(name: "t.csv", source: source(text, pieces: 5))
                while try reader.row() != nil {}
            }
            #expect(error?.message.hasPrefix(words) == true)
        }
    }
}
