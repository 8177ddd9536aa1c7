import Glibc

/// Asks the resolvers a question whose answer does not matter. One is used once: it holds a socket for each of them.
final class ResolverProbe: Sendable {
    private let sockets: [Int32]
    private let question: [UInt8]

    /// The most resolvers that are asked: MAXNS of resolv.h.
    static let mostResolvers = 3
    /// How long is waited before the question is asked again: a datagram may get lost.
    static let patience: Duration = .milliseconds(600)

    /// Asks all of them, and does not wait.
    init(addresses: [String], port: UInt16) {
        question = Self.question(id: UInt16.random(in: 0 ... .max))
        sockets = addresses.prefix(Self.mostResolvers).compactMap { Self.connected(to: $0, port: port) }
        ask()
    }

    deinit { for socket in sockets { close(socket) } }

    /// Whether any of them answers in time, even if only that it does not know.
    func isAnswered(within time: Duration) -> Bool {
        let deadline = ContinuousClock.now + time
        var asksAgain = ContinuousClock.now + Self.patience
        while !sockets.isEmpty {
            if hasAnswer() { return true }
            let now = ContinuousClock.now
            guard now < deadline else { return false }
            if now >= asksAgain {
                ask()
                asksAgain = now + Self.patience
            }
            wait(until: min(deadline, asksAgain), now: now)
        }
        return false
    }

    private func wait(until moment: ContinuousClock.Instant, now: ContinuousClock.Instant) {
        var entries = sockets.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let left = ((moment - now) / .milliseconds(1)).rounded(.up)
        let ready = poll(&entries, nfds_t(entries.count), Int32(clamping: Int(left)))
        // A port that nobody listens on is reported at once, again and again.
        if ready > 0, !entries.contains(where: { $0.revents & Int16(POLLIN) != 0 }) { usleep(50_000) }
    }

    private func hasAnswer() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 512)
        for socket in sockets {
            for _ in 0..<4 {
                let count = recv(socket, &buffer, buffer.count, Int32(MSG_DONTWAIT))
                guard count >= 0 else { break }
                if count >= 12, buffer[0] == question[0], buffer[1] == question[1], buffer[2] & 0x80 != 0 {
                    return true
                }
            }
        }
        return false
    }

    private func ask() {
        for socket in sockets {
            _ = send(socket, question, question.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
        }
    }

    /// A question for the root's name servers, which any resolver knows: RFC 1035, 4.1.
    private static func question(id: UInt16) -> [UInt8] {
        let header: [UInt8] = [UInt8(id >> 8), UInt8(id & 0xFF), 0x01, 0, 0, 1, 0, 0, 0, 0, 0, 0]
        return header + [0, 0, 2, 0, 1]
    }

    private static func connected(to address: String, port: UInt16) -> Int32? {
        var hints = addrinfo()
        // Numbers only: nothing is looked up, so nothing hangs. It knows scopes such as `fe80::1%eth0`.
        hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
        hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(address, String(port), &hints, &list) == 0, let info = list?.pointee else { return nil }
        defer { freeaddrinfo(list) }
        let type = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let made = socket(info.ai_family, type, 0)
        guard made >= 0 else { return nil }
        guard connect(made, info.ai_addr, info.ai_addrlen) == 0 else {
            close(made)
            return nil
        }
        return made
    }

    /// The resolvers that a resolv.conf(5) names; the machine itself where it names none.
    static func addresses(_ text: String) -> [String] {
        let named = text.split(separator: "\n").compactMap { line -> String? in
            let words = line.split(whereSeparator: \.isWhitespace)
            return words.count > 1 && words[0] == "nameserver" ? String(words[1]) : nil
        }
        return named.isEmpty ? ["127.0.0.1"] : Array(named.prefix(mostResolvers))
    }
}
