import CopilotModel
import FoundationEssentials

/// What every error answer holds.
struct ErrorDocument: Codable {
    /// A word for programs: `notFound`, `badRequest`, `refused` …
    var error: String
    /// A sentence for people.
    var message: String
}

/// The answer to an intent that was refused: a receipt that reads as an error too.
struct RefusalDocument: Encodable {
    var accepted = false
    var reason: String
    var error = "refused"
    var message: String

    init(reason: String) {
        self.reason = reason
        message = reason
    }
}

/// The data of a `lagged` event.
struct LagDocument: Codable {
    /// How many events were not kept for this subscriber.
    var count: Int
}

/// The data of a `chunk` event: a piece of output, its bytes in base64.
struct ChunkDocument: Codable {
    var attempt: Int
    var offset: Int64
    var bytes: Data

    init(_ chunk: OutputChunk) {
        attempt = chunk.attempt
        offset = chunk.offset
        bytes = Data(chunk.bytes)
    }

    var chunk: OutputChunk { OutputChunk(attempt: attempt, offset: offset, bytes: [UInt8](bytes)) }
}

/// JSON as the socket speaks it: one line, keys in order, so that answers can be compared and read.
enum WireJSON {
    static func encoder() -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }

    static func encode(_ value: some Encodable) throws -> [UInt8] { [UInt8](try encoder().encode(value)) }

    static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        try JSONDecoder().decode(type, from: Data(bytes))
    }

    /// A decoding error as one sentence.
    static func explanation(of error: any Error) -> String {
        guard let error = error as? DecodingError else { return "\(error)" }
        switch error {
        case .keyNotFound(let key, _): return "'\(key.stringValue)' is missing"
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            let key = context.codingPath.last?.stringValue
            return key.map { "'\($0)' must be a \(word(for: type))" } ?? "a JSON object is expected"
        case .dataCorrupted(let context):
            return context.codingPath.isEmpty ? "this is not JSON" : context.debugDescription
        @unknown default: return "this cannot be read"
        }
    }

    private static func word(for type: any Any.Type) -> String {
        switch type {
        case is Bool.Type: "boolean (true or false)"
        case is String.Type: "string"
        default: "\(type)"
        }
    }
}
