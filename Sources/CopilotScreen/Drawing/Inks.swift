import CNcurses
import CopilotCells

/// Attributes and colour pairs of ncurses for styles. Belongs to the screen's thread.
struct Inks {
    /// Attributes and colour pair of a cell.
    struct Ink: Hashable {
        var attributes: UInt32
        var pair: Int32
    }

    private struct Colors: Hashable {
        var foreground: Int32
        var background: Int32
    }

    /// Pairs kept at once. A screen of 160×45 has 7,200 cells, so that one frame always fits.
    static let mostPairs: Int32 = 8191
    private static let mostStyles = 16384

    private let resolve: StyleResolver
    /// What is used of the terminal's colours.
    let depth: ColorDepth
    private let colors: Int32
    private let limit: Int32
    private var pairs: [Colors: Int32] = [:]
    private var inks: [Style: Ink] = [:]
    private var lastStyle = Style.plain
    private var lastInk: Ink?
    /// Some style got the terminal's default colours, because no pair was left.
    private(set) var ranOut = false

    /// What the open ncurses screen has, at most `depth`.
    init(depth: ColorDepth, resolve: @escaping StyleResolver) {
        self.resolve = resolve
        colors = depth == .mono ? 0 : cn_colors()
        limit = min(Self.mostPairs, cn_pairs() - 1)
        let has: ColorDepth =
            colors > 256 ? .truecolor : colors == 256 ? .palette256 : colors >= 8 ? .palette16 : .mono
        self.depth = depth.limited(to: has)
    }

    mutating func ink(_ style: Style) -> Ink {
        if let lastInk, style == lastStyle { return lastInk }
        let ink = inks[style] ?? makeInk(style)
        lastStyle = style
        lastInk = ink
        return ink
    }

    /// Forgets all pairs, here and in ncurses. Everything on screen has to be put again.
    mutating func forget() {
        cn_forget_pairs()
        pairs.removeAll(keepingCapacity: true)
        inks.removeAll(keepingCapacity: true)
        lastInk = nil
        ranOut = false
    }

    private mutating func makeInk(_ style: Style) -> Ink {
        let look = resolve(style, depth)
        let pair =
            depth == .mono
            ? 0 : self.pair(Colors(foreground: number(look.foreground), background: number(look.background)))
        let ink = Ink(attributes: Self.bits(look.attributes), pair: pair)
        if inks.count >= Self.mostStyles { inks.removeAll(keepingCapacity: true) }
        inks[style] = ink
        return ink
    }

    private mutating func pair(_ wanted: Colors) -> Int32 {
        if wanted.foreground == -1, wanted.background == -1 { return 0 }
        if let known = pairs[wanted] { return known }
        let next = Int32(pairs.count) + 1
        guard next <= limit else {
            ranOut = true
            return 0
        }
        guard cn_define_pair(next, wanted.foreground, wanted.background) else { return 0 }
        pairs[wanted] = next
        return next
    }

    /// The number that ncurses knows a colour by; -1 is the terminal's default.
    private func number(_ color: ThemeColour) -> Int32 {
        switch (color, depth) {
        case (.terminalDefault, _), (_, .mono): -1
        case (.indexed(let index), .truecolor), (.indexed(let index), .palette256): Int32(index)
        case (.indexed(let index), .palette16):
            ansi(index < 16 ? index : ColourPalette.nearest16(ColourPalette.rgb(index)))
        case (.rgb(let color), .truecolor): Self.direct(color)
        case (.rgb(let color), .palette256): Int32(ColourPalette.nearest256(color))
        case (.rgb(let color), .palette16): ansi(ColourPalette.nearest16(color))
        }
    }

    /// Where there are only eight, a bright colour is shown as its plain one.
    private func ansi(_ index: UInt8) -> Int32 { Int32(colors >= 16 ? index : index & 7) }

    /// Numbers below 256 are the palette's: black is there, and the other ones without red and green move by one shade.
    private static func direct(_ color: RGB) -> Int32 {
        let value = Int32(color.red) << 16 | Int32(color.green) << 8 | Int32(color.blue)
        return value == 0 ? 16 : value < 256 ? value | 0x100 : value
    }

    /// ncurses has no strikethrough: it is shown as dim.
    private static func bits(_ attributes: Style.Attributes) -> UInt32 {
        var bits: UInt32 = 0
        if attributes.contains(.bold) { bits |= UInt32(CN_BOLD) }
        if !attributes.isDisjoint(with: [.dim, .strikethrough]) { bits |= UInt32(CN_DIM) }
        if attributes.contains(.italic) { bits |= UInt32(CN_ITALIC) }
        if attributes.contains(.underline) { bits |= UInt32(CN_UNDERLINE) }
        if attributes.contains(.reverse) { bits |= UInt32(CN_REVERSE) }
        return bits
    }
}
