/// A terminal's screen that is fed with a task's output: what a person would see, without a terminal.
///
/// A subset of xterm that covers what line editors, menus, dialogs, progress bars and full-screen programs use. However
/// the bytes are cut into chunks, the result is the same; nothing in them makes it trap or grow past its size. It
/// begins small: rows get their cells when something is first written in them.
package struct ScreenGrid: Sendable {
    /// The most rows; larger numbers are clamped.
    package static let rowLimit = 500
    /// The most columns; larger numbers are clamped.
    package static let columnLimit = 1_000

    private var parser = TerminalParser()
    var canvas: ScreenCanvas
    /// How many bytes may still be the rest of a character that began before the first byte.
    private var leadingBytes = 3

    /// An empty screen with the cursor at the top left.
    package init(rows: Int, columns: Int) {
        canvas = ScreenCanvas(
            rows: min(max(rows, 1), Self.rowLimit), columns: min(max(columns, 1), Self.columnLimit))
    }

    /// The screen at the end of a stored piece of output.
    ///
    /// - Parameter isCut: whether there was output before `tail`. Then the rest of a sequence at its beginning is left
    ///   out, and it is written from the bottom row on, as the earlier output would have filled the screen.
    package init(tail: [UInt8], isCut: Bool, rows: Int, columns: Int) {
        self.init(rows: rows, columns: columns)
        if isCut { canvas.place(row: canvas.rowCount - 1, column: 0) }
        feed(isCut ? tail.dropFirst(TailFront.remnant(of: tail)) : tail[...])
    }

    /// Its height in rows.
    package var rows: Int { canvas.rowCount }
    /// Its width in columns.
    package var columns: Int { canvas.columns }

    /// Carries out the next bytes of the output.
    package mutating func feed(_ bytes: UnsafeRawBufferPointer) {
        var bytes = bytes
        while leadingBytes > 0, let first = bytes.first {
            // Alone such a byte would be a control of 8-bit terminals, and could swallow text.
            guard first & 0xC0 == 0x80 else {
                leadingBytes = 0
                break
            }
            leadingBytes -= 1
            bytes = UnsafeRawBufferPointer(rebasing: bytes.dropFirst())
        }
        parser.feed(bytes, to: &canvas)
    }

    /// Carries out the next bytes of the output.
    package mutating func feed(_ bytes: some Collection<UInt8>) {
        let isDone: Void? = bytes.withContiguousStorageIfAvailable { feed(UnsafeRawBufferPointer($0)) }
        if isDone == nil { Array(bytes).withUnsafeBytes { feed($0) } }
    }

    /// Gives the screen another size, as the kernel tells the program by SIGWINCH. Nothing is wrapped anew: programs
    /// draw again. What no longer fits at the bottom is cut below the cursor first, then scrolls off at the top.
    package mutating func resize(rows: Int, columns: Int) {
        canvas.resize(
            rows: min(max(rows, 1), Self.rowLimit), columns: min(max(columns, 1), Self.columnLimit))
    }

    /// The answers to what the program asked its terminal, to be written to it; at most 256 bytes. They are gone from
    /// here. A program whose terminal somebody else answers must not get them too.
    package mutating func takeReplies() -> [UInt8] { canvas.queries.take() }
}
