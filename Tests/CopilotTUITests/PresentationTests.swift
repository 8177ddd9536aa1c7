import CopilotModel
import Testing

@testable import CopilotTUI

@Suite struct PresentationTests {
    @Test(arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567"), (-1_234, "-1,234")])
    func counts(number: Int, text: String) { #expect(NumberPresentation.count(number) == text) }

    @Test(arguments: [
        (9_999, "9999"), (12_345, "12k"), (999_999, "999k"), (1_250_000, "1.2M"), (.max, "999M"), (-1, "0"),
    ])
    func compactCounts(number: Int, text: String) { #expect(NumberPresentation.compact(number) == text) }

    @Test(
        arguments: [
            (0, "0 B"), (1_023, "1023 B"), (1_024, "1.0 KiB"), (13 << 30, "13 GiB"), (.max, "8.0 EiB"), (-5, "0 B"),
        ] as [(Int64, String)]) func bytes(bytes: Int64, text: String)
    { #expect(NumberPresentation.bytes(bytes) == text) }

    @Test func numbersThatAreNone() {
        #expect(NumberPresentation.percent(.nan) == "-")
        #expect(NumberPresentation.percent(250) == "100%")
        #expect(NumberPresentation.tenths(.infinity) == "-")
        #expect(NumberPresentation.tenths(-0.25) == "-0.3")
    }

    @Test func timesInZones() {
        let moment: Int64 = 1_772_326_800_000
        #expect(TimePresentation.timeOfDay(moment, zoneSeconds: 0) == "01:00:00")
        #expect(TimePresentation.timeOfDay(moment, zoneSeconds: -7_200) == "23:00:00")
        #expect(TimePresentation.moment(moment, now: moment + 1, zoneSeconds: 0) == "01:00")
        #expect(TimePresentation.moment(moment, now: moment + 90_000_000, zoneSeconds: 0) == "2026-03-01 01:00")
        #expect(TimePresentation.moment(0, now: moment, zoneSeconds: -1) == "1969-12-31 23:59")
        #expect(TimePresentation.moment(951_782_400_000, now: moment, zoneSeconds: 0) == "2000-02-29 00:00")
        for extreme in [Int64.min, .max] {
            #expect(!TimePresentation.moment(extreme, now: 0, zoneSeconds: .max).isEmpty)
            #expect(!TimePresentation.duration(extreme).isEmpty)
        }
    }

    @Test func everyStatusHasAGlyphAWordAndAColour() {
        let all = TaskStatus.allCases.map { StatusPresentation($0) }
        #expect(Set(all.map(\.mark)).count == all.count && Set(all.map(\.word)).count == all.count)
    }
}
