internal import CopilotModel
internal import CopilotPorts
internal import Synchronization

/// The remedies that are under way, so that they can be broken off, and so that many who need the same have it done once.
final class RunningRemedies: Sendable {
    private let running = Mutex<[Work]>([])

    /// One more is needed.
    ///
    /// - Returns: by what it learns that nobody waits for it any more; nil: the same is under way already, and it shares in it.
    func begin(_ key: AttemptKey, _ remedy: Remedy, at place: RepairPlace) -> Cancellation? {
        let subject = Subject(remedy, at: place)
        return running.withLock { running in
            if let same = running.firstIndex(where: { $0.subject == subject && !$0.cancellation.isCancelled }) {
                running[same].waiting.append(key)
                return nil
            }
            let work = Work(subject: subject, leader: key, waiting: [key])
            running.append(work)
            return work.cancellation
        }
    }

    /// It is over.
    ///
    /// - Parameter leader: for whom it was begun.
    /// - Returns: all who need to know.
    func end(_ leader: AttemptKey) -> [AttemptKey] {
        running.withLock { running in
            guard let place = running.firstIndex(where: { $0.leader == leader }) else { return [leader] }
            return running.remove(at: place).waiting
        }
    }

    /// One of those who need it waits no longer; it is broken off with the last. All are told when it is over.
    func cancel(_ key: AttemptKey) {
        running.withLock { running in
            guard let place = running.firstIndex(where: { $0.waiting.contains(key) }) else { return }
            running[place].gone.insert(key)
            if running[place].gone.count == running[place].waiting.count { running[place].cancellation.cancel() }
        }
    }

    /// Nobody waits for any.
    func cancelAll() {
        running.withLock { running in for work in running { work.cancellation.cancel() } }
    }

    /// One piece of work.
    private struct Work {
        let subject: Subject
        let leader: AttemptKey
        var waiting: [AttemptKey]
        var gone: Set<AttemptKey> = []
        let cancellation = Cancellation()
    }

    /// What makes it the same work: what is done and where, and what the tools see that do it.
    private struct Subject: Hashable {
        let remedy: Remedy
        let directory: String
        let environment: [String: String]
        /// The command's first word: who runs another interpreter needs other modules.
        let program: Substring

        init(_ remedy: Remedy, at place: RepairPlace) {
            self.remedy = remedy
            directory = place.directory
            // Ours differ from task to task.
            environment = place.environment.filter { !$0.key.hasPrefix("COPILOT_") }
            let first =
                switch place.command {
                case .shell(let line): line
                case .arguments(let words): words.first ?? ""
                }
            program = first.prefix { $0 != " " }
        }
    }
}
