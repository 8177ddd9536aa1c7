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

    private init(_ marker: cp_marker) {
        run = Self.text(marker.run)
        task = Self.text(marker.task)
        attempt = Self.text(marker.attempt)
    }

    /// Reads it from a living process; nil if it has none or is not ours to look at.
    ///
    /// - Throws: if that cannot be told now.
    static func read(of process: Int32) throws(ProcUnreadable) -> ProcessMarker? {
        var marker = cp_marker()
        switch cp_process_marker(process, &marker) {
        case 0: return nil
        case 1: return ProcessMarker(marker)
        default: throw ProcUnreadable()
        }
    }

    private static func text<Characters>(_ characters: Characters) -> String {
        withUnsafeBytes(of: characters) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
