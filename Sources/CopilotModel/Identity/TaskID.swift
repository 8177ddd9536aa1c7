/// Names a task of a mission: a declared one (`quality/lint`) or a child of a fan-out (`generation[7]`).
///
/// Children share their parent's name, so that 100,000 of them cost one string.
package struct TaskID: Sendable, Hashable {
    /// The declared path, its parts joined by `/`.
    package let name: String
    /// The child's number in its fan-out, counted from 1; 0 names the declared task itself.
    package let item: Int

    /// Names a declared task, or with `item` ≥ 1 a child of the fan-out of that name.
    package init(_ name: String, item: Int = 0) {
        self.name = name
        self.item = max(0, item)
    }

    /// Whether this is a child of a fan-out.
    package var isChild: Bool { item > 0 }

    /// The declared task: itself, or the fan-out that this is a child of.
    package var declared: TaskID { TaskID(name) }
}

extension TaskID: CustomStringConvertible, LosslessStringConvertible {
    package var description: String { isChild ? "\(name)[\(item)]" : name }

    /// Reads `name` or `name[7]`; nil if it is empty, has a character outside `[A-Za-z0-9_.-]` and `/`, or a number below 1.
    package init?(_ description: String) {
        var name = description[...]
        var item = 0
        if description.last == "]", let bracket = description.lastIndex(of: "[") {
            let digits = description[description.index(after: bracket)...].dropLast()
            guard let number = Int(digits), number >= 1 else { return nil }
            name = description[..<bracket]
            item = number
        }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.isEmpty, parts.allSatisfy(TaskID.isValidPart) else { return nil }
        self.init(String(name), item: item)
    }

    /// Whether `part` may stand between two slashes of an id: `[A-Za-z0-9_.-]+`.
    package static func isValidPart(_ part: some StringProtocol) -> Bool {
        !part.isEmpty
            && part.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}

extension TaskID: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let id = TaskID(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "'\(text)' is not a task id"))
        }
        self = id
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
