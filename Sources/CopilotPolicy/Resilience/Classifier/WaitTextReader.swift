internal import CopilotModel

/// Reads spans, times of day and dates behind words that announce them.
struct WaitTextReader {
    private let text: ArraySlice<UInt8>
    private var place: Int

    init(text: ArraySlice<UInt8>) {
        self.text = text
        place = text.startIndex
    }

    private var next: UInt8? { place < text.endIndex ? text[place] : nil }

    /// Steps over marks and words that announce nothing by themselves.
    mutating func skipFiller() {
        let fillers = [
            "at", "on", "in", "after", "for", "is", "about", "approximately", "another", "header", "your", "limit",
        ]
        while place < text.endIndex {
            if !LinePattern.isWord(text[place]) {
                place += 1
                continue
            }
            let start = place
            guard let word = word(), fillers.contains(word) else {
                place = start
                return
            }
        }
    }

    private mutating func skipBlanks() { while let next, next == 0x20 || next == 0x2C { place += 1 } }

    private mutating func word() -> String? {
        let run = text[place...].prefix { $0 >= 0x61 && $0 <= 0x7A }
        guard !run.isEmpty, run.count < 24 else { return nil }
        place = run.endIndex
        return String(decoding: run, as: UTF8.self)
    }

    /// Digits, at most 13: more is no time.
    private mutating func integer() -> Int64? {
        let run = text[place...].prefix { $0 >= 0x30 && $0 <= 0x39 }
        guard (1...13).contains(run.count) else { return nil }
        place = run.endIndex
        return run.reduce(0) { $0 * 10 + Int64($1) - 0x30 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        place += 1
        return true
    }

    // MARK: Spans

    /// `20`, `20 s`, `1m30s`, `2 hours and 5 minutes`, `1.5 seconds`; a bare number is seconds. In milliseconds.
    mutating func span() -> Int64? {
        var total = 0.0
        var isFound = false
        for _ in 0..<4 {
            skipBlanks()
            let start = place
            if word() != "and" { place = start }
            skipBlanks()
            guard let whole = integer() else { break }
            var number = Double(whole)
            let mark = place
            if take(0x2E) {
                let begin = place
                if let fraction = integer() {
                    var scaled = Double(fraction)
                    for _ in begin..<place { scaled /= 10 }
                    number += scaled
                } else {
                    place = mark
                }
            }
            skipBlanks()
            let beforeUnit = place
            guard let unit = word().flatMap(Self.unit) else {
                place = beforeUnit
                if !isFound { total = number * 1000 }
                isFound = true
                break
            }
            total += number * unit
            isFound = true
        }
        return isFound && total < 1e12 ? Int64(total.rounded()) : nil
    }

    private static func unit(_ word: String) -> Double? {
        switch word {
        case "ms", "millisecond", "milliseconds": 1
        case "s", "sec", "secs", "second", "seconds", "sekunden", "secondes", "segundos": 1000
        case "m", "min", "mins", "minute", "minutes", "minuten", "minutos": 60_000
        case "h", "hr", "hrs", "hour", "hours", "stunden", "heures", "horas": 3_600_000
        case "d", "day", "days": 86_400_000
        default: nil
        }
    }

    // MARK: Moments

    /// `3am`, `3:30 pm`, `15:00`, `15:00:30`: seconds since midnight. A bare number is none.
    mutating func clock() -> Int64? {
        guard var hour = integer(), hour < 25 else { return nil }
        var minute: Int64 = 0
        var second: Int64 = 0
        var isClock = false
        if take(0x3A) {
            guard let value = integer(), value < 60 else { return nil }
            minute = value
            isClock = true
            if take(0x3A), let value = integer() { second = min(59, value) }
        }
        let mark = place
        skipBlanks()
        let half = word()
        if half == "am" || half == "pm" {
            hour = hour % 12 + (half == "pm" ? 12 : 0)
            isClock = true
        } else {
            place = mark
        }
        return isClock && hour < 25 ? hour * 3600 + minute * 60 + second : nil
    }

    /// The zone behind a time of day, in seconds east of Greenwich: `UTC`, `(Europe/Berlin)`, `+02:00`.
    mutating func zone(_ named: (String) -> Int?) -> Int? {
        while let next, next == 0x20 || next == 0x28 { place += 1 }
        if next == 0x2B || next == 0x2D {
            let sign = next == 0x2D ? -1 : 1
            place += 1
            guard let hours = integer(), hours < 2400 else { return nil }
            if take(0x3A), let minutes = integer(), minutes < 60 { return sign * Int(hours * 3600 + minutes * 60) }
            return sign * Int(hours < 24 ? hours * 3600 : hours / 100 * 3600 + hours % 100 * 60)
        }
        let run = text[place...].prefix { LinePattern.isWord($0) || $0 == 0x2F || $0 == 0x5F || $0 == 0x2D }
        let name = String(decoding: run.prefix(64), as: UTF8.self)
        if ["utc", "gmt", "z"].contains(name) { return 0 }
        return name.isEmpty ? nil : named(name)
    }

    /// `1764000000` (seconds since 1970, or milliseconds), `2026-11-24T03:00:00Z`. In milliseconds since 1970.
    mutating func absolute() -> Int64? {
        guard let first = integer() else { return nil }
        if first >= 1_000_000_000_000 { return first }
        if first >= 1_000_000_000 { return first * 1000 }
        guard first >= 1970, first < 2200, take(0x2D), let month = integer(), take(0x2D), let day = integer(),
            (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        guard take(0x74) || take(0x20) else { return nil }
        guard let seconds = clock() else { return nil }
        if take(0x2E) { _ = integer() }
        let offset = zone { _ in nil } ?? 0
        return (Self.days(year: first, month: month, day: day) * 86_400 + seconds - Int64(offset)) * 1000
    }

    /// Days since 1970-01-01 of a date in the Gregorian calendar.
    static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        // March begins the year, so that a leap day is its last.
        let shifted = year - (month <= 2 ? 1 : 0)
        let monthFromMarch = (month + 9) % 12
        let ofYear = (153 * monthFromMarch + 2) / 5 + day - 1
        return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + ofYear - 719_468
    }
}
