import CopilotModel
import Testing

@testable import CopilotEngine

@Suite("Who was killed for want of memory")
struct MemoryWitnessTests {
    private let killed = ExitReport.Status.signalled(signal: 9, core: false)

    @Test func eachKillExplainsOneDeath() {
        let witness = MemoryWitness(kills: 4)
        #expect(!witness.explains(killed, kills: 4), "somebody else killed it")
        #expect(witness.explains(.exited(code: 137), kills: 6))
        #expect(!witness.explains(.exited(code: 1), kills: 6))
        #expect(witness.explains(killed, kills: 6))
        #expect(!witness.explains(killed, kills: 6))
    }

    @Test func withoutAWitnessNothingIsSaid() {
        let witness = MemoryWitness(kills: nil)
        #expect(!witness.explains(killed, kills: nil))
        #expect(!witness.explains(killed, kills: 9), "what was before is not known")
        #expect(witness.explains(killed, kills: 10))
    }
}
