import CopilotModel

/// Finds a menu that is printed above the question: numbered rows, lettered rows, several in a line.
struct MenuReader: Sendable, Hashable {
    struct Item: Sendable, Hashable {
        var key: String
        var label: String
    }

    var items: [Item]
    var isNumbered: Bool
    /// The words above the rows; empty: none.
    var title: String

    static func menu(in reading: ScreenReading) -> MenuReader? {
        guard let index = reading.askingIndex else { return nil }
        let isItselfRow = !reading.isBehindQuestion && items(of: reading.lines[index]).count >= 1
        let label = Self.label(of: reading.lines[index])
        var items: [Item] = []
        var row = isItselfRow ? index : index - 1
        var misses = 0
        var title = ""
        while row >= 0, index - row <= 40, items.count < 30 {
            let found = Self.items(of: Self.without(label, reading.lines[row]))
            if found.isEmpty {
                if items.isEmpty, isAnswered(reading.lines[row]) { break }
                if isContinuation(row, in: reading.lines) {
                    row -= 1
                    continue
                }
                if !ScreenReading.isBlank(reading.lines[row]) {
                    misses += 1
                    if items.count >= 2 { title = ScreenReading.trimmed(reading.lines[row]) }
                }
                if misses > (items.isEmpty ? 2 : 1) || items.count >= 2 && misses >= 1 { break }
            } else {
                items.insert(contentsOf: found, at: 0)
                misses = 0
            }
            row -= 1
        }
        return sorted(items).map { MenuReader(items: $0.items, isNumbered: $0.isNumbered, title: title) }
    }

    /// `    by the administrator …`: set in like the words of a row of the menu that stands a line or two above it.
    private static func isContinuation(_ row: Int, in lines: [String]) -> Bool {
        func indent(_ line: String) -> Int { line.prefix { $0 == " " }.count }
        let own = indent(lines[row])
        guard own >= 4, own < lines[row].count else { return false }
        for above in lines[max(0, row - 3)..<row].reversed() {
            guard !ScreenReading.isBlank(above) else { return false }
            guard indent(above) < own else { continue }
            return above.hasPrefix("(") && !items(of: above).isEmpty
        }
        return false
    }

    /// The name that a program sets before each of its lines, as in `tool: Enter your choice:`.
    private static func label(of line: String) -> String? {
        guard let colon = line.firstIndex(of: ":"), line[line.index(after: colon)...].hasPrefix(" "),
            colon != line.startIndex
        else { return nil }
        let name = line[..<colon]
        return name.utf8.count <= 16 && name.allSatisfy { $0.isLetter || $0 == "-" } ? name + ": " : nil
    }

    private static func without(_ label: String?, _ line: String) -> String {
        guard let label, line.hasPrefix(label) else { return line }
        return String(line.dropFirst(label.count))
    }

    /// `Your selection? 1`: a question that was answered; the rows above it were its own.
    private static func isAnswered(_ line: String) -> Bool {
        guard let mark = line.lastIndex(where: { $0 == "?" || $0 == ">" || $0 == "#" }) else { return false }
        let rest = line[line.index(after: mark)...]
        let answer = ScreenReading.trimmed(rest)
        return rest.first == " " && !answer.isEmpty && answer.utf8.count <= 12 && !answer.contains(" ")
    }

    /// Rows that count up, or differ in their letters.
    private static func sorted(_ items: [Item]) -> (items: [Item], isNumbered: Bool)? {
        let numbers = items.compactMap { Int($0.key) }
        if numbers.count >= 2, numbers.count * 2 > items.count {
            let rising = Set(numbers).count == numbers.count && (numbers.min() ?? 9) <= 1
            return rising ? (items, true) : nil
        }
        let letters = items.filter { Int($0.key) == nil }
        guard letters.count >= 2, Set(letters.map(\.key)).count == letters.count else { return nil }
        return (letters, false)
    }

    /// The entries that a line holds.
    private static func items(of line: String) -> [Item] {
        var result: [Item] = []
        var scalars = Array(ScreenReading.trimmed(line).unicodeScalars.prefix(200))
        while let (item, used) = first(scalars), result.count < 12 {
            result.append(item)
            scalars = Array(scalars[used...])
        }
        return result
    }

    /// One entry: `1. x`, `2) x`, `[3] x`, `(4) x`, `5 - x`, `6: x`, `p   primary`, `a) x`.
    private static func first(_ scalars: [Unicode.Scalar]) -> (Item, Int)? {
        var index = 0
        while index < scalars.count, " |│*".unicodeScalars.contains(scalars[index]) { index += 1 }
        let isOpened = index < scalars.count && (scalars[index] == "[" || scalars[index] == "(")
        if isOpened { index += 1 }
        let start = index
        while index < scalars.count, index - start < 3, "0"..."9" ~= scalars[index] { index += 1 }
        let isNumber = index > start
        if !isNumber {
            guard index < scalars.count, scalars[index].properties.isAlphabetic, scalars[index].isASCII else {
                return nil
            }
            index += 1
        }
        let key = String(String.UnicodeScalarView(scalars[start..<index]))
        guard index < scalars.count else { return nil }
        let mark = scalars[index]
        let isClosed = mark == ")" || mark == "]" || mark == "." && isNumber || mark == ":" && isNumber
        if isClosed { index += 1 }
        let gapStart = index
        while index < scalars.count, scalars[index] == " " { index += 1 }
        let gap = index - gapStart
        var isDashed = false
        if !isClosed, gap >= 1, index + 1 < scalars.count,
            scalars[index] == "-" || scalars[index] == ":" || scalars[index] == "="
                || scalars[index] == "/" && isNumber,
            scalars[index + 1] == " "
        {
            isDashed = true
            index += 2
        }
        guard
            isClosed && (gap >= 1 || isOpened) || isDashed || gap >= 3 || isNumber && gap >= 2
                || isNumber && gap >= 1 && start == 0 && !isOpened && looksListed(scalars, index), index < scalars.count
        else {
            return nil
        }
        guard isOpened == isClosed || !isOpened else { return nil }
        let labelStart = index
        while index < scalars.count, !isNextItem(scalars, index) { index += 1 }
        let label = ScreenReading.trimmed(String(String.UnicodeScalarView(scalars[labelStart..<index])))
        return label.isEmpty ? nil : (Item(key: key, label: label), index)
    }

    /// `0 2026-11-24 …`: a bare number before a row of a table.
    private static func looksListed(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        scalars.count - index >= 6 && "0"..."9" ~= (index < scalars.count ? scalars[index] : " ")
    }

    /// Two blanks and another number with a mark begin the next entry of the same line.
    private static func isNextItem(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        guard index + 3 < scalars.count, scalars[index] == " ", scalars[index + 1] == " " else { return false }
        var next = index + 2
        while next < scalars.count, scalars[next] == " " { next += 1 }
        let start = next
        while next < scalars.count, next - start < 3, "0"..."9" ~= scalars[next] { next += 1 }
        return next > start && next < scalars.count
            && (scalars[next] == "." || scalars[next] == ")" || scalars[next] == ":")
    }
}
