/// Makes hostile text safe to show: printable characters only, whatever the bytes were.
///
/// For names, error texts, paths, theme names, and for output that is printed without a screen. Escape sequences,
/// controls and invisible characters are left out, bidirectional controls are spelt `‹202E›`, and what is not UTF-8
/// becomes U+FFFD. A value of this type reads a stream chunk by chunk; the static functions take whole texts.
package struct Sanitizer: Sendable {
    /// What passes besides printable characters.
    package enum Layout: Sendable, Hashable {
        /// Nothing: line feeds, returns and tabs become one blank each.
        case line
        /// Line feeds and tabs; a return without a line feed becomes one, so that what it would have overwritten stays.
        case text
        /// As `text`, and colours: `ESC [ … m` with digits, `;` and `:` only, written anew from what was read.
        case colouredText
    }

    private var parser = TerminalParser()
    private var sink: SanitizerSink

    package init(_ layout: Layout) {
        sink = SanitizerSink(layout: layout)
    }

    /// The safe form of the next bytes. What has begun and not ended waits for the next chunk.
    package mutating func push(_ bytes: UnsafeRawBufferPointer) -> String {
        parser.feed(bytes, to: &sink)
        return sink.take()
    }

    /// What was left waiting, and with colours a reset if any is on.
    package mutating func finish() -> String {
        parser.finish(to: &sink)
        sink.finish()
        return sink.take()
    }

    /// The safe form of a whole text.
    package static func sanitize(_ bytes: [UInt8], _ layout: Layout) -> String {
        var sanitizer = Sanitizer(layout)
        let start = bytes.withUnsafeBytes { sanitizer.push($0) }
        return start + sanitizer.finish()
    }

    /// The safe form of a whole text.
    package static func sanitize(_ text: String, _ layout: Layout) -> String {
        // Most names are plain, and they are asked for on every frame.
        TextWidth.isPrintableASCII(text) ? text : sanitize(Array(text.utf8), layout)
    }

    /// One printable line of at most `columnLimit` columns, cut at its end with `…`.
    package static func line(_ text: String, columnLimit: Int = 1_000) -> String {
        TextWidth.truncate(sanitize(text, .line), to: columnLimit)
    }
}

/// Collects what passes.
struct SanitizerSink: TerminalSink, Sendable {
    let layout: Sanitizer.Layout
    private var output: [UInt8] = []
    private var previous: Unicode.Scalar?
    private var hasReturned = false
    private var isColoured = false

    init(layout: Sanitizer.Layout) { self.layout = layout }

    mutating func take() -> String {
        defer { output.removeAll(keepingCapacity: output.capacity <= 1 << 16) }
        return String(decoding: output, as: UTF8.self)
    }

    mutating func finish() {
        settleReturn()
        if isColoured { output.append(contentsOf: "\u{1B}[0m".utf8) }
        isColoured = false
        previous = nil
    }

    mutating func print(ascii bytes: UnsafeRawBufferPointer) {
        settleReturn()
        output.append(contentsOf: bytes)
        previous = bytes.last.map { Unicode.Scalar($0) }
    }

    mutating func print(_ scalar: Unicode.Scalar) {
        settleReturn()
        let shown = PrintableFilter.shown(scalar, after: previous)
        output.append(contentsOf: shown.utf8)
        previous = shown.unicodeScalars.last ?? previous
    }

    mutating func control(_ byte: UInt8) {
        switch byte {
        case 0x09: layout == .line ? blank() : put(0x09)
        case 0x0A: layout == .line ? blank() : put(0x0A)
        case 0x0D:
            settleReturn()
            hasReturned = true
        default: break
        }
    }

    /// Ends a line whose return was not followed by a line feed.
    private mutating func settleReturn() {
        guard hasReturned else { return }
        hasReturned = false
        output.append(layout == .line ? 0x20 : 0x0A)
        previous = nil
    }

    private mutating func put(_ byte: UInt8) {
        if byte == 0x0A { hasReturned = false } else { settleReturn() }
        output.append(byte)
        previous = nil
    }

    private mutating func blank() {
        hasReturned = false
        output.append(0x20)
        previous = nil
    }

    mutating func escape(_ final: UInt8, intermediate: UInt8) {
        if intermediate == 0, final == UInt8(ascii: "E") { control(0x0A) }
    }

    mutating func controlSequence(_ sequence: ControlSequence) {
        guard layout == .colouredText, sequence.final == UInt8(ascii: "m"), sequence.prefix == 0,
            sequence.intermediate == 0
        else { return }
        settleReturn()
        var text = "\u{1B}["
        for (index, parameter) in sequence.parameters.enumerated() {
            if index > 0 { text += sequence.isJoined(index) ? ":" : ";" }
            // Concealed text would be there for one reader and not for another.
            text += parameter == 8 && !sequence.isJoined(index) ? "28" : String(parameter)
        }
        output.append(contentsOf: (text + "m").utf8)
        isColoured = sequence.parameters.contains { $0 != 0 }
    }
}
