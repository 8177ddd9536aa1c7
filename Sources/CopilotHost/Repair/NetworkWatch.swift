import CopilotModel
import Synchronization

/// Knows what of the network has worked in this run, and looks whether it still does.
final class NetworkWatch: Sendable {
    private struct Seen {
        var hadRoute: Bool
        var hadAnswer = false
        /// The question of the beginning, until somebody looks whether it was answered.
        var first: ResolverProbe?
    }

    private let machine: RepairMachine
    private let seen: Mutex<Seen>

    /// Remembers the route and asks the resolvers; their answers wait until they are asked for.
    init(machine: RepairMachine) {
        self.machine = machine
        seen = Mutex(
            Seen(
                hadRoute: RouteTable.hasDefault(proc: machine.proc, sys: machine.sys), first: Self.probe(machine)))
    }

    /// Offline only where something that has worked is gone.
    func look() -> Connectivity {
        let first = seen.withLock { seen in
            defer { seen.first = nil }
            return seen.first
        }
        if let first, first.isAnswered(within: .zero) { seen.withLock { $0.hadAnswer = true } }
        let hasRoute = RouteTable.hasDefault(proc: machine.proc, sys: machine.sys)
        let hadRoute = seen.withLock { seen in
            defer { if hasRoute { seen.hadRoute = true } }
            return seen.hadRoute
        }
        if hadRoute, !hasRoute { return .offline("the route to the network is gone") }
        let isAnswered = Self.probe(machine).isAnswered(within: machine.resolverTime)
        let hadAnswer = seen.withLock { seen in
            defer { if isAnswered { seen.hadAnswer = true } }
            return seen.hadAnswer
        }
        return hadAnswer && !isAnswered ? .offline("no resolver answers any more") : .online
    }

    private static func probe(_ machine: RepairMachine) -> ResolverProbe {
        ResolverProbe(
            addresses: ResolverProbe.addresses(SmallFile.text(machine.resolvers) ?? ""), port: machine.resolverPort)
    }
}
