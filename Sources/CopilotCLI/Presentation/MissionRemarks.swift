internal import CopilotModel

/// What is valid in a mission and yet hardly meant.
enum MissionRemarks {
    /// The cap on remarks.
    static let most = 50

    /// A sentence each.
    ///
    /// - Parameter exists: whether a path is there, relative to the workspace.
    static func all(_ mission: Mission, exists: (String) -> Bool) -> [String] {
        var remarks: [String] = []
        for task in mission.tasks where remarks.count < most {
            guard let rules = task.resilience else { continue }
            func isMissing(_ path: String) -> Bool {
                // What a placeholder stands for is known when it runs.
                if path.contains("{") || task.workingDirectory?.contains("{") == true { return false }
                let folder = path.hasPrefix("/") ? nil : task.workingDirectory
                return !exists(folder.map { "\($0)/\(path)" } ?? path)
            }
            if let resume = rules.resume?.summary, ["true", "yes", "on"].contains(resume.lowercased()) {
                remarks.append(
                    "\(task.id): 'resume: \(resume)' runs the program '\(resume)' after a crash or a usage limit; "
                        + "write the command that goes on, as resume: [agent, --continue]")
            }
            if isNewestSession(rules.resume), sharesNewestSession(task, among: mission.tasks) {
                remarks.append(
                    "\(task.id): codex goes on with the newest session of its folder, which may be another task's; "
                        + "give each of them a 'cwd' of its own")
            }
            for path in rules.protect?.paths ?? [] where isMissing(path) {
                remarks.append(
                    "\(task.id): '\(path)' of its 'protect' is not there; what is made there is removed again")
            }
            for output in rules.defaults {
                if case .copy(let source) = output.content, isMissing(source) {
                    remarks.append("\(task.id): '\(source)', which its 'default' copies, is not there")
                }
            }
        }
        return Array(remarks.prefix(most))
    }

    private static func isNewestSession(_ resume: TaskCommand?) -> Bool {
        guard let summary = resume?.summary else { return false }
        return summary.contains("codex") && summary.contains("resume --last")
    }

    private static func sharesNewestSession(_ task: MissionTask, among tasks: [MissionTask]) -> Bool {
        if task.fanOut != nil, task.workingDirectory?.contains("{") != true { return true }
        return tasks.contains {
            $0.id != task.id && $0.workingDirectory == task.workingDirectory && isNewestSession($0.resilience?.resume)
        }
    }
}
