/// Who asked for something.
package enum Requester: String, Sendable, Hashable, Codable, CaseIterable {
    /// A key on the screen.
    case screen
    /// A command or a client on the run's socket.
    case control
    /// A signal to the supervisor.
    case signal
    /// A rule of ours: a deadline, a limit.
    case policy
}

/// What a person, or a program on their behalf, wants of a mission.
package struct Intent: Sendable, Hashable {
    /// The verbs. A group or a fan-out stands for all the tasks in it.
    package enum Action: Sendable, Hashable {
        /// Nothing new starts; running trees are stopped, or with `drain` left to end.
        case pauseMission(drain: Bool)
        case resumeMission
        case pause(TaskID)
        case resume(TaskID)
        /// Counts as satisfied for those that need it.
        case skip(TaskID)
        /// Skips it and everything that needs it.
        case skipSubtree(TaskID)
        /// Runs a task that has ended without success again; blocked dependents wait for it anew. `fresh` forgets its tries.
        case retry(TaskID, fresh: Bool)
        /// TERM, grace, KILL; the task fails.
        case stop(TaskID)
        /// KILL at once; the task fails.
        case kill(TaskID)
        /// Answers the prompt that a task waits at.
        /// `prompt` is the number of the event that records it: the answer is refused if the task asks something else now; nil:
        /// whatever it asks, which is allowed only where nothing is at stake.
        case answer(TaskID, PromptReplyWish, prompt: Int64? = nil)
        /// Ends what runs and leaves the run to be resumed. Said twice: at once.
        case stopMission(StopCause)
    }

    package var action: Action
    package var requester: Requester

    package init(_ action: Action, by requester: Requester) {
        self.action = action
        self.requester = requester
    }
}

/// What a person says to a prompt.
package enum PromptReplyWish: Sendable, Hashable {
    /// This text and Enter; or just the key where the question's own choice is one.
    case text(String)
    /// What was proposed.
    case proposal
    /// The question's own no, or its way out.
    case decline
}

/// Why a mission is stopped before its end.
package enum StopCause: String, Sendable, Hashable, Codable, CaseIterable {
    /// The user said so: exit code 130.
    case user
    /// SIGTERM: exit code 143.
    case terminated
    /// Its deadline passed: it ends failed.
    case deadline

    /// The exit code of `copilot-tui` after such a stop.
    package var exitCode: Int32 {
        switch self {
        case .user: 130
        case .terminated: 143
        case .deadline: 1
        }
    }
}
