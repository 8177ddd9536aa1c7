/// The 256 colours that terminals agree on, and the nearest of them to any other.
package enum ColourPalette {
    /// xterm's values for the 16 ANSI colours. Terminals differ here; these stand for all.
    private static let ansi: [RGB] = [
        RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0), RGB(0, 0, 238), RGB(205, 0, 205),
        RGB(0, 205, 205), RGB(229, 229, 229), RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0),
        RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
    ]
    /// The steps of the colour cube's axes.
    private static let levels: [UInt8] = [0, 95, 135, 175, 215, 255]

    /// An entry's colour.
    package static func rgb(_ index: UInt8) -> RGB {
        switch index {
        case 0..<16: return ansi[Int(index)]
        case 16..<232:
            let place = Int(index) - 16
            return RGB(levels[place / 36], levels[place / 6 % 6], levels[place % 6])
        default:
            let grey = 8 + (index - 232) * 10
            return RGB(grey, grey, grey)
        }
    }

    /// The nearest entry of the cube or the greys. The ANSI colours are not used: users change them.
    package static func nearest256(_ colour: RGB) -> UInt8 {
        let cube = 16 + 36 * level(colour.red) + 6 * level(colour.green) + level(colour.blue)
        let mean = (Int(colour.red) + Int(colour.green) + Int(colour.blue)) / 3
        let grey = 232 + min(max((mean - 3) / 10, 0), 23)
        let candidates = [UInt8(cube), UInt8(grey)]
        return candidates.min { rgb($0).distance(to: colour) < rgb($1).distance(to: colour) } ?? 0
    }

    /// The one of the 16 ANSI colours that means the same: greys by lightness, all others by hue, so that a pale green
    /// stays green and does not become grey.
    package static func nearest16(_ colour: RGB) -> UInt8 {
        if let exact = ansi.firstIndex(of: colour) { return UInt8(exact) }
        let channels = [colour.red, colour.green, colour.blue].map(Int.init)
        let high = channels.max() ?? 0
        let low = channels.min() ?? 0
        guard high - low >= 48 else {
            let greys: [UInt8] = [0, 8, 7, 15]
            return greys.min { rgb($0).distance(to: colour) < rgb($1).distance(to: colour) } ?? 0
        }
        // A channel in the upper half of the colour's own range is on: bits of red 1, green 2, blue 4 as in ANSI.
        var hue: UInt8 = 0
        for (bit, channel) in channels.enumerated() where (channel - low) * 2 >= high - low { hue |= 1 << bit }
        return high >= 208 ? hue + 8 : hue
    }

    private static func level(_ channel: UInt8) -> Int {
        let value = Int(channel)
        return levels.indices.min { abs(Int(levels[$0]) - value) < abs(Int(levels[$1]) - value) } ?? 0
    }
}
