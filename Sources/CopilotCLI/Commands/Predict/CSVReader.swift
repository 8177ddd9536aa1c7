internal import Foundation

/// Reads records of comma-separated values (RFC 4180) from bytes as they come: quoted fields with commas, quotes and line
/// ends in them, CRLF and LF, a byte order mark, blank lines. Keeps one record.
struct CSVReader {
    /// A record, and the line on which it begins, counted from 1.
    struct Record {
        var fields: [String]
        var line: Int
    }

    /// What is no CSV.
    struct Fault: Error {
        let line: Int
        let message: String
    }

    /// Bytes of a record; a longer one is a quote that was never closed.
    static let longestRecord = 1 << 20

    private enum Place { case start, plain, quoted, afterQuote }

    private let source: () throws -> [UInt8]?
    private var chunk: [UInt8] = []
    private var next = 0
    private var line = 1

    /// `source` gives the next bytes, nil at the end.
    init(source: @escaping () throws -> [UInt8]?) { self.source = source }

    /// The next record that is not blank; nil at the end.
    mutating func record() throws -> Record? {
        while true {
            guard let record = try anyRecord() else { return nil }
            if record.fields.count > 1 || record.fields.first?.isEmpty == false { return record }
        }
    }

    private mutating func byte() throws -> UInt8? {
        while next >= chunk.count {
            guard let more = try source() else { return nil }
            (chunk, next) = (more, 0)
        }
        next += 1
        return chunk[next - 1]
    }

    private mutating func anyRecord() throws -> Record? {
        var record = Record(fields: [], line: line)
        var field: [UInt8] = []
        var place = Place.start
        var size = 0
        while let byte = try byte() {
            size += 1
            if size > Self.longestRecord {
                throw Fault(line: record.line, message: "a row of more than 1 MiB; is a quote left open?")
            }
            if byte == UInt8(ascii: "\n") { line += 1 }
            switch (place, byte) {
            case (.quoted, UInt8(ascii: "\"")): place = .afterQuote
            case (.quoted, _): field.append(byte)
            case (.start, UInt8(ascii: "\"")): place = .quoted
            case (.afterQuote, UInt8(ascii: "\"")):
                field.append(byte)
                place = .quoted
            case (_, UInt8(ascii: ",")):
                record.fields.append(text(field, isFirst: record.line == 1 && record.fields.isEmpty))
                field.removeAll(keepingCapacity: true)
                place = .start
            case (_, UInt8(ascii: "\n")):
                record.fields.append(text(field, isFirst: record.line == 1 && record.fields.isEmpty))
                return record
            case (_, UInt8(ascii: "\r")) where place == .afterQuote || nextIsLineEnd: break
            case (.afterQuote, _):
                throw Fault(line: line, message: "text after a closing quote; a quote inside a field is written twice")
            case (_, _):
                field.append(byte)
                place = .plain
            }
        }
        if place == .quoted {
            throw Fault(line: record.line, message: "the quote that is opened in this row is never closed")
        }
        if size == 0 { return nil }
        record.fields.append(text(field, isFirst: record.line == 1 && record.fields.isEmpty))
        return record
    }

    /// At the end of a chunk the line end is taken for granted: a bare carriage return belongs in quotes.
    private var nextIsLineEnd: Bool { next >= chunk.count || chunk[next] == UInt8(ascii: "\n") }

    private func text(_ field: [UInt8], isFirst: Bool) -> String {
        String(
            decoding: isFirst && field.starts(with: [0xEF, 0xBB, 0xBF]) ? field.dropFirst(3) : field[...], as: UTF8.self
        )
    }
}
