/// Looks through the lines for signs of a cause, from the end to the beginning.
struct FindingScan {
    private(set) var findings: [FailureFinding] = []
    /// Bytes that the rules went over, a byte as often as it was looked at.
    private(set) var bytes = 0

    init(lines: [OutputLines.Line], programs: CommandPrograms) {
        let isReader = programs.last.map(Provenance.readerNames.contains) ?? false
        let discounts = Provenance.discounts(lines, isReader: isReader)
        for number in lines.indices.reversed() {
            let discount = discounts[number] + Self.distanceDiscount(lines[number])
            if discount < 60 { scan(lines[number], number, discount, programs) }
        }
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
                add(rule.id, kind, strength - discount, number)
            } else {
                add(rule.id, rule.kind, rule.strength - discount, number)
            }
        }
        if let status = HTTPStatusReader.status(in: line.lower) {
            add("http.\(status)", HTTPStatusReader.kind(status), 80 - discount, number)
        }
        if let (kind, strength) = PlaceReader.kind(of: line.lower) {
            add("place.error", kind, strength - discount, number)
        }
        if let (kind, strength) = ExceptionReader.kind(of: line.lower) {
            add("exception.type", kind, strength - discount, number)
        }
    }

    private mutating func add(_ rule: String, _ kind: FailureKind, _ strength: Int, _ line: Int) {
        // Hostile output may match on every line.
        guard findings.count < 4_000 else { return }
        findings.append(FailureFinding(rule: rule, kind: kind, strength: strength, line: line))
    }
}
