import Testing

@testable import CopilotControl

@Suite("Reading answers and event streams")
struct ParserTests {
    static let responses: [(String, Int, String)] = [
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, "hello"),
        ("HTTP/1.1 204 No Content\r\n\r\n", 204, ""),
        ("HTTP/1.1 200 OK\nContent-length:0\n\n", 200, ""),
        ("HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1;x=y\r\n!\r\n0\r\n\r\n", 200, "hello!"),
        (
            "HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n", 200,
            "0123456789"
        ),
        ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 409 Conflict\r\nContent-Length: 2\r\n\r\nno", 409, "no"),
    ]

    @Test("However the bytes come", arguments: responses, [1, 2, 7, 1_000])
    func response(_ response: (String, Int, String), _ step: Int) throws {
        var parser = HTTPResponseParser()
        var body: [UInt8] = []
        let bytes = Array(response.0.utf8)
        for start in stride(from: 0, to: bytes.count, by: step) {
            body += try parser.feed(Array(bytes[start..<min(start + step, bytes.count)]))
        }
        #expect(parser.status == response.1)
        #expect(parser.isComplete)
        #expect(String(decoding: body, as: UTF8.self) == response.2)
    }

    @Test("A body without a length ends with the connection; a counted one does not")
    func ends() throws {
        var open = HTTPResponseParser()
        #expect(try open.feed(Array("HTTP/1.0 200 OK\r\n\r\nabc".utf8)) == Array("abc".utf8))
        #expect(!open.isComplete)
        try open.end()
        #expect(open.isComplete)
        var cut = HTTPResponseParser()
        _ = try cut.feed(Array("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc".utf8))
        #expect(throws: ControlError.self) { try cut.end() }
    }

    @Test(
        "What is not an answer is an error",
        arguments: [
            "SSH-2.0-OpenSSH\r\n", "HTTP/1.1 banana\r\n", "HTTP/1.1 200 OK\r\nno colon\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
            String(repeating: "x", count: 70_000), "HTTP/1.1 200 OK\r\nA: " + String(repeating: "x", count: 70_000),
        ])
    func malformed(_ text: String) {
        var parser = HTTPResponseParser()
        #expect(throws: ControlError.self) { _ = try parser.feed(Array(text.utf8)) }
    }

    @Test("Events, however the bytes come", arguments: [1, 3, 1_000])
    func events(_ step: Int) throws {
        let text = ": comment\n\nevent: a\nid: 7\ndata: {}\n\nevent: b\r\ndata:x\r\ndata: y\r\n\r\nid: 9\n\ndata\n\n"
        var parser = ServerSentEventParser()
        var events: [ServerSentEvent] = []
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: step) {
            events += try parser.feed(Array(bytes[start..<min(start + step, bytes.count)]))
        }
        #expect(
            events == [
                ServerSentEvent(name: "a", id: "7", data: Array("{}".utf8)),
                ServerSentEvent(name: "b", data: Array("x\ny".utf8)), ServerSentEvent(name: "", data: []),
            ])
        var again = ServerSentEventParser()
        #expect(try again.feed(events.prefix(2).flatMap(\.wireBytes)) == Array(events.prefix(2)))
    }

    @Test("An endless event is an error, not endless memory")
    func endless() {
        var parser = ServerSentEventParser(maxEventBytes: 1_000)
        #expect(throws: ControlError.self) {
            for _ in 0..<100 { _ = try parser.feed(Array("data: 0123456789\n".utf8)) }
        }
    }

    @Test("Ids survive a path", arguments: ["a", "quality/lint", "generation[7]", "100%", "ü ?#&"])
    func percent(_ text: String) {
        let coded = PercentCoding.encode(text)
        #expect(coded.utf8.allSatisfy { $0 > 32 && $0 < 127 && !"/?#[]&".utf8.contains($0) })
        #expect(PercentCoding.decode(coded) == text)
    }

    @Test("A broken escape is no text", arguments: ["%", "%4", "%zz", "%ff", "a%+1"])
    func brokenPercent(_ text: String) { #expect(PercentCoding.decode(text) == nil) }
}
