internal import CopilotModel
internal import CopilotPolicy
internal import Foundation

/// Judges recorded failures as a running mission would.
struct FailureAppraisal {
    /// Milliseconds since 1970.
    var wallMilliseconds: Int64
    /// The offset of the zone that this machine is in, in seconds east of Greenwich.
    var zoneSeconds: Int

    /// Judges one recorded failure; nil if its tail is not base64.
    func judge(_ row: FailureRow) -> FailureVerdict? {
        guard let bytes = Data(base64Encoded: row.tail, options: .ignoreUnknownCharacters) else { return nil }
        let failure = judge(row.status, FailureOutput([UInt8](bytes)), command: row.command)
        return FailureVerdict(id: row.id, failure: failure)
    }

    /// Judges what is kept of an output.
    func judge(_ status: ExitReport.Status, _ output: FailureOutput, command: String?) -> Failure {
        let wall = Date(timeIntervalSince1970: Double(wallMilliseconds) / 1000)
        return ErrorClassifier.classify(
            FailureEvidence(
                status: status, command: command ?? "", output: output, wallMilliseconds: wallMilliseconds,
                zoneSeconds: zoneSeconds, zone: { name in Self.zone(name)?.secondsFromGMT(for: wall) }))
    }

    /// A zone by its name in any case: `europe/berlin`, `CET`.
    private static func zone(_ name: String) -> TimeZone? {
        let parts = name.split(separator: "/").map { part in
            part.split(separator: "_", omittingEmptySubsequences: false)
                .map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: "_")
        }
        guard parts.count > 1 else { return TimeZone(abbreviation: name.uppercased()) }
        return TimeZone(identifier: parts.joined(separator: "/"))
    }
}
