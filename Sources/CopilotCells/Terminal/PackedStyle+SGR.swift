/// Select Graphic Rendition (ECMA-48, and xterm's 38 and 48).
extension PackedStyle {
    /// Carries out the parameters of `CSI … m`. Blinking and concealment are ignored: hidden text shall be seen.
    mutating func apply(_ sequence: ControlSequence) {
        guard !sequence.parameters.isEmpty else { return self = .plain }
        var index = 0
        while index < sequence.parameters.count {
            let code = Int(sequence.parameters[index])
            var next = index + 1
            while next < sequence.parameters.count, sequence.isJoined(next) { next += 1 }
            switch code {
            case 38, 48, 58:
                let (paint, end) = Self.colour(sequence, at: index, joinedEnd: next)
                if code == 38, let paint { foreground = paint }
                if code == 48, let paint { background = paint }
                index = end
            case 4 where next > index + 1:
                set(.underline, sequence.parameters[index + 1] != 0)
                index = next
            default:
                apply(code)
                index = next
            }
        }
    }

    private mutating func apply(_ code: Int) {
        switch code {
        case 0: self = .plain
        case 1: set(.bold, true)
        case 2: set(.dim, true)
        case 3: set(.italic, true)
        case 4, 21: set(.underline, true)
        case 7: set(.reverse, true)
        case 9: set(.strikethrough, true)
        case 22:
            set(.bold, false)
            set(.dim, false)
        case 23: set(.italic, false)
        case 24: set(.underline, false)
        case 27: set(.reverse, false)
        case 29: set(.strikethrough, false)
        case 30...37: foreground = .indexed(UInt8(code - 30))
        case 39: foreground = nil
        case 40...47: background = .indexed(UInt8(code - 40))
        case 49: background = nil
        case 90...97: foreground = .indexed(UInt8(code - 90 + 8))
        case 100...107: background = .indexed(UInt8(code - 100 + 8))
        default: break
        }
    }

    private mutating func set(_ attribute: Style.Attributes, _ isOn: Bool) {
        var all = attributes
        if isOn { all.insert(attribute) } else { all.remove(attribute) }
        attributes = all
    }

    /// The colour of `38;5;N`, `38;2;R;G;B` and their forms with colons (with or without a colour space), and the index
    /// of the parameter after it. Nil for what is incomplete.
    private static func colour(
        _ sequence: ControlSequence, at index: Int, joinedEnd: Int
    ) -> (paint: Paint?, end: Int) {
        let isJoined = joinedEnd > index + 1
        let end = isJoined ? joinedEnd : sequence.parameters.count
        guard index + 1 < end else { return (nil, end) }
        let values = sequence.parameters[(index + 2)..<end].map { UInt8(truncatingIfNeeded: min($0, 255)) }
        switch sequence.parameters[index + 1] {
        case 5:
            guard let first = values.first else { return (nil, end) }
            return (.indexed(first), isJoined ? end : index + 3)
        case 2:
            let channels = isJoined && values.count > 3 ? values.dropFirst().prefix(3) : values.prefix(3)
            guard channels.count == 3 else { return (nil, end) }
            let start = channels.startIndex
            return (.rgb(RGB(channels[start], channels[start + 1], channels[start + 2])), isJoined ? end : index + 5)
        default: return (nil, isJoined ? end : index + 2)
        }
    }
}
