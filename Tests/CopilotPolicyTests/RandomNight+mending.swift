import CopilotModel
import CopilotPolicy

/// What is done beside the tasks, and a person who gets in its way.
extension RandomNight {
    func begin(_ key: AttemptKey) {
        if !state.status.mayStart { watch.report("\(key) is mended while the mission is \(state.status)") }
        if !mendings.insert(key).inserted { watch.report("\(key) is mended twice at a time") }
    }

    func check(_ remedy: Remedy, of key: AttemptKey) {
        guard let ordinal = state.ordinal(of: key.task), let level = state.settings?.level else { return }
        let allow = state.declaration(of: ordinal).resilience?.allow ?? []
        if !FallbackEngine.isAllowed(remedy, allow: allow, level: level) {
            watch.report("\(key): \(remedy) is not allowed")
        }
    }

    /// What is reported is over.
    func leave(_ input: KernelInput) {
        switch input {
        case .remedied(let key, _, _), .defaultsPlaced(let key, _): mendings.remove(key)
        case .endKept(let key): looks.remove(key)
        default: break
        }
    }

    /// A person orders something of what is being mended or looked at; of anything if nothing is.
    func disturb() {
        let keys = (Array(mendings) + Array(looks)).sorted { "\($0)" < "\($1)" }
        guard let id = keys.randomElement(using: &random)?.task else { return intent(randomAction()) }
        switch Int.random(in: 0..<16, using: &random) {
        case 0..<4: intent(.pause(id))
        case 4..<8: intent(.resume(id))
        case 8: intent(.skip(id))
        case 9, 10: intent(.retry(id, fresh: chance(50)))
        case 11: intent(.stop(id))
        case 12: intent(.kill(id))
        case 13: intent(.pauseMission(drain: chance(50)))
        case 14: intent(.resumeMission)
        default: chance(50) ? crash() : intent(.stopMission(.user))
        }
    }
}
