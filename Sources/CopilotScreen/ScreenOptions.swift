package import CopilotCells

/// How a screen takes its terminal.
package struct ScreenOptions: Sendable {
    /// Descriptor that keys are read from. It stays the caller's to close.
    package var input: Int32
    /// Descriptor that is drawn to. It stays the caller's to close.
    package var output: Int32
    /// Name of the terminfo entry: the value of `TERM`.
    package var terminal: String
    /// The most colours to use; a terminal that has fewer gets the nearest of its own.
    package var depth: ColorDepth
    /// Whether clicks and the wheel are reported.
    package var reportsMouse: Bool
    /// Frames a second under load, 1 to 60. The first one after a pause is drawn at once.
    package var framesPerSecond: Int
    /// Whether the terminal is given back when the process crashes (signal handlers; they call the ones before them).
    package var restoresOnCrash: Bool
    /// What each style looks like.
    package var styles: StyleResolver

    package init(
        input: Int32 = 0, output: Int32 = 1, terminal: String, depth: ColorDepth,
        reportsMouse: Bool = true, framesPerSecond: Int = 15, restoresOnCrash: Bool = true,
        styles: @escaping StyleResolver
    ) {
        self.input = input
        self.output = output
        self.terminal = terminal
        self.depth = depth
        self.reportsMouse = reportsMouse
        self.framesPerSecond = min(max(framesPerSecond, 1), 60)
        self.restoresOnCrash = restoresOnCrash
        self.styles = styles
    }

    /// Looks as the theme says.
    package init(
        input: Int32 = 0, output: Int32 = 1, terminal: String, depth: ColorDepth, theme: Theme,
        reportsMouse: Bool = true, framesPerSecond: Int = 15, restoresOnCrash: Bool = true
    ) {
        self.init(
            input: input, output: output, terminal: terminal, depth: depth, reportsMouse: reportsMouse,
            framesPerSecond: framesPerSecond, restoresOnCrash: restoresOnCrash, styles: theme.resolve)
    }
}
