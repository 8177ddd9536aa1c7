import CopilotCells
import CopilotModel

/// The log of the selected task as the detail pane shows it: the document and where one looks into it.
struct LogView: Sendable {
    /// The most lines that ``newLines`` counts to.
    static let newLinesLimit = 1_000_000

    /// Whose output it is; nil: nobody's.
    private(set) var task: TaskID?
    private(set) var document = LogDocument()
    /// The attempt whose output came last; 0: none yet.
    private(set) var attempt = 0
    /// Where the next byte of the attempt's output belongs.
    private var end: Int64 = 0
    /// Whether the newest line stays in sight. Off once one has scrolled up, and only a person turns it on again.
    var isFollowing = true
    /// The topmost row when it is not following.
    var anchor = LogLayout.Anchor(line: 0)
    var isWrapping = false
    /// Columns scrolled to the right, 0 to ``LogDocument/Limits/bytesPerLine``.
    var shift = 0
    var search: LogSearch?
    /// The line that the last search led to.
    var matchLine: Int?
    /// Lines that came since it is not following.
    private(set) var newLines = 0

    init() {}

    /// How long lines are shown.
    var overflow: LogLayout.Overflow { isWrapping ? .wrap : .clip(shift) }

    /// Begins the log of another task. What concerns the way of looking (wrap, search) stays.
    mutating func open(_ task: TaskID?) {
        var fresh = LogView()
        fresh.task = task
        fresh.isWrapping = isWrapping
        fresh.search = search
        self = fresh
    }

    /// Forgets the output, because it comes again from its start.
    mutating func restart() { open(task) }

    /// Takes a piece of output. Pieces of attempts gone by and bytes that are there already are left out; bytes that
    /// were not kept are replaced by a line that says how many they were.
    mutating func append(_ chunk: OutputChunk) {
        guard chunk.attempt >= attempt else { return }
        let before = document.writtenLines.upperBound
        if chunk.attempt > attempt {
            if attempt > 0 || chunk.attempt > 1 { note("attempt \(chunk.attempt)") }
            attempt = chunk.attempt
            end = 0
        }
        if chunk.offset > end { note("\(NumberPresentation.bytes(chunk.offset &- end)) not kept") }
        let known = chunk.offset < end ? end &- chunk.offset : 0
        if known < Int64(chunk.bytes.count) {
            chunk.bytes.withUnsafeBytes { document.append(UnsafeRawBufferPointer(rebasing: $0[Int(max(0, known))...])) }
            end = max(end, chunk.offset) &+ Int64(chunk.bytes.count) &- known
        }
        guard !isFollowing else { return }
        newLines = min(newLines &+ max(0, document.writtenLines.upperBound &- before), Self.newLinesLimit)
    }

    /// Writes a line of ours between the command's.
    private mutating func note(_ words: String) {
        document.finish()
        let isAtStart = document.writtenLines.upperBound < document.lines.upperBound
        document.append("\u{1B}[0m\(isAtStart ? "" : "\n")\u{1B}[2m--- \(words) ---\u{1B}[0m\n")
    }

    /// Keeps the newest line in sight from now on, or the present rows.
    mutating func setFollowing(_ follow: Bool, width: Int, height: Int) {
        if isFollowing, !follow {
            anchor = LogLayout.bottom(of: document, width: width, height: height, overflow)
        }
        isFollowing = follow
        newLines = 0
    }

    /// Moves by rows, negative ones up, and stops at both ends. Moving up ends the following.
    mutating func scroll(by rows: Int, width: Int, height: Int) {
        let bottom = LogLayout.bottom(of: document, width: width, height: height, overflow)
        if isFollowing {
            guard rows < 0 else { return }
            setFollowing(false, width: width, height: height)
        }
        let lines = document.writtenLines
        let start = LogLayout.Anchor(line: lines.lowerBound)
        var place = anchor.line < lines.lowerBound ? start : anchor
        // No pane is so high that more would be seen of a motion.
        var rest = min(max(rows, -limit), limit)
        while rest < 0, place.isAfter(start) {
            if place.row > 0 {
                place.row -= 1
            } else {
                place.line -= 1
                place.row = self.rows(of: place.line, width) - 1
            }
            rest += 1
        }
        while rest > 0, bottom.isAfter(place) {
            place.row += 1
            if place.row >= self.rows(of: place.line, width) { place = LogLayout.Anchor(line: place.line + 1) }
            rest -= 1
        }
        anchor = place
    }

    private var limit: Int { document.limits.lines &* 4 }

    private func rows(of line: Int, _ width: Int) -> Int {
        isWrapping ? LogLayout.rows(of: line, in: document, width: width) : 1
    }

    /// Goes to the next match below the present one, or above it, and past the end on from the other; false: none.
    mutating func findNext(backwards: Bool, width: Int, height: Int) -> Bool {
        let lines = document.writtenLines
        guard let search, !lines.isEmpty else { return false }
        let bottom = isFollowing ? lines.upperBound : anchor.line
        let start = matchLine ?? (backwards ? lines.upperBound : bottom - 1)
        for step in 1...lines.count {
            let distance = (start - lines.lowerBound) + (backwards ? -step : step)
            let index = ((distance % lines.count) + lines.count) % lines.count
            let line = lines.lowerBound + index
            guard search.isIn(document.text(of: line)) else { continue }
            matchLine = line
            show(line, width: width, height: height)
            return true
        }
        return false
    }

    /// Brings a line into sight.
    private mutating func show(_ line: Int, width: Int, height: Int) {
        if isFollowing { setFollowing(false, width: width, height: height) }
        let isVisible = line >= anchor.line && line < anchor.line + height && !isWrapping
        if !isVisible { anchor = LogLayout.Anchor(line: max(document.writtenLines.lowerBound, line - height / 3)) }
    }
}

extension LogLayout.Anchor {
    /// Whether it lies below the other.
    func isAfter(_ other: Self) -> Bool { line > other.line || (line == other.line && row > other.row) }
}
