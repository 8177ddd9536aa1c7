import CopilotModel

/// Reads a mission from JSON lines as they come: the first line the mission, then a task (or a whole group) a line,
/// each with its `id`. Blank lines are allowed. Holds one line at a time.
struct MissionLines {
    /// The longest line that is read: a group may stand on one.
    static let mostLineBytes = 16 << 20

    /// Problems after which the rest of the file is not looked at.
    static let mostProblems = 10_000

    private var decoder = MissionDecoder()
    private var context = GroupContext()
    private var number = 0
    private var hasHead = false
    private var partial: [UInt8] = []

    /// Takes the next bytes of the file.
    mutating func add(_ chunk: ArraySlice<UInt8>) throws(FileProblem) {
        var rest = chunk
        while let end = rest.firstIndex(of: 0x0A) {
            if partial.isEmpty {
                try line(rest[..<end])
            } else {
                try keep(rest[..<end])
                let whole = partial
                partial.removeAll(keepingCapacity: true)
                try line(whole[...])
            }
            rest = rest[(end + 1)...]
        }
        try keep(rest)
    }

    /// The decoder with all tasks, the last line without a line end among them.
    mutating func finish() throws(FileProblem) -> MissionDecoder {
        if !partial.isEmpty {
            let whole = partial
            partial = []
            try line(whole[...])
        }
        if !hasHead { throw FileProblem(line: 1, message: "the file is empty; its first line must be the mission") }
        return decoder
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) throws(FileProblem) {
        guard partial.count + bytes.count <= Self.mostLineBytes else {
            let message = "a line of more than \(Self.mostLineBytes >> 20) MiB; write a task a line"
            throw FileProblem(line: number + 1, message: message)
        }
        partial += bytes
    }

    private mutating func line(_ bytes: ArraySlice<UInt8>) throws(FileProblem) {
        number += 1
        let body = number == 1 ? try SourceText.withoutMark(bytes) : bytes
        // Who has so many problems reads only the first ones.
        if decoder.reader.problems.count >= Self.mostProblems { return }
        if body.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return }
        if body.contains(0) { throw FileProblem(line: number, message: "a NUL byte: this is not a text file") }
        guard isUTF8(body) else { throw FileProblem(line: number, message: "not UTF-8 text; save the file as UTF-8") }
        let node: ConfigNode
        do throws(FileProblem) {
            let result = try JSONSource.node(body, line: number)
            for problem in result.problems { decoder.reader.report(problem.line, problem.message) }
            node = result.node
        } catch {
            // Each line stands for itself: the next ones are read all the same.
            decoder.reader.report(error.line, error.message)
            hasHead = true
            return
        }
        guard case .mapping(let entries) = node.shape else {
            decoder.reader.report(number, "this line is \(node.described); write one {…} a line")
            return
        }
        if hasHead { task(entries) } else { head(entries) }
    }

    private mutating func head(_ entries: [ConfigNode.Entry]) {
        hasHead = true
        if let tasks = entries.first(where: { $0.key == "tasks" }) {
            decoder.reader.report(
                tasks.line, "'tasks' in JSON lines; write each task on a line of its own, with its 'id'")
        }
        decoder.head(entries.filter { $0.key != "tasks" }, line: number)
        context = decoder.top
    }

    private mutating func task(_ entries: [ConfigNode.Entry]) {
        guard let id = entries.first(where: { $0.key == "id" }), let part = id.value.text else {
            decoder.reader.report(number, "this line has no 'id'; write {\"id\": \"build\", \"run\": …}")
            return
        }
        if part.contains("/") {
            let message = "the id '\(part.shown())' has a '/'; write the group as one line, with its 'tasks' in it"
            decoder.reader.report(number, message)
            return
        }
        let rest = ConfigNode(shape: .mapping(entries.filter { $0.key != "id" }), line: number)
        decoder.task(part, line: number, rest, in: context)
    }

    private func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
        let isASCII = bytes.withUnsafeBufferPointer { buffer in buffer.allSatisfy { $0 < 0x80 } }
        return isASCII || String(validating: bytes, as: UTF8.self) != nil
    }
}
