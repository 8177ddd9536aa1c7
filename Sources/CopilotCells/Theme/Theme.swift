/// The colours of the screen: one for each role, and 101 for each gradient.
package struct Theme: Sendable, Hashable {
    /// Text is never fainter against its background (WCAG 2.1, level AA).
    package static let contrastFloor = 4.5

    package let name: String
    private let colours: [Role: ThemeColour]
    /// The roles' colours where they stand on the selected row.
    private let selectedColours: [Role: ThemeColour]
    private let gradients: [Gradient: [ThemeColour]]

    /// A theme that gives unnamed roles and gradients the terminal's default. Text is blended to the contrast floor.
    ///
    /// - Parameter gradients: 101 colours each; what is missing at a list's end is the terminal's default.
    package init(name: String, colours: [Role: ThemeColour], gradients: [Gradient: [ThemeColour]]) {
        self.name = name
        self.gradients = gradients
        let paper = Self.paper(colours[.background], text: colours[.text])
        let chosen = Self.rgb(colours[.selectedBackground]) ?? paper
        var own = colours
        var selected = colours
        for role in Role.allCases where role.isText {
            guard let colour = Self.rgb(colours[role]) else { continue }
            own[role] = .rgb(colour.readable(on: paper, atLeast: Self.contrastFloor))
            selected[role] = .rgb(colour.readable(on: chosen, atLeast: Self.contrastFloor))
        }
        own[.selectedText] = selected[.selectedText]
        self.colours = own
        selectedColours = selected
    }

    /// The colour of a role.
    package func colour(of role: Role) -> ThemeColour { colours[role] ?? .terminalDefault }

    /// A gradient's colour at 0 to 100; what lies outside is clamped.
    package func colour(of gradient: Gradient, at percent: Int) -> ThemeColour {
        let steps = gradients[gradient] ?? []
        let place = min(max(percent, 0), 100)
        return place < steps.count ? steps[place] : .terminalDefault
    }

    /// How a cell of this style is asked for on a terminal of this depth.
    package func resolve(_ style: Style, _ depth: ColorDepth) -> ResolvedStyle {
        guard depth != .mono else {
            return ResolvedStyle(attributes: style.attributes.union(Self.monoAttributes(style)))
        }
        let isSelected = style.background == .role(.selectedBackground)
        var resolved = ResolvedStyle(
            foreground: Self.reduce(colour(of: style.foreground, isSelected: isSelected), to: depth),
            background: Self.reduce(colour(of: style.background, isSelected: false), to: depth),
            attributes: style.attributes)
        // With few colours the selected row may come out like all others.
        if isSelected, resolved.background == Self.reduce(colour(of: .background), to: depth) {
            resolved.attributes.insert(.reverse)
        }
        // Nor may a colour vanish in its background.
        if depth == .palette16, resolved.foreground == resolved.background { resolved.foreground = .terminalDefault }
        return resolved
    }

    private func colour(of paint: Paint, isSelected: Bool) -> ThemeColour {
        switch paint {
        case .role(let role): (isSelected ? selectedColours[role] : colours[role]) ?? .terminalDefault
        case .gradient(let gradient, let percent): colour(of: gradient, at: percent)
        case .indexed(let index): .indexed(index)
        case .rgb(let rgb): .rgb(rgb)
        }
    }

    private static func reduce(_ colour: ThemeColour, to depth: ColorDepth) -> ThemeColour {
        switch (colour, depth) {
        case (.terminalDefault, _), (_, .mono): .terminalDefault
        case (.rgb, .truecolor), (.indexed, .truecolor), (.indexed, .palette256): colour
        case (.rgb(let rgb), .palette256): .indexed(ColourPalette.nearest256(rgb))
        case (.rgb(let rgb), .palette16): .indexed(ColourPalette.nearest16(rgb))
        case (.indexed(let index), .palette16):
            index < 16 ? colour : .indexed(ColourPalette.nearest16(ColourPalette.rgb(index)))
        }
    }

    /// What stands for a colour where there is none.
    private static func monoAttributes(_ style: Style) -> Style.Attributes {
        var attributes: Style.Attributes = style.background == .role(.selectedBackground) ? .reverse : []
        if case .role(let role) = style.foreground {
            switch role {
            case .title, .highlight, .error, .prompt, .focusBox: attributes.insert(.bold)
            case .inactive, .skipped, .divider, .meterBackground: attributes.insert(.dim)
            case .warn, .timeout: attributes.insert(.underline)
            case .background, .text, .selectedText, .selectedBackground, .ok, .running, .retry, .paused, .eta: break
            case .checkpoint, .treeBox, .errorsBox, .timeoutsBox, .healthBox: break
            }
        }
        return attributes
    }

    /// The background to measure against; where the terminal's own is used, the one that the text was made for.
    private static func paper(_ background: ThemeColour?, text: ThemeColour?) -> RGB {
        if let colour = rgb(background) { return colour }
        guard let ink = rgb(text), ink.luminance < 0.18 else { return RGB(0, 0, 0) }
        return RGB(255, 255, 255)
    }

    private static func rgb(_ colour: ThemeColour?) -> RGB? {
        guard case .rgb(let rgb) = colour else { return nil }
        return rgb
    }
}

/// What a terminal is asked for.
package struct ResolvedStyle: Sendable, Hashable {
    package var foreground: ThemeColour
    package var background: ThemeColour
    package var attributes: Style.Attributes

    package init(
        foreground: ThemeColour = .terminalDefault, background: ThemeColour = .terminalDefault,
        attributes: Style.Attributes = []
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }
}

extension Role {
    /// Whether words are written in it, so that it must be readable; lines and areas need not be.
    package var isText: Bool {
        switch self {
        case .text, .title, .inactive, .highlight, .selectedText, .ok, .running, .warn, .error, .retry, .skipped: true
        case .paused, .prompt, .eta, .timeout, .checkpoint: true
        case .background, .selectedBackground, .divider, .treeBox, .errorsBox, .timeoutsBox, .healthBox: false
        case .focusBox, .meterBackground: false
        }
    }
}
