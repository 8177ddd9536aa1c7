import CopilotModel
import CopilotPorts
import CopilotStore
import Foundation
import Glibc
import Testing

struct RunRegistryTests {
    let folder = TemporaryFolder()

    @Test func namesAreUniqueOverWorkspaces() throws {
        let registry = RunRegistry(paths: StatePaths(folder: folder.path + "/deep/state"))
        var numbers: [UInt16] = [7, 7, 7, 8]
        func claim(_ workspace: String, at time: Int64) throws -> RunID {
            try registry.claim(missionName: "Nightly Corpus!", workspace: workspace, createdAt: time) {
                numbers.removeFirst()
            }
        }
        let first = try claim(folder.path, at: 1)
        let second = try claim("/elsewhere", at: 2)
        #expect(first.rawValue == "nightly-corpus-0007")
        #expect(second.rawValue == "nightly-corpus-0008")
        #expect(folder.mode("/deep/state/runs") == 0o700)
        #expect(folder.mode("/deep/state/runs/nightly-corpus-0007.json") == 0o600)
        #expect(registry.runs(named: "night").map(\.run) == [second, first])
        #expect(registry.runs(named: first.rawValue).map(\.workspace) == [folder.path])
        #expect(registry.runs(named: "x").isEmpty)
        #expect(registry.entry(of: RunID(rawValue: "../nightly")) == nil)
        _ = try folder.open()
        #expect(registry.prune().map(\.run) == [second])
        #expect(registry.runs().map(\.run) == [first])
        #expect(folder.names("/deep/state/runs") == ["nightly-corpus-0007.json"])
    }

    @Test func namesThatAreUsedUpEndInAWord() throws {
        let registry = RunRegistry(paths: StatePaths(folder: folder.path))
        _ = try registry.claim(missionName: "m", workspace: "/w", createdAt: 1) { 1 }
        let error = #expect(throws: StoreError.self) {
            try registry.claim(missionName: "m", workspace: "/w", createdAt: 1) { 1 }
        }
        #expect(error?.code == .other)
    }

    @Test(arguments: [10, 227]) func aSocketCanBeBoundInAFolderOfAnyLength(length: Int) throws {
        let state = folder.path + "/" + String(repeating: "d", count: length)
        let run = RunID(rawValue: "night-0001")
        let address = try SocketAddress(of: run, in: StatePaths(folder: state), makingFolder: true)
        #expect(address.path.utf8.count <= SocketAddress.mostBytes)
        let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: address.path.utf8) }
        let result = withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        #expect(result == 0)
        #expect(access(address.fullPath, F_OK) == 0)
        #expect(folder.mode("/" + String(repeating: "d", count: length) + "/run") == 0o700)
    }
}
