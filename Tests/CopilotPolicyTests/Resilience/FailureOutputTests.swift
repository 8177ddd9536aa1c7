import CopilotModel
import Testing

@testable import CopilotPolicy

/// What is kept of megabytes, and how much of it is looked at.
@Suite struct FailureOutputTests {
    private func output(_ chunks: [[UInt8]]) -> FailureOutput {
        var output = FailureOutput()
        for chunk in chunks { output.take(chunk) }
        return output
    }

    private func judge(_ output: FailureOutput) -> Failure {
        ErrorClassifier.classify(FailureEvidence(status: .exited(code: 1), output: output))
    }

    @Test func aLongOutputKeepsItsEndAndItsFirstFailure() {
        let filler = Array(repeating: Array(String(repeating: "compiling this\n", count: 700).utf8), count: 100)
        // The word that tells is cut in two.
        let output = output([Array("begin\nfatal er".utf8), Array("ror: disk full\n".utf8)] + filler)
        #expect(output.isCut && output.tail.count <= FailureOutput.mostTailBytes * 5 / 4)
        #expect(String(decoding: output.firstFailure, as: UTF8.self).hasPrefix("begin\nfatal error: disk full\n"))
        #expect(output.firstFailure.count <= FailureEvidence.mostRegionBytes)
        #expect(judge(output).category == .resource)
    }

    @Test(arguments: [1, 7, 4_096, 1_000_000])
    func chunksMakeNoDifference(size: Int) {
        let text = Array((String(repeating: "step\n", count: 120_000) + "error: Connection refused\n").utf8)
        let output = output(
            stride(from: 0, to: text.count, by: size).map { Array(text[$0..<min(text.count, $0 + size)]) })
        #expect(output.tail.suffix(200) == text.suffix(200) && output.tail.count >= FailureOutput.mostTailBytes)
        #expect(judge(output).reading?.rule == "network.refused")
    }

    /// A long text in a few words.
    struct Long: Sendable, CustomTestStringConvertible {
        var before = ""
        var unit: String
        var times: Int
        var after = ""
        var bytes: [UInt8] { Array((before + String(repeating: unit, count: times) + after).utf8) }
        var testDescription: String { "\(before)\(times) × '\(unit)'\(after)" }
    }

    @Test(arguments: [
        Long(before: "frob: permission denied: ", unit: "x", times: 1_000_000),
        Long(unit: "x", times: 1_000_000, after: ": permission denied"),
        Long(before: "well\nfrob: permission denied: ", unit: "x", times: 400_000, after: "\n"),
    ])
    func bothEndsOfALongLineAreRead(text: Long) {
        #expect(judge(FailureOutput(text.bytes)).category == .permission)
    }

    /// Counted in bytes that the rules went over, so that it is the same on every machine.
    @Test(arguments: [
        Long(unit: "x", times: 1_000_000, after: " Connection refused"),
        Long(unit: "error: timeout permission denied ", times: 40_000),
        Long(unit: "cannot find could not find no such module ", times: 30_000),
        Long(unit: "error: connection refused\n", times: 100_000),
        Long(unit: "compiling something that is fine\n", times: 100_000, after: "fatal: Connection refused\n"),
        Long(unit: "a\n", times: 400_000), Long(unit: "\u{1B}[1m\u{1B}[0m", times: 100_000),
    ])
    func workIsBounded(text: Long) {
        let output = FailureOutput(text.bytes)
        let lines = OutputLines(output).lines
        let most = FailureEvidence.mostBytes + FailureEvidence.mostRegionBytes
        #expect(lines.reduce(0) { $0 + $1.bytes.count } <= most)
        #expect(FindingScan(lines: lines, programs: CommandPrograms("")).bytes <= 8 * most)
        #expect(judge(output).reading?.evidence.allSatisfy { $0.count <= Failure.Reading.longestEvidence } == true)
    }

    @Test(arguments: [
        ("a\u{1B}[31mb\u{1B}[0m\r\nc", ["ab", "c"]), (" 10%\r 50%\r100%\ndone", ["100%", "done"]),
        ("\u{1B}]0;title\u{7}x\n\u{1B}]8;;http://a\u{1B}\\link", ["x", "link"]),
        ("|\u{1B}[1G\u{1B}[0Knpm error", ["npm error"]), ("no\u{1B}[2Cspace\u{1B}[1Bbelow", ["no  space", "below"]),
        ("ab\u{8}c\td", ["ac d"]), ("\u{1B}[", []), ("\u{1B}]0;never ends\nnext", ["next"]), ("é\u{1B}(Bü", ["éü"]),
        ("wrong\r\u{1B}[K\nright", ["right"]), ("kept\r", ["kept"]),
    ])
    func linesAreAsTheyWereShown(raw: String, lines: [String]) {
        #expect(PlainLines(Array(raw.utf8)).lines.map { String(decoding: $0, as: UTF8.self) } == lines)
    }

    @Test(arguments: [
        "", "x", "error", "fatal: x", "an error: x", "XRROR:", "FAILEDFAILED", "traceback", "ooooraceback",
    ])
    func theFirstWordIsFound(text: String) {
        let bytes = Array(text.utf8)
        let words = ["rror:", "RROR:", "atal:", "anic:", "FAILED", "raceback"].map { Array($0.utf8) }
        let naive = bytes.indices.first { place in words.contains { bytes[place...].starts(with: $0) } }
        #expect(bytes.withUnsafeBufferPointer { FailureWords.first(in: $0, from: 0) } == naive)
    }
}
