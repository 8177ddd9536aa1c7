import CopilotModel
import Foundation
import GRDB

/// A run as a row.
enum RunRow {
    /// The columns that ``summary(_:)`` reads, in its order.
    static let columns = """
        name, mission_name, source_path, source_digest, created_at, ended_at, status, stop_cause, result
        """

    /// Reads a row back. A result or a word that this program does not know is left out, so that the list can be shown.
    static func summary(_ row: Row) -> RunSummary {
        RunSummary(
            run: RunID(rawValue: row[0]), missionName: row[1], sourcePath: row[2], sourceDigest: row[3],
            createdAt: row[4],
            endedAt: row[5], status: RunSummary.Status(rawValue: row[6]) ?? .running,
            stopCause: (row[7] as String?).flatMap(StopCause.init),
            result: (row[8] as String?).flatMap { try? JSONDecoder().decode(MissionResult.self, from: Data($0.utf8)) })
    }
}
