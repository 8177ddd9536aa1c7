package import CopilotCells

/// A colour as a terminal takes it.
package enum ScreenColor: Sendable, Hashable {
    /// The terminal's own foreground or background.
    case standard
    /// One of 256: 16 that the user chose, a cube of 6 × 6 × 6, and 24 greys.
    case palette(UInt8)
    case rgb(RGB)
}

/// Gives each paint its colour; a theme is one. It is called once for each paint, on the screen's thread.
package typealias ColorResolver = @Sendable (Paint) -> ScreenColor

/// How many colours are used.
package enum ScreenDepth: Int, Sendable, Hashable, Comparable {
    /// Attributes only.
    case mono
    /// The 16 ANSI colours.
    case ansi
    /// 256.
    case palette
    /// Red, green and blue, where the terminal has direct colour.
    case direct

    package static func < (one: ScreenDepth, other: ScreenDepth) -> Bool { one.rawValue < other.rawValue }
}

/// Finds the nearest colour that a terminal has.
enum ColorReduction {
    /// Levels of the cube (xterm, 256colres.h).
    private static let cube = [0, 95, 135, 175, 215, 255]

    /// Usual values of the 16 ANSI colours (xterm's defaults). Users change them, so they serve only to find the nearest.
    private static let ansi: [RGB] = [
        RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0),
        RGB(0, 0, 238), RGB(205, 0, 205), RGB(0, 205, 205), RGB(229, 229, 229),
        RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0),
        RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
    ]

    /// The nearest of the colours 16 to 255, which no user changes.
    static func palette(_ color: RGB) -> UInt8 {
        let red = cubeLevel(color.red)
        let green = cubeLevel(color.green)
        let blue = cubeLevel(color.blue)
        let inCube = RGB(UInt8(cube[red]), UInt8(cube[green]), UInt8(cube[blue]))
        let mean = (Int(color.red) + Int(color.green) + Int(color.blue)) / 3
        let step = min(max((mean - 3) / 10, 0), 23)
        let grey = UInt8(8 + 10 * step)
        return distance(color, RGB(grey, grey, grey)) < distance(color, inCube)
            ? UInt8(232 + step) : UInt8(16 + 36 * red + 6 * green + blue)
    }

    /// The nearest of the first `count` ANSI colours, 8 or 16.
    static func ansi(_ color: RGB, count: Int) -> UInt8 {
        var best = 0
        var shortest = Int.max
        for (index, candidate) in ansi.prefix(count).enumerated() {
            let found = distance(color, candidate)
            if found < shortest {
                shortest = found
                best = index
            }
        }
        return UInt8(best)
    }

    /// The usual value of a palette colour.
    static func rgb(_ index: UInt8) -> RGB {
        let number = Int(index)
        if number < 16 { return ansi[number] }
        if number >= 232 {
            let grey = UInt8(8 + 10 * (number - 232))
            return RGB(grey, grey, grey)
        }
        let inCube = number - 16
        return RGB(UInt8(cube[inCube / 36]), UInt8(cube[inCube / 6 % 6]), UInt8(cube[inCube % 6]))
    }

    private static func cubeLevel(_ value: UInt8) -> Int {
        value < 48 ? 0 : value < 115 ? 1 : min(5, (Int(value) - 35) / 40)
    }

    /// Squared distance, weighted by what eyes see best (green, then red).
    private static func distance(_ one: RGB, _ other: RGB) -> Int {
        let red = Int(one.red) - Int(other.red)
        let green = Int(one.green) - Int(other.green)
        let blue = Int(one.blue) - Int(other.blue)
        return 3 * red * red + 6 * green * green + blue * blue
    }
}
