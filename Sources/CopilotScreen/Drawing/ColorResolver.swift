package import CopilotCells

/// Gives each paint its colour, whatever stands beside it. Where there is a theme, hand in the theme instead: only
/// whole styles can keep text readable on a selected row, and show meaning by attributes where there are no colours.
package typealias ColorResolver = @Sendable (Paint) -> ScreenColor

/// A colour that a `ColorResolver` gives.
package enum ScreenColor: Sendable, Hashable {
    /// The terminal's own foreground or background.
    case standard
    /// One of 256.
    case palette(UInt8)
    case rgb(RGB)

    var themed: ThemeColour {
        switch self {
        case .standard: .terminalDefault
        case .palette(let index): .indexed(index)
        case .rgb(let color): .rgb(color)
        }
    }
}

/// How many colours are used, where there is no theme.
package enum ScreenDepth: Sendable, Hashable {
    case mono, ansi, palette, direct

    var color: ColorDepth {
        switch self {
        case .mono: .mono
        case .ansi: .palette16
        case .palette: .palette256
        case .direct: .truecolor
        }
    }
}

extension ScreenOptions {
    package init(
        input: Int32 = 0, output: Int32 = 1, terminal: String, depth: ScreenDepth, reportsMouse: Bool = true,
        framesPerSecond: Int = 15, restoresOnCrash: Bool = true, colors: @escaping ColorResolver
    ) {
        self.init(
            input: input, output: output, terminal: terminal, depth: depth.color, reportsMouse: reportsMouse,
            framesPerSecond: framesPerSecond, restoresOnCrash: restoresOnCrash, styles: Self.styles(colors))
    }

    static func styles(_ colors: @escaping ColorResolver) -> StyleResolver {
        { style, _ in
            ResolvedStyle(
                foreground: colors(style.foreground).themed, background: colors(style.background).themed,
                attributes: style.attributes)
        }
    }
}

extension Screen {
    /// Other colours from the next frame on.
    package func use(colors: @escaping ColorResolver) { use(styles: ScreenOptions.styles(colors)) }
}
