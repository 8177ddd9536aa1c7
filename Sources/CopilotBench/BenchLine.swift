import Foundation

/// A line of the table: ours beside the floor that was measured in the same run.
struct BenchLine {
    let what: String
    let ours: Double
    /// nil: there is nothing to compare with, `ours` is held against the target itself.
    let floor: Double?
    let floorName: String
    let unit: String
    /// The most that the ratio, or without a floor `ours`, may be; nil: shown for comparison only.
    let target: Double?

    static let title = row("what", "ours", "floor", "ratio", "target", "")

    var text: String {
        let measured = floor.map { $0 > 0 ? ours / $0 : .infinity } ?? ours
        let verdict = target.map { measured <= $0 ? "met" : "not met" } ?? ""
        let limit = target.map { Self.short($0) + (floor == nil ? " \(unit)" : "×") } ?? ""
        return Self.row(
            what, "\(Self.short(ours)) \(unit)", floor.map { "\(Self.short($0)) \(unit) \(floorName)" } ?? "",
            floor == nil ? "" : Self.short(measured) + "×", limit.isEmpty ? "" : "≤ " + limit, verdict)
    }

    private static func short(_ number: Double) -> String {
        String(format: abs(number) >= 100 ? "%.0f" : "%.2f", number)
    }

    private static func row(_ cells: String...) -> String {
        let widths = [46, 12, 22, 8, 12, 8]
        let padded = zip(cells, widths).map { cell, width in
            cell + String(repeating: " ", count: max(1, width - cell.count))
        }
        return padded.joined().trimmingCharacters(in: .whitespaces)
    }
}
