/// What is kept of a command's output to judge its failure by, while the command runs: its end, the region of the first
/// line that spoke of a failure, and the beginning of a last line that is longer than all that.
///
/// A task's monitor feeds it each chunk with `take` and hands it to a ``FailureEvidence`` when the command has ended;
/// ``ErrorClassifier`` then answers within a few milliseconds. It keeps about 400 KiB at most, whatever it is fed, and
/// costs a look at some bytes until the first failure and a copy thereafter. An output that is known as a whole, or
/// whose end is, can be taken in one piece.
package struct FailureOutput: Sendable, Hashable {
    /// The last raw bytes, at most ``mostTailBytes`` and a quarter.
    private(set) var tail: [UInt8] = []
    /// Whether there was output before ``tail``.
    package private(set) var isCut = false
    private var region: [UInt8] = []
    private var isRegionFound = false
    /// How much of `tail` was searched for a first failure.
    private var searched = 0
    private var lineHead: [UInt8] = []
    private var isLineOver = false

    /// A terminal's colours and cursor moves may be three quarters of the raw bytes; ``FailureEvidence/mostBytes`` of
    /// text are looked at.
    package static let mostTailBytes = 262_144
    /// Of the first failure: what stood before it, and in all.
    private static let regionLead = 1_024
    private static let mostRegionBytes = FailureEvidence.mostRegionBytes
    /// Of a last line without end.
    private static let mostLineHead = 1_200
    private static let pieceBytes = 65_536

    package init() {}

    /// Of an output that is known as a whole, or whose end is.
    package init(_ bytes: [UInt8]) { take(bytes) }

    /// The first failure's region, where ``tail`` no longer holds it.
    var firstFailure: [UInt8] { isCut ? region : [] }

    /// The beginning of the last line, where ``tail`` holds no beginning of any line.
    var longLineHead: [UInt8] {
        guard isCut, !tail.dropLast().contains(0x0A) else { return [] }
        return lineHead
    }

    /// Takes the next chunk of raw bytes.
    package mutating func take(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { take($0) } }

    /// Takes the next chunk of raw bytes.
    package mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) {
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + Self.pieceBytes)
            append(UnsafeBufferPointer(rebasing: bytes[start..<end]))
            start = end
        }
    }

    private mutating func append(_ piece: UnsafeBufferPointer<UInt8>) {
        noticeLine(piece)
        tail.append(contentsOf: piece)
        noticeFailure(piece)
        guard tail.count > Self.mostTailBytes + Self.mostTailBytes / 4 else { return }
        let surplus = tail.count - Self.mostTailBytes
        tail.removeFirst(surplus)
        searched = max(0, searched - surplus)
        isCut = true
    }

    private mutating func noticeLine(_ piece: UnsafeBufferPointer<UInt8>) {
        if isLineOver { lineHead.removeAll(keepingCapacity: true) }
        isLineOver = piece.last == 0x0A
        var rest = piece[...]
        if let last = piece.dropLast().lastIndex(of: 0x0A) {
            lineHead.removeAll(keepingCapacity: true)
            rest = piece[(last + 1)...]
        }
        lineHead.append(contentsOf: rest.prefix(max(0, Self.mostLineHead - lineHead.count)))
    }

    private mutating func noticeFailure(_ piece: UnsafeBufferPointer<UInt8>) {
        if isRegionFound {
            region.append(contentsOf: piece.prefix(max(0, Self.mostRegionBytes - region.count)))
            return
        }
        let from = searched
        guard let found = tail.withUnsafeBufferPointer({ FailureWords.first(in: $0, from: from) }) else {
            // A word may go on in the next piece.
            searched = max(0, tail.count - FailureWords.longest)
            return
        }
        region = Array(tail[max(0, found - Self.regionLead)...].prefix(Self.mostRegionBytes))
        isRegionFound = true
    }
}

/// Finds the first word that speaks of a failure, skipping most bytes (Horspool, Practical fast searching in strings,
/// 1980, for several words).
enum FailureWords {
    // Without the first letter where it comes in both cases.
    private static let words: [[UInt8]] = ["rror:", "RROR:", "atal:", "anic:", "FAILED", "raceback"].map {
        Array($0.utf8)
    }
    private static let shortest = 5
    static let longest = 8

    /// How far the window may move on by the byte at its end.
    private static let shifts: [UInt8] = {
        var shifts = [UInt8](repeating: UInt8(shortest), count: 256)
        for word in words {
            for (place, byte) in word.prefix(shortest).enumerated() {
                shifts[Int(byte)] = min(shifts[Int(byte)], UInt8(max(0, shortest - 1 - place)))
            }
        }
        return shifts
    }()

    /// The place of the first word that begins at `from` or later.
    static func first(in bytes: UnsafeBufferPointer<UInt8>, from: Int) -> Int? {
        shifts.withUnsafeBufferPointer { shifts in
            var end = from + shortest - 1
            while end < bytes.count {
                let shift = Int(shifts[Int(bytes[end])])
                if shift == 0, stands(bytes, end - shortest + 1) { return end - shortest + 1 }
                end += max(1, shift)
            }
            return nil
        }
    }

    private static func stands(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
        words.contains { word in
            place + word.count <= bytes.count && word.indices.allSatisfy { bytes[place + $0] == word[$0] }
        }
    }
}
