import CopilotModel
import Yams

/// Reads YAML into ``ConfigNode``s: the core schema's scalars as text, aliases written out, merge keys (`<<`) merged.
enum YAMLSource {
    /// The largest YAML text that is read; ``WorkBound`` bounds what is in it.
    static let mostBytes = 8 << 20

    /// The value of a text that holds one document.
    ///
    /// - Throws: the first problem, with its line.
    static func node(_ text: String) throws(FileProblem) -> ConfigNode {
        try AliasBound.check(text)
        try WorkBound.check(text)
        let root: Node?
        do {
            // Without rules for the resolver no pattern is tried on any scalar: plain ones are told apart by us.
            root = try Yams.compose(yaml: text, .basic, .default, .utf8)
        } catch let error as YamlError {
            throw YAMLErrorText.problem(error, in: text)
        } catch {
            throw FileProblem(line: 1, message: "not YAML: \("\(error)".shown())")
        }
        guard let root else { throw FileProblem(line: 1, message: "the file holds only comments") }
        return try convert(root, line: 1, depth: 0)
    }

    private static func convert(_ node: Node, line: Int, depth: Int) throws(FileProblem) -> ConfigNode {
        let line = node.mark?.line ?? line
        guard depth < ConfigNode.deepest else {
            throw FileProblem(line: line, message: "nested deeper than \(ConfigNode.deepest) levels; flatten it")
        }
        switch node {
        case .scalar(let scalar):
            let isTagged = try isString(scalar.tag, line: line)
            return ConfigNode(shape: .scalar(scalar.string, isPlain: scalar.style == .plain && !isTagged), line: line)
        case .sequence(let sequence):
            var items: [ConfigNode] = []
            items.reserveCapacity(sequence.count)
            for item in sequence { items.append(try convert(item, line: line, depth: depth + 1)) }
            return ConfigNode(shape: .list(items), line: line)
        case .mapping(let mapping):
            return ConfigNode(shape: .mapping(try entries(mapping, line: line, depth: depth)), line: line)
        case .alias(let alias):
            throw FileProblem(line: line, message: "'*\(alias.anchor.rawValue.shown())' has no anchor")
        }
    }

    private static func entries(_ mapping: Node.Mapping, line: Int, depth: Int) throws(FileProblem) -> [ConfigNode
        .Entry]
    {
        var entries: [ConfigNode.Entry] = []
        var merged: [ConfigNode.Entry] = []
        entries.reserveCapacity(mapping.count)
        for (key, value) in mapping {
            let keyLine = key.mark?.line ?? line
            guard case .scalar(let scalar) = key else {
                throw FileProblem(
                    line: keyLine, message: "a list or a mapping cannot be a key; if it is text, quote it")
            }
            let converted = try convert(value, line: keyLine, depth: depth + 1)
            if scalar.string == "<<", scalar.style == .plain {
                merged += try mergeable(converted, line: keyLine)
            } else {
                entries.append(.init(key: scalar.string, line: keyLine, value: converted))
            }
        }
        if merged.isEmpty { return entries }
        var known = Set(entries.map(\.key))
        return merged.filter { known.insert($0.key).inserted } + entries
    }

    private static func mergeable(_ node: ConfigNode, line: Int) throws(FileProblem) -> [ConfigNode.Entry] {
        switch node.shape {
        case .mapping(let entries): return entries
        case .list(let items):
            var all: [ConfigNode.Entry] = []
            for item in items {
                guard case .mapping(let entries) = item.shape else { break }
                all += entries
            }
            return all
        case .scalar:
            throw FileProblem(line: line, message: "'<<' merges mappings; write '<<: *NAME' with the anchor of one")
        }
    }

    /// Whether the tag says that the scalar is text; other tags have no meaning here.
    private static func isString(_ tag: Tag, line: Int) throws(FileProblem) -> Bool {
        switch tag.description {
        case "", "!": return false
        case "tag:yaml.org,2002:str": return true
        case let name:
            throw FileProblem(line: line, message: "the tag '\(name.shown())' has no meaning here; remove it")
        }
    }
}
