import CopilotModel

extension MissionSchema {
    /// The JSON Schema (draft 2020-12) of a mission file, for editors.
    package static var jsonSchema: JSONValue {
        .object([
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("title", .string("copilot-tui mission")),
            ("type", .string("object")),
            ("required", .strings(["name", "tasks"])),
            ("properties", properties(of: .mission)),
            ("additionalProperties", .bool(false)),
            (
                "$defs",
                .object([
                    ("text", .object([("type", .strings(["string", "number", "boolean"]))])),
                    (
                        "duration",
                        .object([
                            ("type", .string("string")),
                            ("pattern", .string("^([0-9]+(\\.[0-9]*)?(ms|s|m|h|d))+$")),
                        ])
                    ),
                    ("task", object(of: .task, required: ["run"])),
                    ("group", object(of: .group, required: ["tasks"])),
                    ("defaults", object(of: .defaults)),
                    ("retry", object(of: .retry)),
                    ("timeout", object(of: .timeout)),
                    ("forEach", object(of: .forEach, oneKey: true)),
                    ("rule", object(of: .rule)),
                    ("answer", object(of: .answer, oneKey: true)),
                    ("secret", object(of: .secret, oneKey: true)),
                    ("alternative", object(of: .alternative)),
                    ("output", object(of: .output, oneKey: true)),
                    ("protect", object(of: .protect)),
                    ("checkpoint", object(of: .checkpoint)),
                ])
            ),
        ])
    }

    private static func object(
        of place: SchemaKey.Place, required: [String] = [], oneKey: Bool = false
    ) -> JSONValue {
        var pairs: [(key: String, value: JSONValue)] = [("type", .string("object"))]
        if !required.isEmpty { pairs.append(("required", .strings(required))) }
        pairs.append(("properties", properties(of: place)))
        if oneKey { pairs += [("minProperties", .integer(1)), ("maxProperties", .integer(1))] }
        pairs.append(("additionalProperties", .bool(false)))
        return .object(pairs)
    }

    private static func properties(of place: SchemaKey.Place) -> JSONValue {
        .object(
            keys.filter { $0.since != nil && $0.places.contains(place) }.map { key in
                var pairs = key.kind.schema
                pairs.append(("description", .string("\(key.meaning) Default: \(key.fallback).")))
                return (key.name, .object(pairs))
            })
    }
}

extension SchemaKey.Kind {
    private static func reference(_ name: String) -> JSONValue { .object([("$ref", .string("#/$defs/\(name)"))]) }

    private static func list(of item: String) -> JSONValue {
        .object([("type", .string("array")), ("items", reference(item))])
    }

    /// Paths with their contents, also inside one key `outputs`.
    private static func outputs(_ place: SchemaKey.Place) -> [(key: String, value: JSONValue)] {
        let content: JSONValue = .object([("anyOf", .array([reference("text"), reference(place.rawValue)]))])
        let nested: JSONValue = .object([("type", .string("object")), ("additionalProperties", content)])
        return [
            ("type", .string("object")),
            (
                "properties",
                .object([("outputs", .object([("anyOf", .array([content, nested]))]))])
            ),
            ("additionalProperties", content),
        ]
    }

    /// The pairs of its JSON Schema.
    fileprivate var schema: [(key: String, value: JSONValue)] {
        switch self {
        case .text: [("$ref", .string("#/$defs/text"))]
        case .duration: [("$ref", .string("#/$defs/duration"))]
        case .boolean: [("type", .string("boolean"))]
        case .command, .ids, .paths: [("anyOf", .array([Self.reference("text"), Self.list(of: "text")]))]
        case .items: [("type", .string("array")), ("items", Self.reference("text"))]
        case .environment:
            [
                ("type", .string("object")),
                (
                    "additionalProperties",
                    .object([("type", .strings(["string", "number", "boolean", "null"]))])
                ),
            ]
        case .integer(let range):
            [
                ("type", .string("integer")), ("minimum", .integer(range.lowerBound)),
                ("maximum", .integer(range.upperBound)),
            ]
        case .number(let range):
            [
                ("type", .string("number")), ("minimum", .number(range.lowerBound)),
                ("maximum", .number(range.upperBound)),
            ]
        case .choice(let words): [("enum", .strings(words))]
        case .choices(let words):
            [
                (
                    "anyOf",
                    .array([
                        .object([("enum", .strings(words))]),
                        .object([("type", .string("array")), ("items", .object([("enum", .strings(words))]))]),
                    ])
                )
            ]
        case .tasks:
            [
                ("type", .string("object")),
                ("propertyNames", .object([("pattern", .string("^[A-Za-z0-9_.-]+$"))])),
                (
                    "additionalProperties",
                    .object([("anyOf", .array([Self.reference("task"), Self.reference("group")]))])
                ),
            ]
        case .matrix:
            [
                ("type", .string("object")),
                ("propertyNames", .object([("pattern", .string("^[A-Za-z_][A-Za-z0-9_]*$"))])),
                ("additionalProperties", Self.list(of: "text")),
            ]
        case .keys(let place): [("$ref", .string("#/$defs/\(place.rawValue)"))]
        case .textOrKeys(let place):
            [("anyOf", .array([Self.reference("text"), Self.reference(place.rawValue)]))]
        case .list(let place): [("type", .string("array")), ("items", Self.reference(place.rawValue))]
        case .named(let place):
            [
                ("type", .string("object")),
                ("propertyNames", .object([("pattern", .string("^[A-Za-z_][A-Za-z0-9_]*$"))])),
                ("additionalProperties", Self.reference(place.rawValue)),
            ]
        case .alternatives(let place):
            [
                ("type", .string("array")),
                (
                    "items",
                    .object([
                        (
                            "anyOf",
                            .array([Self.reference("text"), Self.list(of: "text"), Self.reference(place.rawValue)])
                        )
                    ])
                ),
                ("maxItems", .integer(ResilienceRules.mostAlternatives)),
            ]
        case .outputs(let place): Self.outputs(place)
        case .protection(let place):
            [
                (
                    "anyOf",
                    .array([
                        .object([("type", .strings(["boolean", "string"]))]), Self.list(of: "text"),
                        Self.reference(place.rawValue),
                    ])
                )
            ]
        case .trueOrText: [("type", .strings(["boolean", "string"]))]
        case .durationOrKeys(let place):
            [("anyOf", .array([Self.reference("duration"), Self.reference(place.rawValue)]))]
        }
    }
}
