/// One column of a screen row, in eight bytes.
struct ScreenCell: Sendable, Hashable {
    /// 0: never written; else a scalar, with `wide` if it takes this column and the next; else `continuation`, or
    /// `cluster` with an index into the page's clusters.
    var code: UInt32
    var look: ScreenLook

    static let blank = ScreenCell(code: 0, look: .plain)
    static let wide: UInt32 = 1 << 30
    static let cluster: UInt32 = 1 << 31
    /// The second column of a wide character.
    static let continuation: UInt32 = 1 << 29
    static let valueMask: UInt32 = 0x1F_FFFF

    var isContinuation: Bool { code & Self.continuation != 0 }
    var isWide: Bool { code & Self.wide != 0 }
    var isCluster: Bool { code & Self.cluster != 0 }
    /// The scalar, or the cluster's index.
    var value: UInt32 { code & Self.valueMask }
    var isBlank: Bool { code == 0 || code == 0x20 }
}

/// How a cell looks, as far as somebody who reads the screen cares: attributes and whether colours differ.
///
/// From the low end: 8 bits of attributes, 12 bits that stand for the foreground, 12 for the background (0 the default;
/// 1 to 256 the palette; 2,048 and more a digest of a true colour, so that two of them may, rarely, look alike).
struct ScreenLook: Sendable, Hashable {
    var bits: UInt32

    static let plain = ScreenLook(bits: 0)

    init(bits: UInt32) { self.bits = bits }

    init(_ style: PackedStyle) {
        bits =
            UInt32(style.attributes.rawValue) | Self.number(of: style.foreground) << 8
            | Self.number(of: style.background) << 20
    }

    var attributes: Style.Attributes { Style.Attributes(rawValue: UInt8(truncatingIfNeeded: bits)) }
    var hasForeground: Bool { bits >> 8 & 0xFFF != 0 }
    var hasBackground: Bool { bits >> 20 != 0 }

    private static func number(of paint: Paint?) -> UInt32 {
        switch paint {
        case .indexed(let index): 1 + UInt32(index)
        case .rgb(let rgb):
            0x800 | (UInt32(rgb.red) &* 0x1F35 ^ UInt32(rgb.green) &* 0x2A7 ^ UInt32(rgb.blue) &* 0x11) & 0x7FF
        case .role, .gradient, nil: 0
        }
    }
}
