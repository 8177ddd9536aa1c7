/// How a cell looks: by role, so that themes and tests speak of meaning, or by a child's own colours.
package struct Style: Sendable, Hashable {
    package var foreground: Paint
    package var background: Paint
    package var attributes: Attributes

    package init(
        _ foreground: Paint = .role(.text), on background: Paint = .role(.background), _ attributes: Attributes = []
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    package static let plain = Style()

    /// SGR attributes that a terminal can show.
    package struct Attributes: OptionSet, Sendable, Hashable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) { self.rawValue = rawValue }

        package static let bold = Attributes(rawValue: 1)
        package static let dim = Attributes(rawValue: 2)
        package static let italic = Attributes(rawValue: 4)
        package static let underline = Attributes(rawValue: 8)
        package static let reverse = Attributes(rawValue: 16)
        package static let strikethrough = Attributes(rawValue: 32)
    }
}

/// A colour, named by meaning or given.
package enum Paint: Sendable, Hashable {
    case role(Role)
    /// A point of one of the theme's gradients, 0 to 100.
    case gradient(Gradient, Int)
    /// A child's SGR colour from the 256-colour palette.
    case indexed(UInt8)
    /// A child's SGR true colour.
    case rgb(RGB)
}

/// What a colour means. A theme gives each one a colour.
package enum Role: String, Sendable, Hashable, CaseIterable {
    case background, text, title, inactive, highlight, selectedText, selectedBackground, divider
    case ok, running, warn, error, retry, skipped, paused, prompt, eta, timeout, checkpoint
    case treeBox, errorsBox, timeoutsBox, healthBox, focusBox
    case meterBackground
}

/// The gradients of a theme.
package enum Gradient: String, Sendable, Hashable, CaseIterable {
    case cpu, temperature, free, cached, available, used, download, upload, process
}

/// A colour in sRGB.
package struct RGB: Sendable, Hashable {
    package var red: UInt8
    package var green: UInt8
    package var blue: UInt8

    package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }
}
