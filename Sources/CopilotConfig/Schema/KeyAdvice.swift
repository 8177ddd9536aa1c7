import CopilotModel

/// What to say about a key that is not known where it stands.
enum KeyAdvice {
    /// A sentence with a remedy.
    static func message(for key: String, in place: SchemaKey.Place) -> String {
        let shown = key.shown()
        if place != .config, MissionSchema.later.contains(key) {
            return "this version does not know '\(shown)' yet; remove it"
        }
        let lead = "unknown key '\(shown)' in \(place.phrase)"
        let known = MissionSchema.known(in: place)
        if let advice = synonyms[key.lowercased()], let target = advice.keys.first(where: { known[$0] != nil }) {
            return lead + "; write '\(advice.written ?? target)'"
        }
        if let near = nearest(to: key, among: known.keys) { return lead + "; did you mean '\(near)'?" }
        if let other = SchemaKey.Place.allCases.first(where: {
            $0 != .config && MissionSchema.known(in: $0)[key] != nil
        }) {
            return lead + "; it belongs to \(other.phrase)"
        }
        return lead + "; known are " + known.keys.sorted().joined(separator: ", ")
    }

    /// The word nearest to `word`: one change away, or two if it is longer than four letters; nil if none is.
    static func nearest(to word: String, among words: some Sequence<String>) -> String? {
        guard word.utf8.count <= 64 else { return nil }
        let written = Array(word.lowercased().utf8)
        let most = written.count <= 4 ? 1 : 2
        var best: (distance: Int, word: String)?
        for candidate in words where abs(candidate.utf8.count - written.count) <= most {
            let distance = distance(written, Array(candidate.lowercased().utf8))
            guard distance <= most else { continue }
            if let found = best, (found.distance, found.word) <= (distance, candidate) { continue }
            best = (distance, candidate)
        }
        return best?.word
    }

    /// Insertions, deletions, replacements and swaps of neighbours from one word to the other (optimal string
    /// alignment).
    static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var before = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        for i in 0..<a.count {
            var row = [i + 1]
            for j in 0..<b.count {
                var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), min(last[j + 1], row[j]) + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
                row.append(cost)
            }
            before = last
            last = row
        }
        return last[b.count]
    }

    private struct Advice {
        /// The first of these that the place knows is meant.
        var keys: [String]
        /// How to write it, if not just as the key.
        var written: String?

        init(_ keys: String..., written: String? = nil) {
            self.keys = keys
            self.written = written
        }
    }

    /// Words that other task runners, CI systems and schedulers use for ours.
    private static let synonyms: [String: Advice] = {
        let needs = Advice("needs")
        let run = Advice("run")
        let attempts = Advice("retry", "attempts", written: "retry: {attempts: N}")
        let cwd = Advice("cwd")
        let optional = Advice("critical", written: "critical: false")
        let limit = Advice("limit", "timeout")
        return [
            "depends_on": needs, "dependson": needs, "depends": needs, "dependencies": needs, "after": needs,
            "deps": needs,
            "requires": needs, "command": run, "cmd": run, "script": run, "shell": run, "exec": run, "args": run,
            "argv": run,
            "retries": attempts, "max_attempts": attempts, "attempts": attempts, "max_retries": attempts,
            "tries": Advice("attempts", "retry"), "count": Advice("attempts"), "max": Advice("attempts", "limit"),
            "environment": Advice("env"), "vars": Advice("env"), "variables": Advice("env"), "dir": cwd,
            "directory": cwd,
            "workdir": cwd, "working_directory": cwd, "chdir": cwd, "path": Advice("file", "cwd"),
            "if": Advice("when"), "condition": Advice("when"), "foreach": Advice("for_each"),
            "with_items": Advice("for_each"),
            "loop": Advice("for_each"), "each": Advice("for_each"), "steps": Advice("tasks"), "jobs": Advice("tasks"),
            "stages": Advice("tasks"), "parallel": Advice("concurrency"), "max_parallel": Advice("concurrency"),
            "workers": Advice("concurrency"), "parallelism": Advice("concurrency"), "allow_failure": optional,
            "continue_on_error": optional, "ignore_errors": optional, "optional": optional, "time_limit": limit,
            "timeout_minutes": limit, "max_time": limit, "timeout": limit, "artifacts": Advice("outputs"),
            "output": Advice("outputs"), "creates": Advice("outputs"), "title": Advice("name"),
            "desc": Advice("description"),
            "comment": Advice("description"), "deadline": Advice("duration"), "max_duration": Advice("duration"),
            "time": Advice("duration", "limit"), "autonomy": Advice("level"), "mode": Advice("level"),
            "backoff": Advice("delay", "retry"), "interval": Advice("delay"), "pause": Advice("delay"),
            "multiplier": Advice("factor"), "silence": Advice("idle"), "kill_after": Advice("grace"),
            "regex": Advice("match"), "pattern": Advice("match"), "question": Advice("match"), "type": Advice("kind"),
            "reply": Advice("answer"), "response": Advice("answer"), "send": Advice("answer"),
            "allow": Advice("answer"),
            "fallbacks": Advice("fallback"), "alternatives": Advice("fallback"), "on_failure": Advice("fallback"),
            "or_else": Advice("fallback"), "permissions": Advice("allow"), "repair": Advice("allow"),
            "rate_limit": Advice("quota"), "rollback": Advice("protect", "restore"),
            "snapshot": Advice("protect"), "restores": Advice("restore"),
            "limit": Advice("limit", "times"), "rules": Advice("prompts"), "answers": Advice("prompts"),
            "credentials": Advice("secrets"), "variable": Advice("env"),
            "list": Advice("items"), "values": Advice("items"), "colour": Advice("color"), "colors": Advice("color"),
        ]
    }()
}
