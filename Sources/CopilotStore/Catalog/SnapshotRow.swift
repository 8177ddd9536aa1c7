import CopilotModel
import Foundation
import GRDB

/// Snapshots as rows.
enum SnapshotRow {
    /// The newest snapshot of a run that is whole, of this program's version and of this mission; nil if there is none, and
    /// then the whole journal is replayed.
    static func newestReadable(of run: Int64, mission: Mission, in database: Database) throws -> StateImage? {
        let sequences = try Int64.fetchAll(
            database, sql: "SELECT seq FROM snapshots WHERE run = ? ORDER BY seq DESC", arguments: [run])
        for sequence in sequences {
            let row = try Row.fetchOne(
                database, sql: "SELECT checksum, body FROM snapshots WHERE run = ? AND seq = ?",
                arguments: [run, sequence])
            guard let row, let image = image(row), image.sequence == sequence,
                MissionState(mission: mission, image: image) != nil
            else { continue }
            return image
        }
        return nil
    }

    private static func image(_ row: Row) -> StateImage? {
        guard let checksum = row[0] as Int64?, let body = row[1] as Data?,
            Checksum.of(body) == UInt64(bitPattern: checksum)
        else { return nil }
        return try? JSONDecoder().decode(StateImage.self, from: body)
    }
}
