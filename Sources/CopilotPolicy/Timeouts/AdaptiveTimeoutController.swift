package import CopilotModel

/// Decides how long a try may take.
///
/// This first form knows only the limit that the mission gives.
package enum AdaptiveTimeoutController {
    /// No file may name a longer one; a program could.
    private static let longest = Duration.milliseconds(DurationText.longestMilliseconds)

    /// The limit of a try, counted from 1; nil: none.
    package static func limit(_ rule: TimeoutRule, tries: Int) -> Duration? {
        switch rule.strategy {
        case .unlimited: nil
        case .adaptive, .contextAware, .fixed: rule.limit
        // Twice as long with each try; capped where a doubling no longer changes anything.
        case .progressive: rule.limit.map { min($0, longest) * Int(1 << (min(max(1, tries), 11) - 1)) }
        }
    }
}
