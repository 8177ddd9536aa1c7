/// What a terminal tells of its user.
package enum InputEvent: Sendable, Hashable {
    case key(Key)
    case mouse(MouseEvent)
    /// The terminal has this size now.
    case resize(width: Int, height: Int)
    /// Bracketed paste.
    case paste(String)
    /// The terminal went away.
    case hangUp
}

/// A key with its modifiers, named as a keymap names it: `a`, `A`, `?`, `enter`, `shift-tab`, `ctrl-c`, `f1`, `alt-x`.
package struct Key: Sendable, Hashable {
    /// The key without its modifiers.
    package enum Code: Sendable, Hashable {
        /// A printable character as typed: shift is part of it.
        case character(Character)
        case enter, tab, escape, space, backspace, delete, insert
        case up, down, left, right, home, end, pageUp, pageDown
        case function(Int)
    }

    package struct Modifiers: OptionSet, Sendable, Hashable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) { self.rawValue = rawValue }

        package static let control = Modifiers(rawValue: 1)
        package static let alt = Modifiers(rawValue: 2)
        /// Only with keys that are not characters.
        package static let shift = Modifiers(rawValue: 4)
    }

    package var code: Code
    package var modifiers: Modifiers

    package init(_ code: Code, _ modifiers: Modifiers = []) {
        self.code = code
        self.modifiers = modifiers
    }
}

/// A click or a turn of the wheel.
package struct MouseEvent: Sendable, Hashable {
    package enum Action: Sendable, Hashable {
        case press, doublePress, wheelUp, wheelDown
    }

    package var action: Action
    package var position: Point

    package init(_ action: Action, at position: Point) {
        self.action = action
        self.position = position
    }
}
