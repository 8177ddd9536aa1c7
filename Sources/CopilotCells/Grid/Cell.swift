/// One character cell of a screen.
package struct Cell: Sendable, Hashable {
    /// One printable grapheme cluster; empty in the right half of a wide one.
    package var text: String
    package var style: Style

    package init(_ text: String = " ", _ style: Style = .plain) {
        self.text = text
        self.style = style
    }

    package static let blank = Cell()
}
