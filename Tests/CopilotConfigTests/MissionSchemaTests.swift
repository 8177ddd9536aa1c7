import CopilotConfig
import CopilotModel
import Foundation
import Testing

@Suite struct MissionSchemaTests {
    /// A file in which `key` stands at `place`, or does not.
    static func file(_ key: SchemaKey?, at place: SchemaKey.Place) -> String {
        file(key?.name, key.map { "\($0.name): \($0.example)" } ?? "", at: place)
    }

    static func file(_ name: String?, _ line: String, at place: SchemaKey.Place) -> String {
        let last = "\n  first: {run: x}\n  last: {run: y, needs: first}\n"
        switch place {
        case .mission where name == "name": return line + "\ntasks:" + last
        case .mission where name == "tasks": return "name: a\n" + line
        case .mission: return "name: a\n\(line)\ntasks:" + last
        case .task where name == "run": return "name: a\ntasks:\n  t:\n    \(line)" + last
        case .task where name == "default":
            return "name: a\ntasks:\n  t:\n    run: z\n    outputs: \(outputs)\n    \(line)" + last
        case .task: return "name: a\ntasks:\n  t:\n    run: z\n    \(line)" + last
        case .group where name == "tasks": return "name: a\ntasks:\n  t:\n    \(line)" + last
        case .group: return "name: a\ntasks:\n  t:\n    tasks: {i: {run: z}}\n    \(line)" + last
        case .defaults where name == "default":
            return "name: a\ndefaults: {outputs: \(outputs)\(line.isEmpty ? "" : ", " + line)}\ntasks:" + last
        case .defaults: return "name: a\ndefaults: {\(line)}\ntasks:" + last
        case .retry: return "name: a\ntasks:\n  t:\n    run: z\n    retry: {\(line)}" + last
        case .timeout: return "name: a\ntasks:\n  t:\n    run: z\n    timeout: {\(line)}" + last
        case .forEach: return "name: a\ntasks:\n  t:\n    run: z\n    for_each: {\(line)}" + last
        case .alternative:
            return "name: a\ntasks:\n  t:\n    run: [z]\n    critical: false\n    fallback: [{\(line)}]" + last
        case .output: return "name: a\ntasks:\n  t:\n    run: z\n    outputs: o\n    default: {o: {\(line)}}" + last
        case .protect: return "name: a\ntasks:\n  t:\n    run: z\n    protect: {\(line)}" + last
        case .checkpoint: return "name: a\ntasks:\n  t:\n    run: z\n    checkpoint: {\(line)}" + last
        case .rule, .answer, .secret: return "name: a\n\(rules(name, line, at: place))\ntasks:" + last
        case .line, .config: return ""
        }
    }

    private static let outputs = "[out/a.json, out/b.json]"

    /// Rules and secrets in which `line` stands.
    private static func rules(_ name: String?, _ line: String, at place: SchemaKey.Place) -> String {
        switch (place, name) {
        case (.answer, _): return "prompts: [{match: a, answer: {\(line)}}]"
        case (.secret, _): return "secrets: {A: {\(line)}}"
        case (_, "match"): return "prompts: [{kind: pager, answer: accept, \(line)}]"
        case (_, "answer"), (_, "deny"): return "prompts: [{match: a, \(line)}]"
        default: return "prompts: [{match: a, answer: accept\(line.isEmpty ? "" : ", " + line)}]"
        }
    }

    /// A key of the table that the parser forgot would load and change nothing.
    @Test(arguments: MissionSchema.keys.filter { $0.since != nil })
    func everyKeyOfTheTableHasAnEffect(_ key: SchemaKey) throws {
        for place in key.places where place != .config && place != .line {
            let with = try MissionFile.parse(Self.file(key, at: place), name: "m.yaml").mission
            // Without outputs there can be no defaults for them.
            let rest = key.name == "default" ? Self.file("default", "", at: place) : Self.file(nil, at: place)
            let without = try? MissionFile.parse(rest, name: "m.yaml").mission
            #expect(with != without, "\(key.name) at \(place)")
        }
    }

    @Test(arguments: MissionSchema.later)
    func everyKeyOfALaterVersionIsRefused(_ name: String) {
        for place in [SchemaKey.Place.mission, .task, .group, .defaults] {
            let said = BadMissionTests.said(Self.file(name, "\(name): 1", at: place), name: "m.yaml")
            #expect(said.count == 1 && said[0].hasSuffix("this version does not know '\(name)' yet; remove it"))
        }
    }

    @Test func referenceAndJSONSchemaNameEveryKey() throws {
        let reference = MissionSchema.reference
        let data = Data(MissionSchema.jsonSchema.text.utf8)
        let schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
        for key in MissionSchema.keys where key.since != nil {
            #expect(reference.contains { $0.hasPrefix("  \(key.name): ") })
            for place in key.places where place != .config && place != .line {
                let object = place == .mission ? schema : try #require(definitions[place.rawValue])
                let properties = try #require(object["properties"] as? [String: Any])
                #expect(properties[key.name] != nil, "\(key.name) at \(place)")
            }
        }
    }
}
