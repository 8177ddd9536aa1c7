/// What many tasks failed at alike, and what holds those back that would fail at it next.
///
/// One of them at a time probes whether it has gone away, after pauses that grow; the first success lets all go.
package struct Brake: Sendable, Hashable, Codable {
    /// Why it is drawn.
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// Several tasks failed alike in a row.
        case alike
        /// A usage limit that they share is used up.
        case quota
        /// The network is gone.
        case offline
    }

    /// Whom it holds.
    package enum Members: Sendable, Hashable, Codable {
        /// The children of a fan-out.
        case fanOut(of: TaskID)
        /// What runs this program.
        case program(named: String)
        /// What shares this usage limit.
        case quota(named: String)
        /// What needs the network.
        case network

        /// Unique among brakes.
        package var name: String {
            switch self {
            case .fanOut(let id): id.description
            case .program(let program): "program \(program)"
            case .quota(let quota): "quota \(quota)"
            case .network: "network"
            }
        }
    }

    package var kind: Kind
    package var members: Members
    /// What the last of them failed at.
    package var failure: Failure
    /// How often it has been probed in vain.
    package var probes: Int
    /// The pause before the next probe, in milliseconds.
    package var delayMilliseconds: Int64
    /// When that ends: wall clock, milliseconds since 1970.
    package var until: Int64
    /// When a usage limit says that it is reset, likewise.
    package var resetAt: Int64?

    package init(
        kind: Kind, members: Members, failure: Failure, probes: Int, delayMilliseconds: Int64, until: Int64,
        resetAt: Int64? = nil
    ) {
        self.resetAt = resetAt
        self.kind = kind
        self.members = members
        self.failure = failure
        self.probes = probes
        self.delayMilliseconds = delayMilliseconds
        self.until = until
    }
}

extension MissionEvent {
    /// A brake is let go.
    package struct Thawed: Sendable, Hashable, Codable {
        package enum Cause: String, Sendable, Hashable, Codable {
            /// A probe succeeded, or failed at something else.
            case probed
            /// The network is there again.
            case online
            /// Nothing is left that it could hold.
            case empty
            /// Too many probes failed: what it held has failed.
            case gaveUp
            case requested
        }

        package var members: Brake.Members
        package var cause: Cause

        package init(members: Brake.Members, cause: Cause) {
            self.members = members
            self.cause = cause
        }
    }
}
