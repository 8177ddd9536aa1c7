/// Exit reports of many tasks as columns: every task that has ended keeps one.
struct ExitReportColumns: Sendable {
    /// Which tasks have one, in ascending order.
    private(set) var ordinals: [Int] = []
    /// 0 exited, 1 signalled, 2 signalled with a core dump, 3 unknown; with the code or signal behind it.
    private var kinds: [Int64] = []
    private var codes: [Int64] = []
    private var elapsed: [Int64] = []
    private var user: [Int64] = []
    private var system: [Int64] = []
    private var resident: [Int64] = []
    private var output: [Int64] = []

    /// Adds the report of a task; its ordinal must be above those before.
    mutating func append(_ report: ExitReport, of ordinal: Int) {
        ordinals.append(ordinal)
        switch report.status {
        case .exited(let code): append(kind: 0, code: code)
        case .signalled(let signal, let core): append(kind: core ? 2 : 1, code: signal)
        case .unknown: append(kind: 3, code: 0)
        }
        elapsed.append(report.elapsedMilliseconds)
        user.append(report.userMilliseconds)
        system.append(report.systemMilliseconds)
        resident.append(report.maxResidentBytes)
        output.append(report.outputBytes)
    }

    /// How many reports there are.
    var count: Int { ordinals.count }

    /// The report at a position below ``count``; nil if its kind is unknown.
    subscript(position: Int) -> ExitReport? {
        let code = Int32(truncatingIfNeeded: codes[position])
        let status: ExitReport.Status
        switch kinds[position] {
        case 0: status = .exited(code: code)
        case 1: status = .signalled(signal: code, core: false)
        case 2: status = .signalled(signal: code, core: true)
        case 3: status = .unknown
        default: return nil
        }
        return ExitReport(
            status: status, elapsedMilliseconds: elapsed[position], userMilliseconds: user[position],
            systemMilliseconds: system[position], maxResidentBytes: resident[position], outputBytes: output[position])
    }

    private mutating func append(kind: Int64, code: Int32) {
        kinds.append(kind)
        codes.append(Int64(code))
    }
}

extension ExitReportColumns: Codable {
    private enum Key: String, CodingKey {
        case ordinals, kinds, codes, elapsed, user, system, resident, output
    }

    private static var columns: [(Key, WritableKeyPath<ExitReportColumns, [Int64]>)] {
        [
            (.kinds, \.kinds), (.codes, \.codes), (.elapsed, \.elapsed), (.user, \.user), (.system, \.system),
            (.resident, \.resident), (.output, \.output),
        ]
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        ordinals = try container.decode(PackedIntegers.self, forKey: .ordinals).values.map(Int.init)
        for (key, column) in Self.columns {
            self[keyPath: column] = try container.decode(PackedIntegers.self, forKey: key).values
            guard self[keyPath: column].count == ordinals.count else {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: container, debugDescription: "columns of different lengths")
            }
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(PackedIntegers(ordinals), forKey: .ordinals)
        for (key, column) in Self.columns { try container.encode(PackedIntegers(self[keyPath: column]), forKey: key) }
    }
}
