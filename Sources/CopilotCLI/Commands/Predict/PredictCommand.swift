internal import ArgumentParser
internal import CopilotModel
internal import CopilotPolicy
internal import Foundation

/// `predict`.
struct PredictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict", abstract: "Say what a mission would have predicted for the runs of a recorded trace.",
        discussion: """
            Reads key,submit_s,run_s,requested_s,status (the last two may be missing): a hierarchical key such as \
            project/task/command, when the run started and how long it ran in seconds, the user's limit, and ok, failed, \
            cancelled or limit. Prints row,q50,q95,q99,timeout,basis for each, in the order of the file, rows counted \
            from 1: half, 95 % and 99 % of such runs end within so many seconds, and the timeout before the 30 s that it \
            is at least when it acts. Each run is predicted from what had ended when it started.
            """)

    @Option(help: ArgumentHelp("The trace; - reads standard input.", valueName: "file"))
    var csv: String

    @Flag(help: "No timeout is longer than the limit that the run asked for.")
    var useRequested = false

    /// Rows that are kept at once where a trace is not in order of start, or cannot be read twice: about 2 GB.
    private static let mostKept = 10_000_000

    func run() throws {
        if csv != "-", try isInOrder() { return try stream() }
        try sortAndPredict()
    }

    /// Whether the trace can be predicted row by row as it is read.
    private func isInOrder() throws -> Bool {
        var attributes = stat()
        guard stat(csv, &attributes) == 0, attributes.st_mode & S_IFMT == S_IFREG else { return false }
        var reader = try reader()
        var last = -Double.infinity
        while let row = try reader.row() {
            guard row.run.startSeconds >= last else { return false }
            last = row.run.startSeconds
        }
        return true
    }

    private func stream() throws {
        var reader = try reader()
        var replay = TraceReplay()
        var output = LineBuffer()
        output.add("row,q50,q95,q99,timeout,basis")
        while let row = try reader.row() {
            output.add(line(row.number, predict(row.run, &replay)))
            guard output.isRead else { return }
        }
        output.flush()
        warn(reader)
    }

    private func sortAndPredict() throws {
        var reader = try reader()
        var rows: [TraceReader.Row] = []
        while let row = try reader.row() {
            rows.append(row)
            guard rows.count <= Self.mostKept else {
                throw UsageError(
                    message: "\(name) has more than \(Self.mostKept) rows; sort it by submit_s and give it as a file")
            }
        }
        let order = rows.indices.sorted {
            (rows[$0].run.startSeconds, $0) < (rows[$1].run.startSeconds, $1)
        }
        var replay = TraceReplay()
        var lines = [String](repeating: "", count: rows.count)
        for place in order { lines[place] = line(rows[place].number, predict(rows[place].run, &replay)) }
        var output = LineBuffer()
        output.add("row,q50,q95,q99,timeout,basis")
        for line in lines where output.isRead { output.add(line) }
        output.flush()
        warn(reader)
    }

    private func predict(_ run: TraceRun, _ replay: inout TraceReplay) -> TimeoutPrediction {
        var run = run
        if !useRequested { run.requestedSeconds = nil }
        return replay.start(run)
    }

    private func line(_ number: Int, _ prediction: TimeoutPrediction) -> String {
        let basis = prediction.basis.words { PredictText.seconds($0) }
        return "\(number),\(prediction.q50Seconds),\(prediction.q95Seconds),\(prediction.q99Seconds),"
            + "\(prediction.timeoutSeconds),\"\(basis)\""
    }

    private var name: String { csv == "-" ? "standard input" : csv }

    private func reader() throws -> TraceReader {
        let file: FileHandle
        if csv == "-" {
            file = .standardInput
        } else {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: csv, isDirectory: &isFolder) else {
                throw UsageError(message: "\(csv) does not exist; --csv takes a trace, or - for standard input")
            }
            guard !isFolder.boolValue else { throw UsageError(message: "\(csv) is a folder; --csv takes a file") }
            guard let opened = FileHandle(forReadingAtPath: csv) else {
                throw UsageError(message: "\(csv) cannot be read; look at its permissions")
            }
            file = opened
        }
        let name = name
        return try TraceReader(name: name) {
            do {
                guard let data = try file.read(upToCount: 1 << 18), !data.isEmpty else { return nil }
                return [UInt8](data)
            } catch { throw UsageError(message: "\(name) cannot be read: \(error.localizedDescription)") }
        }
    }

    private func warn(_ reader: TraceReader) {
        guard reader.unknown.count > 0 else { return }
        Console.error(
            "\(name): nothing was learned from \(reader.unknown.count) rows with a status such as "
                + "'\(reader.unknown.status.prefix(40))'; known are ok, failed, cancelled, limit and running")
    }
}

/// Lines for standard output, written in large pieces.
struct LineBuffer {
    private var bytes: [UInt8] = []
    /// Whether somebody still reads.
    private(set) var isRead = true

    mutating func add(_ line: String) {
        bytes.append(contentsOf: line.utf8)
        bytes.append(UInt8(ascii: "\n"))
        if bytes.count >= 1 << 16 { flush() }
    }

    mutating func flush() {
        isRead = Console.bytes(bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}

/// Seconds for people.
enum PredictText {
    /// `0.35 s`, `41m05s`.
    static func seconds(_ seconds: Double) -> String {
        guard seconds >= 120 else { return TimeoutBasis.short(seconds) + " s" }
        return DurationText.format(.seconds(min(seconds, 1e9)))
    }
}
