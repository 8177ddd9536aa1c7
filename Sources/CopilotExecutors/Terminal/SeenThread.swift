import CProcess
import CopilotModel

/// What a thread does at one instant, its system call decoded to what it waits for.
struct SeenThread {
    /// The most descriptors of a poll or select that are looked at.
    static let mostDescriptors = 1024

    let id: Int32
    let seen: cp_seen_thread
    /// Any terminal counts here: ``terminal`` says which.
    private(set) var wait: ProcessWitness.Wait
    /// The number of the terminal that it waits to read from.
    private(set) var terminal: Int32?
    /// The descriptor that a read blocks on.
    private(set) var descriptor: Int32?
    private(set) var hasTimeout: Bool?

    init(id: Int32, seen: cp_seen_thread, process: SeenProcess, folder: Int32) {
        self.id = id
        self.seen = seen
        wait = .other
        // A stopped one keeps the call that it was stopped in.
        if process.isStopped { return }
        switch seen.blocked {
        case 1: decode(Descriptors(folder: folder, process: process))
        case 0: wait = .none
        // In a page fault.
        case -1: wait = .other
        default: wait = .unknown
        }
    }

    var systemCall: String? { seen.name.map { String(cString: $0) } }

    private mutating func decode(_ descriptors: Descriptors) {
        let arguments = seen.arguments
        switch seen.call {
        case CP_CALL_READ:
            let number = Int32(truncatingIfNeeded: arguments.0)
            descriptor = number
            take(descriptors.reading(number), as: .terminalRead)
        case CP_CALL_POLL:
            hasTimeout = Int32(truncatingIfNeeded: arguments.2) >= 0
            take(descriptors.polling(arguments.0, count: arguments.1), as: .terminalPoll)
        case CP_CALL_PPOLL:
            hasTimeout = arguments.2 != 0
            take(descriptors.polling(arguments.0, count: arguments.1), as: .terminalPoll)
        case CP_CALL_SELECT:
            hasTimeout = arguments.4 != 0
            take(descriptors.selecting(arguments.1, count: arguments.0), as: .terminalPoll)
        case CP_CALL_EPOLL, CP_CALL_EPOLL2:
            hasTimeout =
                seen.call == CP_CALL_EPOLL2 ? arguments.3 != 0 : Int32(truncatingIfNeeded: arguments.3) >= 0
            take(descriptors.epoll(Int32(truncatingIfNeeded: arguments.0), depth: 0), as: .terminalPoll)
        case CP_CALL_RING: wait = .unknown
        case CP_CALL_RESTART: decodeRestarted(descriptors)
        default: wait = .other
        }
    }

    /// After a stop a poll goes on under another number, with the registers of before (signal(7)); others that do so wait for
    /// time, a child or a lock.
    private mutating func decodeRestarted(_ descriptors: Descriptors) {
        var channel = [CChar](repeating: 0, count: 64)
        cp_wait_channel(descriptors.folder, id, &channel, channel.count)
        let name = channel.lazy.map { UInt8(bitPattern: $0) }.prefix { $0 != 0 }
        guard name.starts(with: "poll_schedule_timeout".utf8) || name.starts(with: "do_sys_poll".utf8) else {
            wait = .other
            return
        }
        hasTimeout = Int32(truncatingIfNeeded: seen.arguments.2) >= 0
        take(descriptors.polling(seen.arguments.0, count: seen.arguments.1), as: .terminalPoll)
    }

    private mutating func take(_ found: Descriptors.Finding, as kind: ProcessWitness.Wait) {
        switch found {
        case .terminal(let number):
            wait = kind
            terminal = number
        case .none: wait = .other
        case .unknown: wait = .unknown
        }
    }
}

/// The descriptors of a process, as far as they are terminals.
struct Descriptors {
    /// What was found among some of them.
    enum Finding {
        case terminal(Int32)
        case none, unknown
    }

    let folder: Int32
    let process: SeenProcess

    func reading(_ number: Int32) -> Finding { look(at: number, depth: 2) }

    /// `pollfd` is two 32-bit halves: the descriptor, then events and results (poll(2)).
    func polling(_ address: UInt64, count: UInt64) -> Finding {
        guard count > 0 else { return .none }
        guard count <= UInt64(SeenThread.mostDescriptors) else { return .unknown }
        var entries = [UInt64](repeating: 0, count: Int(count))
        guard cp_copy_memory(process.pid, address, &entries, entries.count * 8) == 0 else { return .unknown }
        return first(
            of: entries.lazy.map(\.littleEndian).filter { $0 >> 32 & 0x41 != 0 }.map { Int32(truncatingIfNeeded: $0) }
                .filter { $0 >= 0 })
    }

    /// An `fd_set` is an array of bits in 64-bit words (select(2)).
    func selecting(_ address: UInt64, count: UInt64) -> Finding {
        let count = Int32(truncatingIfNeeded: count)
        guard address != 0, count > 0 else { return .none }
        let size = min(Int(count), SeenThread.mostDescriptors)
        var words = [UInt64](repeating: 0, count: (size + 63) / 64)
        guard cp_copy_memory(process.pid, address, &words, words.count * 8) == 0 else { return .unknown }
        return first(of: (0..<size).lazy.filter { words[$0 / 64] >> UInt64($0 % 64) & 1 != 0 }.map { Int32($0) })
    }

    func epoll(_ number: Int32, depth: Int) -> Finding {
        var targets = [Int32](repeating: 0, count: SeenThread.mostDescriptors)
        let count = cp_see_epoll(folder, number, &targets, targets.count)
        guard count >= 0, count <= targets.count else { return .unknown }
        var isUnknown = false
        for target in targets.prefix(count) {
            switch look(at: target, depth: depth + 1) {
            case .terminal(let number): return .terminal(number)
            case .none: break
            case .unknown: isUnknown = true
            }
        }
        return isUnknown ? .unknown : .none
    }

    private func first(of numbers: some Sequence<Int32>) -> Finding {
        var isUnknown = false
        for number in numbers {
            switch look(at: number, depth: 0) {
            case .terminal(let number): return .terminal(number)
            case .none: break
            case .unknown: isUnknown = true
            }
        }
        return isUnknown ? .unknown : .none
    }

    private func look(at descriptor: Int32, depth: Int) -> Finding {
        var number: Int32 = -1
        switch cp_see_descriptor(folder, descriptor, &number) {
        case CP_DESCRIPTOR_TERMINAL: return .terminal(number)
        case CP_DESCRIPTOR_CONTROLLING:
            return process.facts.terminal >= 0 ? .terminal(process.facts.terminal) : .unknown
        // Sets may stand in sets, five deep at most (epoll_ctl(2)); programs use one or two.
        case CP_DESCRIPTOR_EPOLL: return depth < 2 ? epoll(descriptor, depth: depth) : .none
        case CP_DESCRIPTOR_UNKNOWN: return .unknown
        default: return .none
        }
    }
}
