import CopilotModel
import Foundation
import Testing

@Suite("How intents read on the wire")
struct IntentCodingTests {
    static let actions: [(Intent.Action, String)] = [
        (.pauseMission(drain: true), #"{"action":"pauseMission","drain":true}"#),
        (.resumeMission, #"{"action":"resumeMission"}"#),
        (.pause(TaskID("a")), #"{"action":"pause","task":"a"}"#),
        (.resume(TaskID("a")), #"{"action":"resume","task":"a"}"#),
        (.skip(TaskID("quality/lint")), #"{"action":"skip","task":"quality/lint"}"#),
        (.skipSubtree(TaskID("a")), #"{"action":"skipSubtree","task":"a"}"#),
        (.retry(TaskID("g", item: 7), fresh: true), #"{"action":"retry","fresh":true,"task":"g[7]"}"#),
        (.stop(TaskID("a")), #"{"action":"stop","task":"a"}"#),
        (.kill(TaskID("a")), #"{"action":"kill","task":"a"}"#),
        (.answer(TaskID("a"), .text("yes")), #"{"action":"answer","task":"a","text":"yes"}"#),
        (.answer(TaskID("a"), .proposal), #"{"action":"answer","proposal":true,"task":"a"}"#),
        (
            .answer(TaskID("a"), .proposal, prompt: 41),
            #"{"action":"answer","prompt":41,"proposal":true,"task":"a"}"#
        ),
        (.answer(TaskID("a"), .decline), #"{"action":"answer","decline":true,"task":"a"}"#),
        (.stopMission(.user), #"{"action":"stopMission","cause":"user"}"#),
    ]

    @Test("An action is one flat object, both ways", arguments: actions)
    func action(_ action: Intent.Action, _ json: String) throws {
        #expect(try encode(action) == json)
        #expect(try decode(Intent.Action.self, json) == action)
        let intent = Intent(action, by: .screen)
        #expect(try decode(Intent.self, encode(intent)) == intent)
    }

    @Test("Every verb is in the table")
    func everyVerb() {
        #expect(Set(Self.actions.map(\.0.verb)) == Set(Intent.Action.Verb.allCases))
    }

    @Test("What is not said has a default")
    func defaults() throws {
        #expect(
            try decode(Intent.self, #"{"action":"pauseMission"}"#) == Intent(.pauseMission(drain: false), by: .control))
        #expect(
            try decode(Intent.self, #"{"action":"retry","task":"a","requester":"screen"}"#)
                == Intent(.retry(TaskID("a"), fresh: false), by: .screen))
        #expect(try decode(Intent.self, #"{"action":"stopMission"}"#) == Intent(.stopMission(.user), by: .control))
    }

    @Test(
        "What cannot be meant is an error",
        arguments: [
            "{}", #"{"action":"dance"}"#, #"{"action":"pause"}"#, #"{"action":"pause","task":"no such id!"}"#,
            #"{"action":"pauseMission","drian":true}"#, #"{"action":"resumeMission","task":"a"}"#,
            #"{"action":"pauseMission","drain":"yes"}"#, #"{"action":"stopMission","cause":"boredom"}"#,
            #"{"action":"pause","task":"a","requester":"ghost"}"#, #"{"action":"answer","task":"a"}"#,
            #"{"action":"answer","task":"a","text":"y","decline":true}"#, "[]", "7",
        ])
    func malformed(_ json: String) {
        #expect(throws: DecodingError.self) { try decode(Intent.self, json) }
    }

    @Test("A receipt says whether, and why not")
    func receipts() throws {
        #expect(try encode(IntentReceipt.accepted) == #"{"accepted":true}"#)
        #expect(try encode(IntentReceipt.refused("no")) == #"{"accepted":false,"reason":"no"}"#)
        for receipt in [IntentReceipt.accepted, .refused("it has ended")] {
            #expect(try decode(IntentReceipt.self, encode(receipt)) == receipt)
        }
    }

    private func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private func decode<Value: Decodable>(_ type: Value.Type, _ json: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(json.utf8))
    }
}
