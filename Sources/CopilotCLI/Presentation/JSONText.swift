internal import Foundation

/// How commands write JSON: keys in a fixed order, so that a diff of two outputs is a difference of what they say.
enum JSONText {
    /// One object a line, or with indents for a single object that people read.
    static func encoder(isPretty: Bool = false) -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if isPretty { encoder.outputFormatting.insert(.prettyPrinted) }
        return encoder
    }

    /// A line for each value.
    static func lines(_ values: [some Encodable]) throws -> [String] {
        let encoder = encoder()
        return try values.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
    }

    /// A single value with indents.
    static func pretty(_ value: some Encodable) throws -> String {
        String(decoding: try encoder(isPretty: true).encode(value), as: UTF8.self)
    }
}
