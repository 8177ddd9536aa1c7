import CopilotModel
import Foundation
import Testing

@testable import CopilotHost

@Suite struct NetworkWatchTests {
    private static let route = """
        Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT
        eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0
        eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
        """

    private func machine(_ tree: TemporaryTree, port: UInt16) -> RepairMachine {
        var machine = RepairMachine(
            proc: tree.path, sys: tree.path + "/sys", resolvers: tree.path + "/resolv.conf", resolverPort: port)
        machine.resolverTime = .milliseconds(700)
        return machine
    }

    @Test func aRouteThatGoesIsMissed() throws {
        let server = try #require(NameServer())
        let tree = try TemporaryTree(["net/route": Self.route, "resolv.conf": "nameserver 127.0.0.1\n"])
        let crew = LocalRepairCrew(machine: machine(tree, port: server.port))
        server.answer(for: 1)
        #expect(crew.connectivity() == .online)
        try tree.write("sys/class/net/eth0/operstate", Array("down\n".utf8))
        guard case .offline = crew.connectivity() else { return #expect(Bool(false)) }
        try tree.write("sys/class/net/eth0/operstate", Array("up\n".utf8))
        server.answer(for: 1)
        #expect(crew.connectivity() == .online)
        try tree.write("net/route", Array("Iface\n".utf8))
        guard case .offline = crew.connectivity() else { return #expect(Bool(false)) }
    }

    @Test func aResolverThatFallsSilentIsMissed() throws {
        let server = try #require(NameServer())
        let tree = try TemporaryTree(["resolv.conf": "# none\nnameserver 127.0.0.1 \n"])
        let crew = LocalRepairCrew(machine: machine(tree, port: server.port))
        // The question of the beginning is answered before anybody looks.
        server.answerWaiting()
        server.close()
        guard case .offline = crew.connectivity() else { return #expect(Bool(false)) }
        let again = try #require(NameServer(port: server.port))
        again.answer(for: 1)
        #expect(crew.connectivity() == .online)
    }

    @Test func whatNeverWorkedIsNotGone() throws {
        let server = try #require(NameServer())
        let tree = try TemporaryTree(["resolv.conf": "nameserver 127.0.0.1\nnameserver nonsense\n"])
        let crew = LocalRepairCrew(machine: machine(tree, port: server.port))
        let start = ContinuousClock.now
        #expect(crew.connectivity() == .online)
        #expect(ContinuousClock.now - start < .seconds(3))
        server.close()
        #expect(crew.connectivity() == .online)
    }

    @Test func routesAreRead() {
        #expect(RouteTable.defaults4(Self.route) == ["eth0"])
        #expect(RouteTable.defaults4("h\ntun0 00000080 0 0001 0 0 0 00000080 0 0 0") == ["tun0"])
        #expect(RouteTable.defaults4("h\nlo 00000000 0 0001 0 0 0 00000000\neth0 00000000 0 0201 0 0 0 00000000") == [])
        let zeros = String(repeating: "0", count: 32)
        #expect(
            RouteTable.defaults6("\(zeros) 00 \(zeros) 00 \(zeros) 00000400 00000001 00000000 00000003 wlan0")
                == ["wlan0"])
        #expect(
            RouteTable.defaults6("\(zeros) 00 \(zeros) 00 \(zeros) ffffffff 00000001 00000000 00200200 lo").isEmpty)
        #expect(RouteTable.defaults6("x y\n\n").isEmpty)
        #expect(ResolverProbe.addresses("options x\n") == ["127.0.0.1"])
        #expect(ResolverProbe.addresses("nameserver 1\nnameserver 2\nnameserver 3\nnameserver 4") == ["1", "2", "3"])
    }
}

/// A resolver that knows no name.
private final class NameServer: @unchecked Sendable {
    private let descriptor: Int32
    let port: UInt16

    init?(port: UInt16 = 0) {
        descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        address.sin_port = port.bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isBound else { return nil }
        self.port = UInt16(bigEndian: address.sin_port)
    }

    /// Answers so many questions on a thread of its own.
    func answer(for count: Int) {
        Thread { for _ in 0..<count { self.answerOne() } }.start()
    }

    func answerWaiting() { answerOne() }

    func close() { Foundation.close(descriptor) }

    private func answerOne() {
        var buffer = [UInt8](repeating: 0, count: 512)
        var peer = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &peer) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { peer in
                let count = recvfrom(descriptor, &buffer, buffer.count, 0, peer, &size)
                guard count >= 12 else { return }
                buffer[2] |= 0x80
                buffer[3] = 3
                _ = sendto(descriptor, buffer, count, 0, peer, size)
            }
        }
    }
}
