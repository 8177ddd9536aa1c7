import CopilotModel
import CopilotPorts
import CopilotStore
import Foundation
import Glibc
import Testing

struct OutputLogTests {
    let folder = TemporaryFolder()
    let run = RunID(rawValue: "night-0001")

    private func log(_ limits: OutputLimits = .standard) throws(StoreError) -> OutputLog {
        try OutputLog(paths: WorkspacePaths(workspace: folder.path), run: run, limits: limits) { 1_234 }
    }

    private func key(_ task: String, _ attempt: Int = 1) -> AttemptKey {
        AttemptKey(run: run, task: named(task), attempt: attempt)
    }

    private func frames(of task: String? = nil) throws -> [OutputFrame] {
        var reader = try OutputLogReader(paths: WorkspacePaths(workspace: folder.path), run: run) { id, _ in
            task == nil || id == named(task ?? "")
        }
        var frames: [OutputFrame] = []
        while let frame = reader.next() { frames.append(frame) }
        return frames
    }

    private var logPath: String { folder.path + "/.copilot/runs/night-0001/output.log" }

    @Test func whatTasksPrintIsReadBackPerAttempt() throws {
        let log = try log()
        for line in 0..<300 {
            for task in ["a", "b/c"] { log.append("\(task) \(line)\r\n", to: key(task)) }
        }
        log.finish(key("a"))
        log.append("again", to: key("a", 2))
        #expect(folder.mode("/.copilot/runs/night-0001/output.log") == 0o600)
        let expected = (0..<300).map { "a \($0)\r\n" }.joined()
        #expect(try frames(of: "a").text(attempt: 1) == expected)
        #expect(try frames(of: "a").text(attempt: 2) == "again")
        #expect(try frames(of: "a").contains { $0.content == .ended(total: Int64(expected.utf8.count)) })
        for limit in [0, 1, 7, 100, 1_000_000] {
            let tail = log.tail(of: named("a"), attempt: 1, limit: limit)
            #expect(String(decoding: tail.bytes, as: UTF8.self) == expected.suffix(bytes: limit))
            #expect(tail.offset + Int64(tail.bytes.count) == Int64(expected.utf8.count) || limit == 0)
        }
        #expect(log.tail(of: named("none"), attempt: 1, limit: 10).bytes.isEmpty)
        #expect(log.takeTrouble() == nil)
    }

    @Test(arguments: [0, 1, 30, 5_000, 200_000]) func longOutputKeepsHeadAndTail(headBytes: Int) throws {
        let log = try log(OutputLimits(headBytes: headBytes, tailBytes: 3_000))
        var all: [UInt8] = []
        for number in 0..<4_000 {
            let line = Array("line \(number) of a flood\n".utf8)
            line.withUnsafeBytes { log.append($0, to: key("flood")) }
            all += line
            if number % 997 == 0 {
                #expect(log.tail(of: named("flood"), attempt: 1, limit: 50).bytes == all.suffix(50))
                try check(frames(), against: all, tail: headBytes > all.count * 3 ? all.count : min(all.count, 3_000))
            }
        }
        log.finish(key("flood"))
        #expect(folder.names("/.copilot/runs/night-0001") == ["output.log"])
        #expect(log.tail(of: named("flood"), attempt: 1, limit: 2_999).bytes == all.suffix(2_999))
        let frames = try frames()
        try check(frames, against: all, tail: 3_000)
        #expect(frames.last?.content == .ended(total: Int64(all.count)))
    }

    /// Whether every piece is where it belongs and the last `tail` bytes are there.
    private func check(_ frames: [OutputFrame], against all: [UInt8], tail: Int) throws {
        var end: Int64 = 0
        var sinceGap = 0
        for frame in frames {
            guard case .bytes(let offset, let bytes) = frame.content else { continue }
            let range = Int(offset)..<Int(offset) + bytes.count
            try #require(range.upperBound <= all.count)
            #expect(Array(all[range]) == bytes)
            #expect(offset >= end)
            sinceGap = offset == end ? sinceGap + bytes.count : bytes.count
            end = offset + Int64(bytes.count)
        }
        #expect(end == Int64(all.count))
        #expect(sinceGap >= tail)
    }

    @Test(arguments: [1, 20, 39, 45, 60]) func aTornFrameIsPassedOverAndCutOff(torn: Int) throws {
        do {
            let log = try log()
            log.append("kept", to: key("a"))
            log.append("torn off, but long enough", to: key("a"))
        }
        let whole = try Data(contentsOf: URL(fileURLWithPath: logPath))
        truncate(logPath, off_t(whole.count - torn))
        #expect(try frames().text(attempt: 1) == "kept")
        let log = try log()
        log.append(" and more", to: key("a"))
        log.append("other", to: key("b"))
        log.finish(key("a"))
        #expect(try frames(of: "a").text(attempt: 1) == "kept and more")
        #expect(try frames(of: "b").text(attempt: 1) == "other")
        #expect(log.tail(of: named("a"), attempt: 1, limit: 100).bytes == Array("kept and more".utf8))
    }

    @Test func damageInTheMiddleIsSteppedOver() throws {
        let log = try log()
        for task in ["a", "b", "c"] {
            log.append("the output of \(task)", to: key(task))
            log.finish(key(task))
        }
        let file = try #require(FileHandle(forUpdatingAtPath: logPath))
        try file.seek(toOffset: 10)
        try file.write(contentsOf: Data(repeating: 0, count: 60))
        try file.close()
        #expect(try frames(of: "b").text(attempt: 1) == "the output of b")
        #expect(try frames(of: "c").text(attempt: 1) == "the output of c")
    }

    @Test func outputThatLooksLikeFramesIsJustOutput() throws {
        let log = try log()
        log.append("first", to: key("a"))
        log.finish(key("a"))
        let frames = try Data(contentsOf: URL(fileURLWithPath: logPath))
        frames.withUnsafeBytes { log.append($0, to: key("cat")) }
        log.append("last", to: key("b"))
        #expect(try self.frames(of: "cat").bytes(attempt: 1) == Array(frames))
        #expect(try self.frames().filter { $0.task == named("a") }.count == 3)
    }

    @Test(arguments: [OutputLimits.standard, OutputLimits(headBytes: 60, tailBytes: 1_000)])
    func aSuccessorKnowsHowMuchCameAndWhatIsLostIsAGap(limits: OutputLimits) throws {
        do {
            let log = try log(limits)
            for piece in ["one ", "two ", "three "] { log.append(piece, to: key("a")) }
            log.append("over", to: key("b"))
            log.finish(key("b"))
        }
        let log = try log(limits)
        #expect(log.position(of: key("a")) == 14)
        #expect(log.position(of: key("b")) == 4)
        #expect(log.position(of: key("c")) == 0)
        log.omit(1_000, of: key("a"))
        log.append("four", to: key("a"))
        #expect(log.position(of: key("a")) == 1_018)
        let tail = log.tail(of: named("a"), attempt: 1, limit: 100)
        #expect(tail.bytes == Array("four".utf8))
        #expect(tail.offset == 1_014)
        log.finish(key("a"))
        #expect(log.position(of: key("a")) == 1_018)
        let frames = try frames(of: "a")
        #expect(frames.contains { $0.content == .bytes(offset: 1_014, Array("four".utf8)) })
        #expect(frames.contains { $0.content == .ended(total: 1_018) })
    }

    @Test func aRingSurvivesAKillAndIsGoneOnWith() throws {
        let all = (0..<9_000).map { "\($0) " }.joined()
        let middle = 5_000
        do {
            let log = try log(OutputLimits(headBytes: 1_000, tailBytes: 4_000))
            for start in stride(from: 0, to: middle, by: 100) { log.append(all.slice(start, 100), to: key("a")) }
        }
        try check(frames(), against: Array(all.utf8.prefix(middle)), tail: 4_000)
        let log = try log(OutputLimits(headBytes: 1_000, tailBytes: 4_000))
        #expect(log.tail(of: named("a"), attempt: 1, limit: 90).bytes == Array(all.utf8.prefix(middle).suffix(90)))
        for start in stride(from: middle, to: 20_000, by: 100) { log.append(all.slice(start, 100), to: key("a")) }
        log.finish(key("a"))
        try check(frames(), against: Array(all.utf8.prefix(20_000)), tail: 4_000)
        #expect(folder.names("/.copilot/runs/night-0001") == ["output.log"])
    }

    @Test func aLongRingIsCopiedPieceByPieceAndOnceAlsoAfterAKill() async throws {
        let limits = OutputLimits(headBytes: 1_000, tailBytes: 5 << 20)
        let all = Array((0..<1_000_000).map { "\($0) " }.joined().utf8)
        let copy = TemporaryFolder()
        let log = try log(limits)
        for start in stride(from: 0, to: all.count, by: 60_000) {
            all[start..<min(start + 60_000, all.count)].withUnsafeBytes { log.append($0, to: key("a")) }
        }
        log.finish(key("a"))
        // In whatever state it is now: that is what a kill would leave.
        try FileManager.default.copyItem(atPath: folder.path + "/.copilot", toPath: copy.path + "/.copilot")
        log.append("meanwhile", to: key("b"))
        #expect(log.tail(of: named("a"), attempt: 1, limit: 90).bytes == all.suffix(90))
        log.flush()
        #expect(folder.names("/.copilot/runs/night-0001") == ["output.log"])
        try check(frames(of: "a"), against: all, tail: 5 << 20)
        #expect(try frames(of: "b").text(attempt: 1) == "meanwhile")

        let paths = WorkspacePaths(workspace: copy.path)
        let next = try OutputLog(paths: paths, run: run, limits: limits) { 1_234 }
        next.finish(key("a"))
        next.flush()
        var reader = try OutputLogReader(paths: paths, run: run)
        var frames: [OutputFrame] = []
        while let frame = reader.next() { frames.append(frame) }
        try check(frames, against: all, tail: 5 << 20)
        #expect(frames.last?.content == .ended(total: Int64(all.count)))
        let path = copy.path + "/.copilot/runs/night-0001/output.log"
        let size = try #require(FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
        #expect(size < (5 << 20) + 100_000, "nothing is copied twice")
    }

    @Test func aReaderFollowsARingIntoTheLog() throws {
        let log = try log(OutputLimits(headBytes: 500, tailBytes: 100_000))
        log.append(String(repeating: "h", count: 400), to: key("a"))
        var reader = try OutputLogReader(paths: WorkspacePaths(workspace: folder.path), run: run)
        var text = ""
        func drain() {
            while let frame = reader.next() {
                if case .bytes(let offset, let bytes) = frame.content {
                    #expect(offset == Int64(text.utf8.count))
                    text += String(decoding: bytes, as: UTF8.self)
                }
            }
        }
        drain()
        var expected = String(repeating: "h", count: 400)
        for number in 0..<2_000 {
            log.append("\(number),", to: key("a"))
            expected += "\(number),"
            if number % 300 == 0 { drain() }
        }
        log.finish(key("a"))
        drain()
        #expect(text == expected)
    }

    @Test func manyAttemptsAreFoundThoughTheIndexHasForgottenThem() throws {
        let log = try log()
        for number in 1...17_000 {
            let key = AttemptKey(run: run, task: TaskID("t", item: number), attempt: 1)
            log.append("out \(number)", to: key)
            log.finish(key)
        }
        for number in [1, 600, 17_000] {
            let tail = log.tail(of: TaskID("t", item: number), attempt: 1, limit: 100)
            #expect(String(decoding: tail.bytes, as: UTF8.self) == "out \(number)")
        }
    }

    @Test func anExportIsAPlainFileAnAttempt() throws {
        let log = try log(OutputLimits(headBytes: 200, tailBytes: 10))
        log.append("one", to: key("a/b"))
        log.append("clash", to: key("a__b"))
        log.append("two", to: key("a/b", 2))
        log.append(String(repeating: "x", count: 100), to: key("long"))
        log.append(String(repeating: "y", count: 100), to: key("long"))
        for number in 1...100 {
            log.append("first \(number)", to: AttemptKey(run: run, task: TaskID("many", item: number), attempt: 1))
        }
        for number in 1...100 {
            log.append(", then", to: AttemptKey(run: run, task: TaskID("many", item: number), attempt: 1))
        }
        log.finish(key("long"))
        var exporter = try OutputExporter(folder: folder.path + "/out")
        var reader = try OutputLogReader(paths: WorkspacePaths(workspace: folder.path), run: run)
        #expect(try exporter.export(&reader) == 104)
        func file(_ name: String) throws -> String {
            try String(contentsOfFile: folder.path + "/out/" + name, encoding: .utf8)
        }
        #expect(try file("a__b.1.log") == "one")
        #expect(try file("a__b.1~2.log") == "clash")
        #expect(try file("a__b.2.log") == "two")
        #expect(try file("many[77].1.log") == "first 77, then")
        #expect(
            try file("long.1.log") == String(repeating: "x", count: 100) + OutputExporter.omission(90)
                + String(repeating: "y", count: 10))
    }
}

extension OutputLog {
    func append(_ text: String, to key: AttemptKey) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0), to: key) }
    }
}

extension [OutputFrame] {
    func bytes(attempt: Int) -> [UInt8] {
        flatMap { frame -> [UInt8] in
            if frame.attempt == attempt, case .bytes(_, let bytes) = frame.content { return bytes }
            return []
        }
    }

    func text(attempt: Int) -> String { String(decoding: bytes(attempt: attempt), as: UTF8.self) }
}

extension String {
    func suffix(bytes: Int) -> String { String(decoding: utf8.suffix(bytes), as: UTF8.self) }

    func slice(_ start: Int, _ count: Int) -> String {
        String(decoding: utf8.dropFirst(start).prefix(count), as: UTF8.self)
    }
}
