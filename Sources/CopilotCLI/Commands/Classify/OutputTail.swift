internal import CopilotPolicy
internal import Foundation

/// Keeps of an output that streams by what a failure is judged by: its end, and the region of the first line that speaks
/// of an error.
struct OutputTail {
    private(set) var bytes: [UInt8] = []
    /// Whether output was left out before `bytes`.
    private(set) var isCut = false
    private var region: [UInt8] = []
    private var isRegionFound = false

    /// The first failure's region, where `bytes` no longer holds it.
    var firstFailure: [UInt8] { isCut ? region : [] }

    /// Takes the next piece.
    mutating func take(_ piece: Data) {
        notice(piece)
        bytes.append(contentsOf: piece)
        let most = FailureEvidence.mostBytes
        guard bytes.count > 4 * most else { return }
        bytes.removeFirst(bytes.count - most)
        isCut = true
    }

    private mutating func notice(_ piece: Data) {
        if isRegionFound {
            region.append(contentsOf: piece.prefix(max(0, FailureEvidence.mostRegionBytes - region.count)))
            return
        }
        for word in Self.words {
            guard let found = piece.range(of: word) else { continue }
            let start = max(piece.startIndex, found.lowerBound - 1_024)
            region = Array(piece[start...].prefix(FailureEvidence.mostRegionBytes))
            isRegionFound = true
            return
        }
    }

    private static let words = ["rror:", "atal:", "FAILED", "raceback"].map { Data($0.utf8) }
}
