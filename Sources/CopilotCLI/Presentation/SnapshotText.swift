internal import CopilotCells
internal import CopilotModel

/// Snapshots and what is done with them, in words.
enum SnapshotText {
    static func words(_ protected: TaskEvent.Protected) -> String {
        let snapshot = protected.snapshot
        return "protected: a snapshot before attempt \(protected.attempt) holds \(files(snapshot))"
            + (snapshot.leftAlone > 0 ? "; \(count(snapshot.leftAlone, "path")) left alone" : "")
    }

    static func words(_ restored: TaskEvent.Restored) -> String {
        switch restored.outcome {
        case .done(let paths, let leftAlone):
            "set back to before attempt \(restored.attempt): \(count(paths, "path"))"
                + (leftAlone > 0 ? "; \(count(leftAlone, "path")) could not be, as they were not kept" : "")
        case .refused(let reason): "not set back to before attempt \(restored.attempt): \(reason)"
        }
    }

    /// What is done to a path: `restored  src/a.py`.
    static func line(_ step: RestorePlan.Step) -> String {
        let path = Sanitizer.line(step.path.shown)
        let mode = step.state.map { String($0.mode, radix: 8) } ?? ""
        switch step.action {
        case .remove: return "removed     \(path)"
        case .makeFolder: return "folder      \(path)"
        case .put: return "restored    \(path)"
        case .setMode: return "mode \(mode.padding(to: 6)) \(path)"
        case .setTime: return "time        \(path)"
        }
    }

    /// `12 files, 3.4 MiB`.
    static func files(_ snapshot: SnapshotInfo) -> String {
        "\(count(snapshot.files, "file")), \(size(snapshot.bytes))"
    }

    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    /// `3.4 MiB`.
    static func size(_ bytes: Int64) -> String {
        var (value, units) = (Double(bytes), ["KiB", "MiB", "GiB"][...])
        if bytes < 1024 { return "\(bytes) bytes" }
        value /= 1024
        while value >= 1024, units.count > 1 {
            value /= 1024
            units = units.dropFirst()
        }
        return "\((value * 10).rounded() / 10) \(units.first ?? "")"
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
