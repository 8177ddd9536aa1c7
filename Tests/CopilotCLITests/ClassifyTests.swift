import ArgumentParser
import CopilotModel
import Foundation
import Testing

@testable import CopilotCLI

/// What `classify` takes and answers.
@Suite struct ClassifyTests {
    private let appraisal = FailureAppraisal(wallMilliseconds: 1_795_479_000_000, zoneSeconds: 0)

    private func judge(_ json: String) throws -> [String: Any] {
        let row = try JSONDecoder().decode(FailureRow.self, from: Data(json.utf8))
        let verdict = try #require(appraisal.judge(row))
        let data = try FailureVerdict.encoder.encode(verdict)
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test func aLineIsAnsweredWithEveryKey() throws {
        let tail = Data("\u{1B}[31mcurl: (6) Could not resolve host: a.test\u{1B}[0m\r\n".utf8).base64EncodedString()
        let verdict = try judge(#"{"id":"1","tail":"\#(tail)","exit_code":6,"signal":null,"command":"curl a.test"}"#)
        #expect(verdict["id"] as? String == "1" && verdict["category"] as? String == "network")
        #expect(verdict["severity"] as? String == "transient" && verdict["retryable"] as? Bool == true)
        #expect(verdict["recovery"] as? String == "retry_backoff" && verdict["retryAfterSeconds"] is NSNull)
        #expect(verdict["evidence"] as? [String] == ["curl: (6) Could not resolve host: a.test"])
        #expect(verdict["rule"] as? String == "network.dns" && verdict["confidence"] is Double)
        #expect((verdict["cause"] as? String)?.contains("a.test") == true)
    }

    @Test func waitsAreInSecondsAndKnowZones() throws {
        let tail = Data("usage limit reached; it resets at 3am (Europe/Berlin)".utf8).base64EncodedString()
        #expect(try judge(#"{"id":"1","tail":"\#(tail)","exit_code":1}"#)["retryAfterSeconds"] as? Double == 6_600)
    }

    @Test func aSuccessIsNoFailureAndAMissingCodeNoInterruption() throws {
        let tail = Data("error: it broke".utf8).base64EncodedString()
        let success = try judge(#"{"id":"1","tail":"\#(tail)","exit_code":0}"#)
        #expect(success["category"] is NSNull && success["retryable"] as? Bool == false && success.count == 11)
        let quiet = Data("hello".utf8).base64EncodedString()
        let unknown = try judge(#"{"id":"1","tail":"\#(quiet)"}"#)
        #expect(unknown["cause"] as? String == "no exit code was given, and the output does not say why")
    }

    @Test func hardlyMeantThingsAreTold() {
        var task = MissionTask(id: TaskID("a"), command: .shell("x"), workingDirectory: "sub")
        task.resilience = ResilienceRules(
            defaults: [DefaultOutput(path: "o", content: .copy(of: "none.txt"))],
            protect: ProtectRule(paths: ["src", "{item}"]), resume: .shell("true"))
        let remarks = MissionRemarks.all(Mission(name: "m", tasks: [task])) { $0 == "sub/src" }
        #expect(remarks.count == 2)
        #expect(remarks.first?.hasPrefix("a: 'resume: true' runs the program 'true'") == true)
        #expect(remarks.last == "a: 'none.txt', which its 'default' copies, is not there")
    }

    @Test func aTailMustBeBase64() throws {
        let row = try JSONDecoder().decode(FailureRow.self, from: Data(#"{"id":"1","tail":"a"}"#.utf8))
        #expect(appraisal.judge(row) == nil)
    }

    @Test(arguments: [
        "classify --exit-code 256", "classify --signal 0", "classify --jsonl --exit-code 1", "classify x",
    ])
    func wrongCallsAreRefused(line: String) {
        #expect(throws: (any Error).self) {
            try CopilotTUI.parseAsRoot(line.split(separator: " ").map(String.init))
        }
    }
}
