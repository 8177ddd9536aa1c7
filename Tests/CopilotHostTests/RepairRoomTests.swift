import CopilotModel
import CopilotPorts
import Foundation
import Testing

@testable import CopilotHost

@Suite struct RepairRoomTests {
    private func crew(_ tree: RepairTree, temporary: Int64, workspace: Int64) -> LocalRepairCrew {
        var machine = RepairMachine()
        let root = tree.root + "/w"
        machine.space = { path in
            path.hasPrefix(root)
                ? FileSystemSpace(device: 1, availableBytes: workspace)
                : FileSystemSpace(device: 2, availableBytes: temporary)
        }
        return LocalRepairCrew(machine: machine)
    }

    private func place(_ tree: RepairTree) -> RepairPlace {
        var place = tree.place(environment: ["TMPDIR": tree.root + "/tmp"])
        place.workspace = tree.root + "/w"
        place.directory = tree.root + "/w"
        return place
    }

    @Test func temporaryFilesGoWhereThereIsRoom() throws {
        let tree = try RepairTree(["w/x": "", "tmp/x": ""])
        let away: [Remedy] = [.temporaryFolder(path: tree.root + "/w/.copilot/tmp")]
        let unnamed = failure(.resource, "OSError: [Errno 28] No space left on device")
        let named = failure(.resource, "sort: close failed: \(tree.root)/tmp/sortX: No space left on device")
        let output = failure(.resource, "cp: error writing 'big': No space left on device")
        #expect(crew(tree, temporary: 0, workspace: 1 << 30).remedies(for: unnamed, at: place(tree)) == away)
        #expect(crew(tree, temporary: 0, workspace: 1 << 30).remedies(for: named, at: place(tree)) == away)
        #expect(crew(tree, temporary: 0, workspace: 1 << 20).remedies(for: named, at: place(tree)).isEmpty)
        #expect(crew(tree, temporary: 1 << 40, workspace: 0).remedies(for: output, at: place(tree)).isEmpty)
        var moved = place(tree)
        moved.environment["TMPDIR"] = tree.root + "/w/.copilot/tmp"
        #expect(crew(tree, temporary: 0, workspace: 1 << 30).remedies(for: unnamed, at: moved).isEmpty)
    }

    @Test func roomIsMadeWhereItIsMissing() throws {
        let tree = try RepairTree(["w/out/x": "", "w/npm/_cacache/x": "", "tmp/x": ""])
        let root = tree.root
        func remedies(out: Int64, workspace: Int64, _ command: String, outputs: [String] = []) -> [Remedy] {
            var machine = RepairMachine()
            machine.space = { path in
                if path.hasPrefix(root + "/w/out") { return FileSystemSpace(device: 3, availableBytes: out) }
                if path.hasPrefix(root + "/w/npm") { return FileSystemSpace(device: 3, availableBytes: out) }
                return FileSystemSpace(device: 1, availableBytes: workspace)
            }
            var place = place(tree)
            place.command = .shell(command)
            place.outputs = outputs
            place.environment["npm_config_cache"] = root + "/w/npm"
            let unnamed = failure(.resource, "head: error writing 'standard output': No space left on device")
            return LocalRepairCrew(machine: machine).remedies(for: unnamed, at: place)
        }
        #expect(remedies(out: 0, workspace: 1 << 40, "head x > out/data") == [.makeRoom(path: root + "/w/out")])
        #expect(remedies(out: 0, workspace: 1 << 40, "./x", outputs: ["out/a"]) == [.makeRoom(path: root + "/w/out")])
        // All have room, or it is missing where nothing of ours lies: caches stay.
        #expect(remedies(out: 1 << 40, workspace: 1 << 40, "head x > out/data").isEmpty)
        #expect(remedies(out: 1 << 40, workspace: 0, "head x > data").isEmpty)
    }

    @Test func roomIsMadeFromOldTemporaryFilesOnly() throws {
        let tree = try RepairTree([
            "w/.copilot/tmp/old/deep/file": String(repeating: "x", count: 9000), "w/.copilot/tmp/new": "x",
        ])
        symlink("/etc", tree.root + "/w/.copilot/tmp/old/away")
        let making = RoomMaking(place: place(tree), ground: try #require(RepairGround(place(tree))), machine: .init())
        // Whatever has changed within ten minutes stays, and a change of its times is a change.
        #expect(!making.hasSomething(for: tree.root + "/w", until: .now + .seconds(5)))
        #expect(throws: RepairError.self) { try making.makeRoom(for: tree.root + "/w") }
        var status = stat()
        lstat(tree.root + "/w", &status)
        var removal = TreeRemoval(device: UInt64(status.st_dev), deadline: .now + .seconds(5))
        removal.remove("old", in: tree.root + "/w/.copilot/tmp")
        #expect(!tree.has("w/.copilot/tmp/old") && tree.has("w/.copilot/tmp/new"))
        #expect(removal.freedBytes >= 9000)
        #expect(access("/etc/passwd", F_OK) == 0)
    }
}
