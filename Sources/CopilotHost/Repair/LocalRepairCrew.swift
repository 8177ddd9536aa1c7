package import CopilotModel
package import CopilotPorts
import Glibc

/// Looks at what a failure points at on this machine, and mends it there.
///
/// It acts inside the workspace and the task's TMPDIR, and in the caches of pip and npm; nowhere else.
package struct LocalRepairCrew: RepairCrew {
    private let machine: RepairMachine
    private let network: NetworkWatch

    /// The most remedies that are proposed for one failure.
    package static let mostRemedies = 4
    /// How long a look may take.
    static let lookTime: Duration = .milliseconds(1500)
    /// How long an installation may take, and how long anything else.
    static let installTime: Duration = .seconds(600)
    static let otherTime: Duration = .seconds(55)

    /// Sends the resolvers a first question, so that it is known later whether they answered; does not wait for them.
    package init(machine: RepairMachine = RepairMachine()) {
        self.machine = machine
        network = NetworkWatch(machine: machine)
    }

    package func connectivity() -> Connectivity { network.look() }

    package func outOfMemoryKills() -> Int64? { OutOfMemoryKills.count(proc: machine.proc, sys: machine.sys) }

    package func remedies(for failure: Failure, at place: RepairPlace) -> [Remedy] {
        guard let ground = RepairGround(place) else { return [] }
        let search = RemedySearch(
            failure: failure, place: place, ground: ground, machine: machine,
            deadline: ContinuousClock.now + Self.lookTime)
        return search.all(most: Self.mostRemedies)
    }

    package func lockHolder(for failure: Failure, at place: RepairPlace) -> String? {
        guard failure.category == .resource, failure.isRecoverable, let ground = RepairGround(place) else { return nil }
        return RemedySearch(
            failure: failure, place: place, ground: ground, machine: machine,
            deadline: ContinuousClock.now + Self.lookTime
        ).lockHolder()
    }

    package func apply(
        _ remedy: Remedy, at place: RepairPlace, cancellation: Cancellation = Cancellation()
    ) -> RemedyOutcome {
        guard let ground = RepairGround(place) else {
            return .failed(reason: "the workspace cannot be found")
        }
        do throws(RepairError) {
            return .done(environment: try carryOut(remedy, place, ground, cancellation))
        } catch {
            return .failed(reason: error.message)
        }
    }

    package func put(_ outputs: [DefaultOutput], at place: RepairPlace) throws(WorkspaceError) {
        guard let ground = RepairGround(place) else {
            throw WorkspaceError(message: "the workspace \(place.workspace) cannot be found.")
        }
        for output in outputs {
            do throws(RepairError) {
                try OutputPlacing(ground: ground).put(output)
            } catch {
                throw WorkspaceError(message: "cannot put \(ShownPath.text(output.path)) in place: \(error.message).")
            }
        }
    }

    private func carryOut(
        _ remedy: Remedy, _ place: RepairPlace, _ ground: RepairGround, _ cancellation: Cancellation
    ) throws(RepairError) -> [String: String] {
        switch remedy {
        case .makeFolder(let path):
            close(try FolderMaking.open(try ground.folder(path), mode: 0o777))
        case .makeWritable(let path):
            try ModeChange(path: try ground.existing(path)).makeWritable()
        case .makeExecutable(let path):
            try ModeChange(path: try ground.existing(path)).makeExecutable()
        case .removeLock(let path):
            try StaleLock.remove(try ground.lock(path), workspace: ground.workspace, on: machine)
        case .install(let tool, let manifest):
            return try Installation(place: place, ground: ground, cancellation: cancellation)
                .install(tool: tool, manifest: manifest)
        case .clearCache(let tool, _):
            try ToolCache(tool: tool, place: place, ground: ground).clear(
                within: Self.otherTime, cancellation: cancellation)
        case .makeRoom(let path):
            try RoomMaking(place: place, ground: ground, machine: machine).makeRoom(
                for: path, cancellation: cancellation)
        case .temporaryFolder(let path):
            guard path == ground.temporaryFolder, let at = Whereabouts.find(path, from: ground.workspace),
                at.isInside(ground.workspace)
            else {
                throw RepairError(message: "\(ShownPath.text(path)) is not the workspace's own temporary folder")
            }
            close(try FolderMaking.open(at, mode: 0o700))
            return ["TMPDIR": path]
        }
        return [:]
    }
}

/// Why something could not be mended: a clause for people, without a full stop.
struct RepairError: Error, Sendable, Hashable {
    var message: String
}

/// A path as it is shown to people.
enum ShownPath {
    /// Without control characters, cut off after 200 characters.
    static func text(_ path: String) -> String {
        let shown = path.prefix(200).unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }
        var text = ""
        text.unicodeScalars.append(contentsOf: shown)
        return text
    }
}
