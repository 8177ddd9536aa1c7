import CopilotCells
import CopilotModel
import Foundation
import Testing

@testable import CopilotTUI

/// Compares whole screens with the ones on file: what is written, and in which roles.
///
/// `COPILOT_RECORD_SNAPSHOTS=1 swift test --filter SnapshotTests` writes the files anew; look at their diff.
@Suite struct SnapshotTests {
    static let sizes = [(40, 10), (60, 16), (80, 24), (84, 50), (120, 34), (200, 60)]

    @Test(arguments: sizes, [false, true]) func screens(size: (Int, Int), isASCII: Bool) throws {
        let model = SampleMission.model(size.0, size.1, glyphs: isASCII ? .ascii : .unicode)
        try check(model, size, "mission", isASCII)
    }

    @Test(arguments: [false, true]) func everyPaneAlone(isASCII: Bool) throws {
        for pane in PaneID.allCases {
            var model = SampleMission.model(60, 16, glyphs: isASCII ? .ascii : .unicode)
            model.press("\(pane.number)")
            try check(model, (60, 16), "pane-\(pane.rawValue)", isASCII)
        }
    }

    @Test func dialogs() throws {
        let scenes: [(String, String)] = [("help", "?"), ("quit", "q"), ("stop", "q down enter"), ("skip", "1 s")]
        for (name, keys) in scenes {
            var model = SampleMission.model(80, 24)
            model.press(keys)
            try check(model, (80, 24), "dialog-\(name)", false)
        }
    }

    @Test(arguments: [(40, 10), (80, 24), (140, 45)]) func troubles(size: (Int, Int)) throws {
        var model = TroubledMission.model(size.0, size.1)
        model.press("2")
        try check(model, size, "troubles", false)
        model.press("down enter")
        try check(model, size, "evidence", false)
    }

    @Test func troublesInTheTree() throws {
        var model = TroubledMission.model(120, 34)
        _ = model.select("load")
        try check(model, (120, 34), "troubles-detail", false)
        model = TroubledMission.model(60, 16, glyphs: .ascii)
        model.press("2 G enter")
        try check(model, (60, 16), "evidence", true)
    }

    @Test func end() throws {
        var model = SampleMission.model(80, 24)
        let state = SampleMission.state
        let result = state.result(at: SampleMission.moment(60_000))
        let record = EventRecord(
            sequence: state.sequence + 1, wallMilliseconds: SampleMission.start + 60_000,
            monotonicMilliseconds: 160_000,
            event: .mission(.ended(result)))
        _ = model.update(.delivery(.events([record])))
        try check(model, (80, 24), "end", false)
        model.press("esc 1 g")
        try check(model, (80, 24), "end-mission", false)
    }

    private func check(_ model: ScreenModel, _ size: (Int, Int), _ scene: String, _ isASCII: Bool) throws {
        let buffer = ScreenView.render(model, width: size.0, height: size.1)
        let text = GridText.glyphs(buffer) + "\n\n" + GridText.roles(buffer) + "\n"
        let name = "\(scene)-\(size.0)x\(size.1)-\(isASCII ? "ascii" : "unicode").txt"
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Snapshots")
        let file = folder.appendingPathComponent(name)
        if ProcessInfo.processInfo.environment["COPILOT_RECORD_SNAPSHOTS"] != nil {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
        #expect(text == expected, "\(name) differs from what is on file")
        if isASCII, scene != "mission" {
            #expect(GridText.glyphs(buffer).utf8.allSatisfy { $0 < 0x80 }, "\(name) is not ASCII")
        }
    }
}
