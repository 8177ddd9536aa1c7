/// A child's style in eight bytes, as the lines of a log keep it.
///
/// From the low end: 26 bits of foreground, 26 of background (two bits of kind: default, palette, true colour; 24 of
/// value), 8 of attributes. Zero is plain.
struct PackedStyle: Sendable, Hashable {
    var bits: UInt64 = 0

    static let plain = PackedStyle()

    private static let colourMask: UInt64 = 0x3FF_FFFF

    var attributes: Style.Attributes {
        get { Style.Attributes(rawValue: UInt8(truncatingIfNeeded: bits >> 52)) }
        set { bits = bits & ~(0xFF << 52) | UInt64(newValue.rawValue) << 52 }
    }

    /// Nil: the default colour.
    var foreground: Paint? {
        get { Self.unpack(bits) }
        set { bits = bits & ~Self.colourMask | Self.pack(newValue) }
    }

    /// Nil: the default colour.
    var background: Paint? {
        get { Self.unpack(bits >> 26) }
        set { bits = bits & ~(Self.colourMask << 26) | Self.pack(newValue) << 26 }
    }

    /// The style on a screen whose default colours are those of `base`.
    func style(on base: Style) -> Style {
        bits == 0
            ? base
            : Style(
                foreground ?? base.foreground, on: background ?? base.background, base.attributes.union(attributes))
    }

    private static func pack(_ paint: Paint?) -> UInt64 {
        switch paint {
        case .indexed(let index): 1 << 24 | UInt64(index)
        case .rgb(let rgb): 2 << 24 | UInt64(rgb.red) << 16 | UInt64(rgb.green) << 8 | UInt64(rgb.blue)
        case .role, .gradient, nil: 0
        }
    }

    private static func unpack(_ bits: UInt64) -> Paint? {
        let value = UInt32(truncatingIfNeeded: bits & 0xFF_FFFF)
        switch bits >> 24 & 3 {
        case 1: return .indexed(UInt8(truncatingIfNeeded: value))
        case 2:
            return .rgb(
                RGB(
                    UInt8(truncatingIfNeeded: value >> 16), UInt8(truncatingIfNeeded: value >> 8),
                    UInt8(truncatingIfNeeded: value)))
        default: return nil
        }
    }
}
