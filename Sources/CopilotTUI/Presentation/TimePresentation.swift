import CopilotModel

/// Times as the screen shows them.
enum TimePresentation {
    /// A span of milliseconds with its two most significant units; negative ones are `0ms`.
    static func duration(_ milliseconds: Int64) -> String {
        DurationText.format(.milliseconds(min(max(0, milliseconds), DurationText.longestMilliseconds)))
    }

    /// A span in whole seconds or larger units, for clocks that tick: `0s`, `9s`, `3m05s`.
    static func clock(_ milliseconds: Int64) -> String {
        let seconds = min(max(0, milliseconds), DurationText.longestMilliseconds) / 1000
        return seconds < 10 ? "\(seconds)s" : DurationText.format(.seconds(seconds))
    }

    /// The time of day in a zone: `06:30:05`.
    ///
    /// - Parameters:
    ///   - wallMilliseconds: milliseconds since 1970.
    ///   - zoneSeconds: the zone's offset east of Greenwich.
    static func timeOfDay(_ wallMilliseconds: Int64, zoneSeconds: Int) -> String {
        let second = secondOfDay(wallMilliseconds, zoneSeconds).second
        return "\(twoDigits(second / 3600)):\(twoDigits(second / 60 % 60)):\(twoDigits(second % 60))"
    }

    /// The time of day without seconds, behind the date where it is not the day of `now`: `06:30`, `2026-03-01 06:30`.
    static func moment(_ wallMilliseconds: Int64, now: Int64, zoneSeconds: Int) -> String {
        let (day, second) = secondOfDay(wallMilliseconds, zoneSeconds)
        let time = "\(twoDigits(second / 3600)):\(twoDigits(second / 60 % 60))"
        return day == secondOfDay(now, zoneSeconds).day ? time : "\(date(ofDay: day)) \(time)"
    }

    /// The date of a day counted from 1970-01-01: `2026-03-01`.
    ///
    /// Counted in eras of 400 years (146,097 days) that begin on a first of March, so that the leap day ends its year.
    private static func date(ofDay day: Int64) -> String {
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let dayOfMonth = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return "\(year)-\(twoDigits(month))-\(twoDigits(dayOfMonth))"
    }

    private static func secondOfDay(_ wallMilliseconds: Int64, _ zoneSeconds: Int) -> (day: Int64, second: Int64) {
        let seconds = floorDivided(wallMilliseconds, by: 1000) + Int64(min(max(zoneSeconds, -86_400), 86_400))
        let day = floorDivided(seconds, by: 86_400)
        return (day, seconds - day * 86_400)
    }

    private static func floorDivided(_ number: Int64, by divisor: Int64) -> Int64 {
        number >= 0 || number % divisor == 0 ? number / divisor : number / divisor - 1
    }

    private static func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
