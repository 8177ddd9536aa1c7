internal import CopilotCells
internal import CopilotModel

/// What to say to somebody who names a task that is not there.
enum TaskAdvice {
    /// Names that are listed where none is near.
    private static let mostListed = 8
    /// Names that are listed where several are near.
    private static let mostNear = 5

    /// The end of a sentence: `; did you mean 'quality/tests'?`, or the names there are.
    static func advice(for name: String, in state: MissionState) -> String {
        if let id = TaskID(name), id.isChild, let ordinal = state.ordinal(of: id.declared) {
            return children(of: id.declared, ordinal, in: state)
        }
        let known = state.mission.tasks.map(\.id.description)
        let ends = known.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
        if let near = Suggestion.nearest(to: name, in: known) { return "; did you mean '\(near)'?" }
        if let near = Suggestion.nearest(to: name, in: ends), let place = ends.firstIndex(of: near) {
            return "; did you mean '\(known[place])'?"
        }
        let within = name.count < 2 ? [] : known.filter { $0.contains(name) }
        if let only = within.first, within.count == 1 { return "; did you mean '\(only)'?" }
        let shown = within.isEmpty ? known.prefix(mostListed) : within.prefix(mostNear)
        let total = within.isEmpty ? known.count : within.count
        return
            "; there are \(shown.joined(separator: ", "))\(total > shown.count ? " and \(total - shown.count) more" : "")"
    }

    private static func children(of id: TaskID, _ ordinal: Int, in state: MissionState) -> String {
        if let count = state.expansions[ordinal]?.count {
            return count == 0 ? ": '\(id)' had no items" : "; there are \(id)[1] to \(id)[\(count)]"
        }
        return state.mission.tasks[ordinal].fanOut == nil
            ? ": '\(id)' is one task, without items" : ": the items of '\(id)' are not known yet"
    }
}
