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

    init(_ text: String) {
        var body = Substring(text)
        isAtStart = body.first == "^"
        if isAtStart { body = body.dropFirst() }
        isAtEnd = body.last == "$"
        if isAtEnd { body = body.dropLast() }
        let parts = body.split(separator: "*", omittingEmptySubsequences: false)
        var pieces: [Piece] = []
        for (index, part) in parts.enumerated() where !part.isEmpty {
            let bytes = Array(part.utf8)
            pieces.append(
                Piece(
                    bytes: bytes, isBoundedBefore: index == 0 && Self.isWord(bytes.first),
                    isBoundedAfter: index == parts.count - 1 && Self.isWord(bytes.last)))
        }
        self.pieces = pieces
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
            if line[place] == piece.bytes[0], line[place..<(place + count)].elementsEqual(piece.bytes),
                !(piece.isBoundedBefore && place > line.startIndex && Self.isWord(line[place - 1])),
                !(piece.isBoundedAfter && place + count < line.endIndex && Self.isWord(line[place + count])),
                !onlyAtEnd || place + count == line.endIndex
            {
                return place + count
            }
            if onlyThere { return nil }
            place += 1
        }
        return nil
    }

    /// Letters of any script and digits; `_` is none, so that parts of constants are found.
    static func isWord(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return byte >= 0x80 || byte >= 0x30 && byte <= 0x39 || byte >= 0x61 && byte <= 0x7A
    }
}
