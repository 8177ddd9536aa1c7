/// Looks through the lines for signs of a cause, from the end to the beginning.
struct FindingScan {
    private(set) var findings: [FailureFinding] = []
    /// Bytes that the rules went over, a byte as often as it was looked at.
    private(set) var bytes = 0

    init(lines: [OutputLines.Line], programs: CommandPrograms) {
        let discounts = Provenance.discounts(lines, programs: programs)
        for number in lines.indices.reversed() {
            let discount = discounts[number] + Self.distanceDiscount(lines[number])
            guard discount < 60 else { continue }
            let first = findings.count
            scan(lines[number], number, discount, programs)
            if findings.count > first + 1 { preferReason(lines[number], first, discount) }
        }
        weakenLocks()
    }

    /// An error that much other output followed is less likely the last one's cause. An exit status and a summary often
    /// come a screen later, so the first lines cost nothing.
    private static func distanceDiscount(_ line: OutputLines.Line) -> Int {
        if line.isEarly { return 8 }
        var discount = 0
        var reach = 30
        while line.distance > reach, discount < 24 {
            reach *= 2
            discount += 4
        }
        return discount
    }

    private mutating func scan(
        _ line: OutputLines.Line, _ number: Int, _ discount: Int, _ programs: CommandPrograms
    ) {
        for index in ErrorRules.index.matches(line.lower, bytes: &bytes) {
            let rule = ErrorRules.index.rules[index]
            if !rule.programs.isEmpty, rule.programs.isDisjoint(with: programs.words) { continue }
            if rule.id == AbsenceReader.rule.id {
                guard let (kind, strength) = AbsenceReader.kind(of: line.lower) else { continue }
                let isPackage = kind == .unknownName || kind == .missingPath && Self.address.fits(line.lower)
                let meant = isPackage && programs.isInstaller ? .missingPackage : kind
                add(rule.id, meant, strength - discount, number)
            } else {
                let bonus = rule.strength < 50 && Self.isCalledError(line.lower) ? Self.errorBonus : 0
                add(rule.id, rule.kind, rule.strength + bonus - discount, number)
            }
        }
        if let status = HTTPStatusReader.status(in: line.lower) {
            let isPackage = (status == 404 || status == 410) && programs.isInstaller
            add("http.\(status)", isPackage ? .missingPackage : HTTPStatusReader.kind(status), 80 - discount, number)
        }
        if let (kind, strength) = PlaceReader.kind(of: line.lower) {
            add("place.error", kind, strength - discount, number)
        }
        if let (kind, strength) = ExceptionReader.kind(of: line.lower) {
            add("exception.type", kind, strength - discount, number)
        }
    }

    /// In `unable to lock a: Permission denied` the end is the reason for the beginning.
    private mutating func preferReason(_ line: OutputLines.Line, _ first: Int, _ discount: Int) {
        guard let end = Self.behindLastColon(line.lower) else { return }
        let said = ErrorRules.index.matches(end, bytes: &bytes).map { ErrorRules.index.rules[$0] }
        guard let reason = said.filter(\.programs.isEmpty).max(by: { $0.strength < $1.strength }),
            Self.reasons.contains(reason.kind)
        else { return }
        let category = reason.kind.verdict.category
        for index in first..<findings.count where findings[index].kind.verdict.category != category {
            findings[index].strength = min(findings[index].strength, reason.strength - discount - 1)
        }
    }

    private static let reasons: Set<FailureKind> = [
        .denied, .readOnly, .diskFull, .deviceError, .outOfMemory, .limit, .processes, .refused, .dns, .unreachable,
        .timedOut, .reset,
    ]

    private static func behindLastColon(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let blank = line.indices.dropFirst().last(where: { line[$0] == 0x20 && line[$0 - 1] == 0x3A }) else {
            return nil
        }
        return line[(blank + 1)...]
    }

    /// Who may not write cannot lock either: near such a line a lock that failed is a consequence.
    private mutating func weakenLocks() {
        let causes = findings.filter { Self.lockHindrances.contains($0.kind) }.prefix(50)
        guard !causes.isEmpty else { return }
        for index in findings.indices where findings[index].kind == .lock || findings[index].kind == .staleLock {
            guard let line = findings[index].line else { continue }
            let near = causes.filter { abs(($0.line ?? Int.max / 2) - line) <= 3 }.map(\.strength).max()
            if let near { findings[index].strength = min(findings[index].strength, near - 1) }
        }
    }

    private static let lockHindrances: Set<FailureKind> = [.denied, .needsRoot, .readOnly, .diskFull]

    private static let address = LinePattern("http*://")

    /// What weak words gain in a line that calls itself an error.
    private static let errorBonus = 8
    private static let errorMarks = ["error", "fatal", "e:", "[error]", "err!"].map { Array($0.utf8) }

    private static func isCalledError(_ line: ArraySlice<UInt8>) -> Bool {
        errorMarks.contains { line.starts(with: $0) }
    }

    private mutating func add(_ rule: String, _ kind: FailureKind, _ strength: Int, _ line: Int) {
        // Hostile output may match on every line.
        guard findings.count < 4_000 else { return }
        findings.append(FailureFinding(rule: rule, kind: kind, strength: strength, line: line))
    }
}
