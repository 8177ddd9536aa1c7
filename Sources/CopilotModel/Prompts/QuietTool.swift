/// Tools that are kept from asking by variables in their environment. Each can be switched off for a task.
package enum QuietTool: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    case apt, ci, gh, git, homebrew, npm, pager, pip, python, swift

    package static func < (left: QuietTool, right: QuietTool) -> Bool { left.rawValue < right.rawValue }

    /// What a start event records: the tools that are kept quiet, by name, parted by commas; nil: none is.
    package static func record(without loud: Set<QuietTool>) -> String? {
        let names = allCases.filter { !loud.contains($0) }.map(\.rawValue)
        return names.isEmpty ? nil : names.joined(separator: ",")
    }
}
