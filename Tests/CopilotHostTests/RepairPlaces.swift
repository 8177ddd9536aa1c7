import CopilotModel
import CopilotPorts
import Foundation

@testable import CopilotHost

/// A workspace to mend things in, gone with the test.
final class RepairTree: Sendable {
    let tree: TemporaryTree
    /// Without links.
    let root: String

    init(_ files: [String: String] = [:]) throws {
        tree = try TemporaryTree(files)
        root = tree.path
    }

    /// One to which locks are old at once.
    static func crewWithoutPatience() -> LocalRepairCrew {
        var machine = RepairMachine()
        machine.leastLockAge = .zero
        return LocalRepairCrew(machine: machine)
    }

    func place(
        _ command: TaskCommand = .shell("true"), in folder: String? = nil, environment: [String: String] = [:],
        outputs: [String] = []
    ) -> RepairPlace {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return RepairPlace(
            workspace: root, directory: folder.map { root + "/" + $0 } ?? root,
            environment: ["PATH": path, "HOME": root + "/home"].merging(environment) { $1 }, command: command,
            outputs: outputs)
    }

    func mode(_ path: String) -> Int {
        ((try? FileManager.default.attributesOfItem(atPath: root + "/" + path))?[.posixPermissions] as? Int) ?? -1
    }

    func setMode(_ path: String, _ mode: Int) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: root + "/" + path)
    }

    func age(_ path: String, seconds: Double) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -seconds)], ofItemAtPath: root + "/" + path)
    }

    func has(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root + "/" + path) }

    func text(_ path: String) -> String? { try? String(contentsOfFile: root + "/" + path, encoding: .utf8) }
}

/// A failure with what its output said.
func failure(
    _ category: Failure.Category, _ lines: String..., cause: Failure.Cause = .exited(code: 1),
    recovery: Failure.Recovery = .none
) -> Failure {
    Failure(
        category: category, severity: .recoverable, cause: cause, summary: "it failed",
        reading: Failure.Reading(
            rule: "test", scope: .task, isRetryable: true, recovery: recovery, evidence: lines, confidence: 1))
}
