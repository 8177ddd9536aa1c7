/// Reads `file.c:12:3: error: …` and its kin: a place in a file and a complaint.
enum PlaceReader {
    /// Whether the line complains about a place in a program's source, or in a file that configures or feeds one.
    static func kind(of line: ArraySlice<UInt8>) -> (kind: FailureKind, strength: Int)? {
        guard let place = place(in: line) else { return nil }
        let rest = line[place.end...].drop { $0 == 0x3A || $0 == 0x20 || $0 == 0x29 || $0 == 0x2C }
        let text = String(decoding: place.ending, as: UTF8.self)
        guard complaints.contains(where: { rest.starts(with: $0) }) else {
            let isOther = remarks.contains { rest.starts(with: $0) } || rest.count < 4
            return place.hasColumn && sources.contains(text) && !isOther ? (.style, 73) : nil
        }
        if data.contains(text) { return (.parse, 66) }
        return isMissingFile(rest) ? (.missingModule, 80) : (.compile, 74)
    }

    /// What it includes is not there.
    private static func isMissingFile(_ complaint: ArraySlice<UInt8>) -> Bool {
        absences.contains { $0.fits(complaint) }
    }

    private static let absences = ["no such file or directory", "file not found", "cannot open module file"].map(
        LinePattern.init(_:))
    private static let complaints: [[UInt8]] = ["error", "fatal error", "fehler", "erreur", "[error]"].map {
        Array($0.utf8)
    }

    private static let remarks: [[UInt8]] = ["warning", "note", "info", "debug", "remark", "in function"].map {
        Array($0.utf8)
    }

    /// Endings of programs' sources: with a line and a column before it, any sentence about them is a complaint.
    private static let sources: Set<String> = [
        "c", "cc", "cpp", "cxx", "h", "hpp", "go", "rs", "py", "js", "jsx", "ts", "tsx", "java", "kt", "swift", "hs",
        "ml", "rb", "scala", "zig", "sh", "cs", "m", "vue", "css", "scss", "php", "lua", "dart", "nim",
    ]

    /// Endings of files that programs read and that are not programs themselves.
    private static let data: Set<String> = [
        "conf", "cfg", "ini", "toml", "yaml", "yml", "json", "xml", "env", "txt", "csv", "properties", "tf", "sql",
    ]

    /// `name.ending` followed by `:12`, `:12:3`, `(12,3)` or `(12)`.
    private static func place(in line: ArraySlice<UInt8>) -> (ending: ArraySlice<UInt8>, end: Int, hasColumn: Bool)? {
        var index = line.startIndex
        let limit = min(line.endIndex, line.startIndex + 300)
        while index < limit {
            defer { index += 1 }
            guard line[index] == 0x3A || line[index] == 0x28, index + 1 < line.endIndex, isDigit(line[index + 1]) else {
                continue
            }
            let before = line[..<index]
            guard let dot = before.lastIndex(of: 0x2E) else { continue }
            let ending = before[(dot + 1)...]
            guard (1...10).contains(ending.count), ending.allSatisfy({ LinePattern.isWord($0) }),
                dot > line.startIndex, !ending.allSatisfy(isDigit)
            else { continue }
            let numbers = line[(index + 1)...].prefix { isDigit($0) || $0 == 0x3A || $0 == 0x2C || $0 == 0x2D }
            return (ending, numbers.endIndex, numbers.dropLast().contains { $0 == 0x3A || $0 == 0x2C })
        }
        return nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
