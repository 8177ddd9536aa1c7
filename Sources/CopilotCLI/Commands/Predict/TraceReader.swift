internal import CopilotModel
internal import CopilotPolicy
internal import Foundation

/// Reads a trace of runs: `key,submit_s,run_s` and, where there are such columns, `requested_s` and `status`; columns in any
/// order, others are passed over.
struct TraceReader {
    /// A run and its place among the rows, counted from 1 without the header.
    struct Row {
        let number: Int
        let run: TraceRun
    }

    private let name: String
    private var csv: CSVReader
    private let columns: [String: Int]
    private let width: Int
    private var number = 0
    /// How many rows had a status that is not known, with the first of these.
    private(set) var unknown: (count: Int, status: String) = (0, "")

    /// - Throws: `UsageError` where there is no header, or a column is missing.
    init(name: String, source: @escaping () throws -> [UInt8]?) throws {
        self.name = name
        csv = CSVReader(source: source)
        let header: CSVReader.Record?
        do { header = try csv.record() } catch let fault as CSVReader.Fault {
            throw Self.error(name, fault.line, fault.message)
        }
        guard let header else {
            throw UsageError(message: "\(name) is empty; it should begin with key,submit_s,run_s,requested_s,status")
        }
        var columns: [String: Int] = [:]
        for (place, title) in header.fields.enumerated() {
            let title = title.trimmingCharacters(in: .whitespaces).lowercased()
            guard columns[title] == nil else {
                throw Self.error(name, header.line, "the column '\(title)' is there twice; leave one out")
            }
            columns[title] = place
        }
        for column in ["key", "submit_s", "run_s"] where columns[column] == nil {
            throw Self.error(
                name, header.line,
                "the column '\(column)' is missing; the first line should be key,submit_s,run_s,requested_s,status")
        }
        self.columns = columns
        width = header.fields.count
    }

    /// The next row; nil at the end.
    ///
    /// - Throws: `UsageError` that names the file, the line and what to do.
    mutating func row() throws -> Row? {
        let record: CSVReader.Record
        do {
            guard let next = try csv.record() else { return nil }
            record = next
        } catch let fault as CSVReader.Fault {
            throw Self.error(name, fault.line, fault.message)
        }
        guard record.fields.count == width else {
            throw Self.error(
                name, record.line,
                "\(record.fields.count) fields where the header has \(width); quote fields that hold a comma")
        }
        number += 1
        let start = try seconds("submit_s", record)
        let written = text("status", record)
        let status = written == "ok" ? written : written.lowercased()
        var run: Double?
        if !(text("run_s", record).isEmpty && status == "running") {
            let seconds = try seconds("run_s", record)
            guard seconds >= 0 else {
                throw Self.error(name, record.line, "run_s is \(seconds); a duration is 0 or more: leave the row out")
            }
            run = status == "running" ? nil : seconds
        }
        let requested = text("requested_s", record).isEmpty ? nil : try seconds("requested_s", record)
        return Row(
            number: number,
            run: TraceRun(
                key: RunKey(path: text("key", record)), startSeconds: start, runSeconds: run,
                requestedSeconds: requested, ending: ending(status)))
    }

    private func text(_ column: String, _ record: CSVReader.Record) -> String {
        columns[column].map { record.fields[$0] } ?? ""
    }

    private func seconds(_ column: String, _ record: CSVReader.Record) throws -> Double {
        let found = text(column, record)
        // Trimming costs more than reading the number, and is hardly ever needed.
        if let number = Double(found), number.isFinite { return number }
        let text = found.trimmingCharacters(in: .whitespaces)
        guard let number = Double(text), number.isFinite else {
            let shown = text.isEmpty ? "empty" : "'\(text.prefix(40))'"
            throw Self.error(
                name, record.line, "\(column) is \(shown); write seconds as a number, or leave the row out")
        }
        return number
    }

    private mutating func ending(_ status: String) -> RunEnding {
        switch status {
        case "", "ok", "success", "succeeded", "completed": return .succeeded
        case "failed", "failure", "error": return .failed
        case "limit", "timeout", "killed": return .cutOff
        case "cancelled", "canceled", "stopped", "running": return .stopped
        default:
            unknown = (unknown.count + 1, unknown.count == 0 ? status : unknown.status)
            return .stopped
        }
    }

    private static func error(_ name: String, _ line: Int, _ message: String) -> UsageError {
        UsageError(message: "\(name), line \(line): \(message)")
    }
}
