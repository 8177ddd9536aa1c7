/// How much is decided without a person.
package enum AutonomyLevel: String, Sendable, Hashable, Codable, CaseIterable {
    /// The user is asked as usual.
    case interactive
    /// Only critical questions are asked.
    case semiAutonomous
    /// Nearly all is decided.
    case autonomous
    /// Nobody is ever asked.
    case fullAutonomous

    /// The level that a mission of this duration gets unless it names one.
    package init(duration: Duration) {
        switch duration {
        case ..<Duration.seconds(30 * 60): self = .interactive
        case ..<Duration.seconds(2 * 3600): self = .semiAutonomous
        case ..<Duration.seconds(6 * 3600): self = .autonomous
        default: self = .fullAutonomous
        }
    }

    /// The level of a mission that names neither a level nor a duration.
    package static func unspecified(hasTerminal: Bool) -> AutonomyLevel { hasTerminal ? .interactive : .autonomous }
}
