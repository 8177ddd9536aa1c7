import CopilotConfig
import CopilotModel
import Foundation
import Testing

@Suite struct PlanTextTests {
    static let mission = """
        name: nightly
        duration: 10h
        concurrency: 2
        tasks:
          analysis: { run: a, outputs: [./out/list] }
          one: { needs: [analysis], for_each: { file: out/list }, run: "b {item}", critical: false }
          two: { needs: analysis, for_each: { file: there }, matrix: { os: [x, y] }, run: c }
          three: { for_each: { file: gone }, run: c }
          four: { needs: [three, two], for_each: { file: gone }, run: c }
          g:
            needs: [one]
            when: always
            tasks:
              lint: { run: [ruff, a b] }
              tests: { run: "\\e[2J", needs: lint, timeout: { limit: 45m, idle: 5m }, cwd: sub, retry: { attempts: 4 } }
        """

    @Test func showsTheTreeWithItsOrder() throws {
        let file = try MissionFile.parse(Self.mission, name: "m.yaml")
        let plan = MissionPlan(file.mission, hasTerminal: false) { $0 == "there" ? 5 : nil }
        #expect(
            PlanText.lines(plan) == [
                "nightly",
                "  level fullAutonomous (from its duration), deadline 10h after its start, 2 tasks at once",
                "  7 tasks, 1 group, 4 waves",
                "",
                "wave  task",
                "   1  analysis: a",
                "        makes ./out/list",
                "   2  one [N known when analysis ends]: b {item}",
                "        needs analysis; not critical",
                "   2  two [10 children]: c",
                "        needs analysis",
                "   1  three [N known when it starts; gone is not there yet]: c",
                "   3  four [N known when three, two end]: c",
                "        needs three, two",
                "   3  g/",
                "        needs one; when always",
                "   3    lint: ruff 'a b'",
                "   4    tests: \\u{1B}[2J",
                "          needs g/lint; timeout at most 45m, silent at most 5m; up to 4 tries; in sub",
            ])
    }

    @Test func writesTheSameAsJSON() throws {
        let file = try MissionFile.parse(Self.mission, name: "m.yaml")
        let plan = MissionPlan(file.mission, hasTerminal: false) { $0 == "there" ? 5 : nil }
        let data = Data(PlanText.json(plan).text.utf8)
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let tasks = try #require(object["tasks"] as? [[String: Any]])
        #expect(tasks.map { $0["id"] as? String } == file.mission.tasks.map(\.id.name))
        #expect(tasks.map { $0["wave"] as? Int } == [1, 2, 2, 1, 3, 3, 3, 4])
        #expect(tasks[1]["children_known_after"] as? [String] == ["analysis"])
        #expect(tasks[2]["children"] as? Int == 10)
        #expect(tasks[7]["run"] as? String == "\u{1B}[2J")
    }
}
