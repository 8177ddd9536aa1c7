/// A colour as a theme gives it and as a terminal can be asked for it.
package enum ThemeColour: Sendable, Hashable {
    /// Whatever the terminal has by default.
    case terminalDefault
    /// An entry of the terminal's palette: 0 to 15 the ANSI colours, 16 to 231 the cube, 232 to 255 the greys.
    case indexed(UInt8)
    case rgb(RGB)
}

extension RGB {
    /// Relative luminance, 0 to 1 (WCAG 2.1).
    package var luminance: Double {
        func linear(_ channel: UInt8) -> Double {
            let value = Double(channel) / 255
            return value <= 0.04045 ? value / 12.92 : Self.power2p4((value + 0.055) / 1.055)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// `x^2.4` for 0 to 1: x² times the fifth root of x².
    private static func power2p4(_ x: Double) -> Double {
        let square = x * x
        var root = 0.5 + x / 2
        // Newton's method on r⁵ = x²; the start is never below the root, so twelve steps give every digit shown.
        for _ in 0..<12 {
            let fourth = root * root * root * root
            root -= (fourth * root - square) / (5 * fourth)
        }
        return square * root
    }

    /// The contrast ratio of two colours, 1 to 21 (WCAG 2.1).
    package func contrast(to other: RGB) -> Double {
        let (a, b) = (luminance, other.luminance)
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    /// The colour `share` of the way to another; 0 is this one, 1 the other.
    package func blended(with other: RGB, _ share: Double) -> RGB {
        let share = share.clampedToUnit
        func mix(_ a: UInt8, _ b: UInt8) -> UInt8 {
            UInt8(min(max((Double(a) + (Double(b) - Double(a)) * share).rounded(), 0), 255))
        }
        return RGB(mix(red, other.red), mix(green, other.green), mix(blue, other.blue))
    }

    /// The colour, moved towards white or black as little as reaches the contrast; the best there is where none does.
    package func readable(on background: RGB, atLeast ratio: Double) -> RGB {
        if contrast(to: background) >= ratio { return self }
        let white = RGB(255, 255, 255)
        let black = RGB(0, 0, 0)
        let goal = white.contrast(to: background) >= black.contrast(to: background) ? white : black
        for step in 1..<20 {
            let candidate = blended(with: goal, Double(step) / 20)
            if candidate.contrast(to: background) >= ratio { return candidate }
        }
        return goal
    }

    /// A weighted distance that follows the eye better than the plain one (the "redmean" approximation).
    func distance(to other: RGB) -> Int {
        let mean = (Int(red) + Int(other.red)) / 2
        let (r, g, b) = (
            Int(red) - Int(other.red), Int(green) - Int(other.green), Int(blue) - Int(other.blue)
        )
        return (512 + mean) * r * r / 256 + 4 * g * g + (767 - mean) * b * b / 256
    }
}
