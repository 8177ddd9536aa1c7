import CopilotModel
import Foundation
import Testing

/// What is written and read by hand is what the general coder writes and reads.
@Suite("Payloads by hand")
struct ShortPayloadTests {
    /// Reads a payload as the general decoder does.
    private struct Read: Decodable {
        static let kind = CodingUserInfoKey(rawValue: "kind")
        var event: Event

        init(from decoder: any Decoder) throws {
            let kind = Self.kind.flatMap { decoder.userInfo[$0] } as? String
            event = try Event(kind: kind ?? "", task: TaskID("a"), payload: decoder)
        }
    }

    private static func general(kind: String, text: String) -> TaskEvent? {
        let decoder = JSONDecoder()
        if let key = Read.kind { decoder.userInfo[key] = kind }
        guard case .task(_, let event)? = try? decoder.decode(Read.self, from: Data(text.utf8)).event else {
            return nil
        }
        return event
    }

    private static func random(_ generator: inout some RandomNumberGenerator) -> TaskEvent {
        func number<Number: FixedWidthInteger>(_: Number.Type) -> Number {
            switch Int.random(in: 0..<8, using: &generator) {
            case 0: .min
            case 1: .max
            case 2: 0
            case 3: Number(truncatingIfNeeded: Int64.random(in: .min ... .max, using: &generator))
            default: Number(truncatingIfNeeded: Int64.random(in: 0...100, using: &generator))
            }
        }
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: return .ready
        case 1: return .succeeded
        case 2: return .started(.init(attempt: number(Int.self)))
        case 3: return .started(.init(attempt: number(Int.self), limitMilliseconds: number(Int64.self)))
        case 4:
            let process = ProcessIdentity(pid: number(Int32.self), startTicks: number(UInt64.self))
            return .launched(.init(attempt: number(Int.self), process: process))
        default:
            let report = ExitReport(
                status: .exited(code: number(Int32.self)), elapsedMilliseconds: number(Int64.self),
                userMilliseconds: number(Int64.self), systemMilliseconds: number(Int64.self),
                maxResidentBytes: number(Int64.self), outputBytes: number(Int64.self))
            return .exited(.init(attempt: number(Int.self), report: report))
        }
    }

    private static func kind(_ event: TaskEvent) -> String { "task." + event.kind.rawValue }

    @Test func anyEventIsWrittenAndReadAlikeByBoth() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<4000 {
            let event = Self.random(&generator)
            let text = try #require(ShortPayload.text(of: event))
            let read = ShortPayload.event(kind: Self.kind(event), text: text)
            guard read == event, text.isEmpty || Self.general(kind: Self.kind(event), text: text) == event else {
                Issue.record("\(event) as \(text) was read as \(String(describing: read))")
                return
            }
        }
    }

    /// Whatever is done to a payload: by hand it is read as the general decoder reads it, or left to that.
    @Test func damagedPayloadsAreNeverReadOtherwise() throws {
        var generator = SystemRandomNumberGenerator()
        let spare = Array("0123456789-+.eE{}[]:,\" attemp".utf8)
        for _ in 0..<4000 {
            let event = Self.random(&generator)
            var bytes = Array((ShortPayload.text(of: event) ?? "").utf8)
            for _ in 0..<Int.random(in: 1...2, using: &generator) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                let byte = spare[Int.random(in: 0..<spare.count, using: &generator)]
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[place] = byte
                case 1: bytes.insert(byte, at: place)
                default: bytes.remove(at: place)
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            guard !text.isEmpty, let read = ShortPayload.event(kind: Self.kind(event), text: text) else { continue }
            guard read == Self.general(kind: Self.kind(event), text: text) else {
                Issue.record("\(text) was read as \(read)")
                return
            }
        }
    }

    @Test(arguments: [
        "", "{}", "{\"attempt\":}", "{\"attempt\":01}", "{\"attempt\":-0}", "{\"attempt\":-}", "{\"attempt\": 1}",
        "{\"attempt\":1}}", "{\"attempt\":1,\"new\":2}", "{\"attempt\":9223372036854775808}", "{\"attempt\":1.0}",
        "{\"limitMilliseconds\":1,\"attempt\":1}",
    ])
    func whatIsOtherwiseIsLeftToTheGeneralDecoder(text: String) {
        #expect(ShortPayload.event(kind: "task.started", text: text) == nil)
    }

    /// The golden lines' payloads, their keys in the order of the journal, mean what they mean there.
    @Test func theGoldenLinesAreReadAlike() throws {
        var count = 0
        for line in EventGoldenLines.text.split(separator: "\n") {
            let record = try JSONDecoder().decode(EventRecord.self, from: Data(line.utf8))
            guard case .task(_, let event) = record.event, let text = ShortPayload.text(of: event) else { continue }
            #expect(ShortPayload.event(kind: record.event.kind, text: text) == event)
            count += 1
        }
        #expect(count >= 7)
    }
}
