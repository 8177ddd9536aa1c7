/// Words to be found in a line, in lower case: `cannot find*module` means both pieces, in that order.
///
/// A piece that begins or ends with a letter or digit stands for whole words there, unless a `*` touches it. `^` at the
/// beginning ties the first piece to the line's first visible character, `$` at the end the last one to its last.
struct LinePattern: Sendable, Hashable {
    /// One piece between stars.
    struct Piece: Sendable, Hashable {
        var bytes: [UInt8]
        var isBoundedBefore: Bool
        var isBoundedAfter: Bool
    }

    let pieces: [Piece]
    let isAtStart: Bool
    let isAtEnd: Bool

    init(_ text: String) { self.init(bytes: Array(text.utf8)) }

    /// Of the UTF-8 of such a text.
    init(bytes: [UInt8]) {
        var body = bytes[...]
        isAtStart = body.first == 0x5E
        if isAtStart { body.removeFirst() }
        isAtEnd = body.last == 0x24
        if isAtEnd { body.removeLast() }
        let parts = body.split(separator: 0x2A, omittingEmptySubsequences: false)
        var pieces: [Piece] = []
        for (index, part) in parts.enumerated() where !part.isEmpty {
            pieces.append(
                Piece(
                    bytes: Array(part), isBoundedBefore: index == 0 && Self.isWord(part.first),
                    isBoundedAfter: index == parts.count - 1 && Self.isWord(part.last)))
        }
        self.pieces = pieces
    }

    /// The longest piece, by which an index finds the pattern; nil for a pattern without any.
    var key: Int? { pieces.indices.max { pieces[$0].bytes.count < pieces[$1].bytes.count } }

    /// Whether a pattern of one piece fits, whose bytes stand at `place`; nil where the whole line has to be searched.
    func fits(_ line: ArraySlice<UInt8>, keyAt place: Int) -> Bool? {
        guard pieces.count == 1 else { return nil }
        let end = place + pieces[0].bytes.count
        return isTied(pieces[0], line, place, end) && (!isAtStart || place == line.startIndex)
            && (!isAtEnd || end == line.endIndex)
    }

    /// Whether the pieces are in the line, in order.
    func fits(_ line: ArraySlice<UInt8>) -> Bool {
        var start = line.startIndex
        for (index, piece) in pieces.enumerated() {
            let isLast = index == pieces.count - 1
            guard
                let end = find(
                    piece, in: line, from: start, onlyThere: isAtStart && index == 0, onlyAtEnd: isAtEnd && isLast)
            else { return false }
            start = end
        }
        return true
    }

    private func find(
        _ piece: Piece, in line: ArraySlice<UInt8>, from start: Int, onlyThere: Bool, onlyAtEnd: Bool
    ) -> Int? {
        let count = piece.bytes.count
        var place = onlyAtEnd && !onlyThere ? max(start, line.endIndex - count) : start
        while place + count <= line.endIndex {
            let end = place + count
            if line[place] == piece.bytes[0], line[place..<end].elementsEqual(piece.bytes),
                isTied(piece, line, place, end), !onlyAtEnd || end == line.endIndex
            {
                return end
            }
            if onlyThere { return nil }
            place += 1
        }
        return nil
    }

    /// Whether no word goes on over the ends of the piece.
    private func isTied(_ piece: Piece, _ line: ArraySlice<UInt8>, _ place: Int, _ end: Int) -> Bool {
        !(piece.isBoundedBefore && place > line.startIndex && Self.isWord(line[place - 1]))
            && !(piece.isBoundedAfter && end < line.endIndex && Self.isWord(line[end]))
    }

    /// Letters of any script and digits; `_` is none, so that parts of constants are found.
    static func isWord(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return byte >= 0x80 || byte >= 0x30 && byte <= 0x39 || byte >= 0x61 && byte <= 0x7A
    }
}
