extension MissionSchema {
    /// The reference that `copilot-tui schema` prints, by place.
    package static var reference: [String] {
        var lines: [String] = []
        for place in SchemaKey.Place.allCases {
            let keys = keys.filter { $0.since != nil && $0.places.contains(place) }
            guard !keys.isEmpty else { continue }
            lines += lines.isEmpty ? [title(of: place)] : ["", title(of: place)]
            for key in keys {
                lines.append("  \(key.name): \(key.kind.words)   (default: \(key.fallback); since \(key.since ?? ""))")
                lines.append("      \(key.meaning) Example: \(key.name): \(key.example)")
            }
        }
        lines.append("")
        lines.append("Kept for later versions: " + later.sorted().joined(separator: ", "))
        return lines
    }

    private static func title(of place: SchemaKey.Place) -> String {
        switch place {
        case .mission: "The mission"
        case .task: "A task"
        case .group: "A group (a task with 'tasks')"
        case .line: "A line of JSON lines: a task or a group, and"
        case .defaults: "In 'defaults'"
        case .retry: "In 'retry'"
        case .timeout: "In 'timeout'"
        case .forEach: "In 'for_each' (one of the two)"
        case .rule: "In a rule of 'prompts'"
        case .answer: "In 'answer' (one of the two)"
        case .secret: "In a secret of 'secrets' (one of the three)"
        case .alternative: "In an alternative of 'fallback' (at most one of run, args, skip)"
        case .output: "In an output of 'default'"
        case .protect: "In 'protect'"
        case .checkpoint: "In 'checkpoint'"
        case .config: "In the user's config.yaml"
        }
    }
}

extension SchemaKey.Kind {
    /// What may stand there, in words.
    package var words: String {
        switch self {
        case .text: "text"
        case .duration: "duration (1h30m; units ms s m h d)"
        case .boolean: "true or false"
        case .command: "text, or a list of words"
        case .environment: "variables with their values"
        case .ids: "an id, or a list of ids"
        case .paths: "a path, or a list of paths"
        case .items: "a list"
        case .integer(let range): "whole number, \(range.lowerBound) to \(range.upperBound)"
        case .number(let range): "number, \(range.lowerBound.formatted) to \(range.upperBound.formatted)"
        case .choice(let words): words.joined(separator: " | ")
        case .choices(let words): "a list of " + words.joined(separator: ", ")
        case .tasks: "ids with their tasks"
        case .matrix: "axes with lists of values"
        case .keys(let place): "the keys of \(place.phrase)"
        case .textOrKeys(let place): "text, or the keys of \(place.phrase)"
        case .list(let place): "a list, each with the keys of \(place.phrase)"
        case .named(let place): "names, each with the keys of \(place.phrase)"
        case .alternatives(let place): "a list, each text, a list of words, skip, or the keys of \(place.phrase)"
        case .outputs(let place): "paths, each with text, or the keys of \(place.phrase)"
        case .protection(let place): "true, false, a path, a list of paths, or the keys of \(place.phrase)"
        case .trueOrText: "true, or text"
        case .durationOrKeys(let place): "duration, or the keys of \(place.phrase)"
        }
    }
}
