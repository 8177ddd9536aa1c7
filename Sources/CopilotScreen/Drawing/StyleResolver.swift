package import CopilotCells

/// Says how a style looks on a terminal of a depth. It is called once for each style, on the screen's thread.
package typealias StyleResolver = @Sendable (Style, ColorDepth) -> ResolvedStyle

extension ColorDepth {
    /// Depths from none to all colours.
    private var rank: Int {
        switch self {
        case .mono: 0
        case .palette16: 1
        case .palette256: 2
        case .truecolor: 3
        }
    }

    /// The lesser of both.
    func limited(to other: ColorDepth) -> ColorDepth { rank <= other.rank ? self : other }
}
