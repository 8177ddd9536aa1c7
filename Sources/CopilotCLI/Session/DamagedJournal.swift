internal import CopilotAutonomy
internal import CopilotPorts

/// A journal that cannot be read is set aside before a run is taken up, so that nobody has to know how.
enum DamagedJournal {
    /// Does `body`, and once more with a mended journal if it was damaged.
    static func mending<Value>(_ workspace: String, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as StoreError where error.code == .corrupt {
            guard let words = try MissionRun.mend(workspace) else { throw error }
            Console.plainError(words)
            return try body()
        }
    }
}
