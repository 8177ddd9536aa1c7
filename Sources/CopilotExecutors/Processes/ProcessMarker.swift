import CProcess

/// Which attempt a process says it belongs to, in the environment it was started with.
struct ProcessMarker: Hashable, Sendable {
    var run: String
    var task: String
    var attempt: String

    /// The marker that a launch's environment gives; nil unless all three variables are there.
    init?(environment: [String: String]) {
        guard let run = environment["COPILOT_RUN"], let task = environment["COPILOT_TASK"],
            let attempt = environment["COPILOT_ATTEMPT"], !run.isEmpty
        else { return nil }
        self.run = run
        self.task = task
        self.attempt = attempt
    }

    /// Reads it from a living process; nil if it has none or is not ours to look at.
    init?(of process: Int32) {
        var marker = cp_marker()
        guard cp_process_marker(process, &marker) != 0 else { return nil }
        run = Self.text(marker.run)
        task = Self.text(marker.task)
        attempt = Self.text(marker.attempt)
    }

    private static func text<Characters>(_ characters: Characters) -> String {
        withUnsafeBytes(of: characters) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
