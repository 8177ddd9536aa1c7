internal import CopilotHost
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
        if Self.isSuccess(row.status) { return FailureVerdict(id: row.id, failure: nil) }
        let failure = judge(row.status, FailureOutput([UInt8](bytes)), command: row.command)
        return FailureVerdict(id: row.id, failure: failure)
    }

    /// Judges what is kept of an output.
    func judge(_ status: ExitReport.Status, _ output: FailureOutput, command: String?) -> Failure {
        var failure = ErrorClassifier.classify(
            FailureEvidence(
                status: status, command: command ?? "", output: output, wallMilliseconds: wallMilliseconds,
                zoneSeconds: zoneSeconds,
                zone: { [wallMilliseconds] in NamedZone.seconds(of: $0, at: wallMilliseconds) }))
        // Here that is no crash of a supervisor: nobody has said it.
        if status == .unknown, failure.reading?.evidence.isEmpty == true {
            failure.summary = "no exit code was given, and the output does not say why"
        }
        return failure
    }

    /// Whether there is nothing to be judged: whatever a command prints, 0 is a success.
    static func isSuccess(_ status: ExitReport.Status) -> Bool { status == .exited(code: 0) }
}
