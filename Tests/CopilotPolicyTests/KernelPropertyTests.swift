import CopilotModel
import CopilotPolicy
import Testing

@Suite("Random nights")
struct KernelPropertyTests {
    @Test(arguments: 0..<20)
    func everyNightKeepsTheRules(batch: Int) {
        var problems: [String] = []
        for number in 0..<50 where problems.count < 20 {
            let night = RandomNight(seed: UInt64(batch * 50 + number))
            night.run()
            problems += night.watch.problems
        }
        #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
    }
}
