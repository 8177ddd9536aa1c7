/// What the kernel's witnesses together say about who waits for the terminal.
enum WitnessVerdict: Sendable, Hashable {
    /// A foreground process is blocked in a read of it.
    case reads(String)
    /// A foreground process polls it, and was seen to.
    case polls(String, hasTimeout: Bool)
    /// A foreground process waits in a call that may be for the terminal: not decoded.
    case mayPoll(String)
    /// A foreground process hands the terminal on to another one; it reads always.
    case relays(String)
    /// Somebody computes.
    case busy(String)
    /// All wait for other things: a timer, a child, a pipe, a socket.
    case elsewhere(String)
    /// A process whose wait may not be looked at.
    case hidden(String)
    /// Nobody could be looked at.
    case unseen

    /// In a few words, for people.
    var words: String {
        switch self {
        case .reads(let name): return "\(name) is blocked reading this terminal"
        case .polls(let name, _): return "\(name) polls this terminal"
        case .mayPoll(let name): return "\(name) waits in a call that may be for this terminal"
        case .relays(let name): return "\(name) hands this terminal on"
        case .busy(let name): return "\(name) is at work"
        case .elsewhere(let name): return "\(name) waits for something else"
        case .hidden(let name): return "\(name) hides what it waits for"
        case .unseen: return "nobody could be looked at"
        }
    }
}
