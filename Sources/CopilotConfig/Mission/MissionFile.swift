package import CopilotModel

/// A mission as a file declares it.
package struct MissionFile: Sendable {
    /// How the file is written.
    package enum Form: String, Sendable, Hashable, CaseIterable {
        case yaml, json
        /// A line the mission, then a line a task.
        case jsonLines
    }

    /// The mission; it has no problems.
    package let mission: Mission
    /// The file as it was named.
    package let name: String
    package let form: Form
    /// Changes when the file's bytes do.
    package let digest: FileDigest

    /// The largest JSON lines file that is read: 1 GiB.
    package static let mostJSONLinesBytes = 1 << 30

    private static let manyTasks = "for many tasks use 'for_each' over a file, or JSON lines (.jsonl), a task a line"

    /// Reads a mission file. The extension tells its form (`.json`, `.jsonl`, `.ndjson`, any other: YAML); a name
    /// without one leaves it to the content. Nothing is written anywhere.
    ///
    /// - Throws: everything that is wrong with it.
    package static func load(path: String) throws(MissionFileError) -> MissionFile {
        let decoded: Decoded
        do throws(FileProblem) {
            if form(ofName: path) == .jsonLines {
                decoded = try loadLines(path)
            } else {
                let most = form(ofName: path) == .yaml ? YAMLSource.mostBytes : JSONSource.mostBytes
                decoded = try parsed(SourceFile.read(path, most: most, remedy: manyTasks), name: path, form: nil)
            }
        } catch {
            throw MissionFileError(file: path, problems: [error])
        }
        return try MissionFile(decoded)
    }

    /// Reads a mission out of the bytes of a file.
    ///
    /// - Parameters:
    ///   - name: what messages call the file.
    ///   - form: how it is written; nil: by the name, and where that says nothing by the content.
    /// - Throws: everything that is wrong with it.
    package static func parse(
        _ bytes: [UInt8], name: String, form: Form? = nil
    ) throws(MissionFileError) -> MissionFile {
        let decoded: Decoded
        do throws(FileProblem) {
            decoded = try parsed(bytes, name: name, form: form)
        } catch {
            throw MissionFileError(file: name, problems: [error])
        }
        return try MissionFile(decoded)
    }

    /// Reads a mission out of a text, as ``parse(_:name:form:)-([UInt8],_,_)`` does out of bytes.
    package static func parse(
        _ text: String, name: String, form: Form? = nil
    ) throws(MissionFileError) -> MissionFile {
        try parse(Array(text.utf8), name: name, form: form)
    }

    /// The digest of a file as it is now, to compare with ``digest``; nil if it cannot be read.
    package static func digest(ofFile path: String) -> FileDigest? {
        var digest = FileDigest()
        do throws(FileProblem) {
            var length = 0
            try SourceFile.forEachChunk(path) { (chunk) throws(FileProblem) in
                length += chunk.count
                if length > mostJSONLinesBytes { throw SourceFile.tooLong(most: mostJSONLinesBytes, remedy: manyTasks) }
                digest.add(chunk)
            }
            return digest
        } catch {
            return nil
        }
    }

    /// The form that a file's name tells; nil if it has no extension.
    static func form(ofName name: String) -> Form? {
        let last = name.split(separator: "/").last ?? ""
        guard let dot = last.lastIndex(of: "."), dot != last.startIndex else { return nil }
        switch last[last.index(after: dot)...].lowercased() {
        case "json": return .json
        case "jsonl", "ndjson": return .jsonLines
        default: return .yaml
        }
    }

    /// The form that the content tells: JSON begins with `{"`, and JSON lines have a second `{` at a line's begin while
    /// the first line ends with `}`.
    static func form(ofContent bytes: ArraySlice<UInt8>) -> Form {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        let body = bytes.drop(while: isSpace)
        guard body.first == UInt8(ascii: "{"), body.dropFirst().drop(while: isSpace).first == UInt8(ascii: "\"") else {
            return .yaml
        }
        let first = body.prefix { $0 != 0x0A }
        guard first.last(where: { !isSpace($0) }) == UInt8(ascii: "}") else { return .json }
        return body[first.endIndex...].drop(while: isSpace).first == UInt8(ascii: "{") ? .jsonLines : .json
    }

    private static func parsed(_ bytes: [UInt8], name: String, form given: Form?) throws(FileProblem) -> Decoded {
        let content = try SourceText.withoutMark(bytes[...])
        let form = given ?? Self.form(ofName: name) ?? Self.form(ofContent: content)
        var digest = FileDigest()
        digest.add(bytes[...])
        var decoder = MissionDecoder()
        switch form {
        case .jsonLines:
            var lines = MissionLines()
            try lines.add(bytes[...])
            return Decoded(decoder: try lines.finish(), name: name, form: form, digest: digest)
        case .json:
            guard bytes.count <= JSONSource.mostBytes else {
                throw SourceFile.tooLong(most: JSONSource.mostBytes, remedy: manyTasks)
            }
            let text = try SourceText.decode(bytes, format: "a mission")
            let (root, problems) = try JSONSource.node(Array(text.utf8)[...])
            for problem in problems { decoder.reader.report(problem.line, problem.message) }
            try decoder.root(root)
        case .yaml:
            guard bytes.count <= YAMLSource.mostBytes else {
                throw SourceFile.tooLong(most: YAMLSource.mostBytes, remedy: manyTasks)
            }
            try decoder.root(YAMLSource.node(SourceText.decode(bytes, format: "a mission")))
        }
        return Decoded(decoder: decoder, name: name, form: form, digest: digest)
    }

    private static func loadLines(_ path: String) throws(FileProblem) -> Decoded {
        var lines = MissionLines()
        var digest = FileDigest()
        var length = 0
        try SourceFile.forEachChunk(path) { (chunk) throws(FileProblem) in
            length += chunk.count
            if length > mostJSONLinesBytes {
                throw SourceFile.tooLong(most: mostJSONLinesBytes, remedy: "use 'for_each' over a file")
            }
            digest.add(chunk)
            try lines.add(chunk)
        }
        return Decoded(decoder: try lines.finish(), name: path, form: .jsonLines, digest: digest)
    }

    /// A file that was read but not yet checked as a whole.
    private struct Decoded {
        var decoder: MissionDecoder
        var name: String
        var form: Form
        var digest: FileDigest
    }

    private init(_ decoded: consuming Decoded) throws(MissionFileError) {
        name = decoded.name
        form = decoded.form
        digest = decoded.digest
        mission = try decoded.decoder.finish(file: decoded.name)
    }
}
