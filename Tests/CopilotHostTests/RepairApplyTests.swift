import CopilotHost
import CopilotModel
import CopilotPorts
import Foundation
import Testing

@Suite struct RepairApplyTests {
    let crew = LocalRepairCrew()

    private func isRefused(_ outcome: RemedyOutcome) -> Bool {
        if case .failed(let reason) = outcome { !reason.isEmpty } else { false }
    }

    @Test func foldersAreMade() throws {
        let tree = try RepairTree(["x": ""])
        symlink("/tmp", tree.root + "/away")
        #expect(crew.apply(.makeFolder(path: tree.root + "/a/b/c"), at: tree.place()) == .done(environment: [:]))
        #expect(tree.has("a/b/c"))
        #expect(crew.apply(.makeFolder(path: tree.root + "/a/b/c"), at: tree.place()) == .done(environment: [:]))
        let name = "copilot-\(UUID().uuidString)"
        for path in [
            "/tmp/\(name)", tree.root + "/away/\(name)", tree.root + "/../\(name)", tree.root + "/x/y", "",
            tree.root + "/a\nb", tree.root + "/.git/x", tree.root + "/" + String(repeating: "a/", count: 5_000),
        ] {
            #expect(isRefused(crew.apply(.makeFolder(path: path), at: tree.place())), "\(path.prefix(80))")
        }
        #expect(access("/tmp/\(name)", F_OK) != 0)
    }

    @Test func rightsAreGiven() throws {
        let tree = try RepairTree(["file": "x", "run": "#!/bin/sh\n", "dir/x": ""])
        try tree.setMode("file", 0o440)
        try tree.setMode("dir", 0o500)
        symlink("/etc/hosts", tree.root + "/hosts")
        #expect(crew.apply(.makeWritable(path: tree.root + "/file"), at: tree.place()) == .done(environment: [:]))
        #expect(crew.apply(.makeWritable(path: tree.root + "/dir"), at: tree.place()) == .done(environment: [:]))
        #expect(crew.apply(.makeExecutable(path: tree.root + "/run"), at: tree.place()) == .done(environment: [:]))
        #expect(tree.mode("file") == 0o640 && tree.mode("dir") == 0o700 && tree.mode("run") & 0o100 != 0)
        let before = tree.mode("../../etc/hosts")
        #expect(isRefused(crew.apply(.makeWritable(path: tree.root + "/hosts"), at: tree.place())))
        #expect(isRefused(crew.apply(.makeWritable(path: "/dev/null"), at: tree.place())))
        #expect(isRefused(crew.apply(.makeExecutable(path: tree.root + "/file"), at: tree.place())))
        #expect(tree.mode("../../etc/hosts") == before)
    }

    @Test func aLockWithALivingOwnerStays() throws {
        let tree = try RepairTree([".git/index.lock": "", ".git/x": ""])
        let lock = tree.root + "/.git/index.lock"
        #expect(isRefused(crew.apply(.removeLock(path: lock), at: tree.place())))
        let crew = RepairTree.crewWithoutPatience()
        // Something that is called git works in the repository, and has nothing open there.
        try FileManager.default.copyItem(
            atPath: try #require(Bundle.realPath("/bin/sleep")), toPath: tree.root + "/git")
        let git = Process()
        git.executableURL = URL(fileURLWithPath: tree.root + "/git")
        git.arguments = ["30"]
        git.currentDirectoryURL = URL(fileURLWithPath: tree.root)
        try git.run()
        #expect(isRefused(crew.apply(.removeLock(path: lock), at: tree.place())))
        kill(git.processIdentifier, SIGKILL)
        git.waitUntilExit()
        let file = open(lock, O_RDONLY)
        #expect(isRefused(crew.apply(.removeLock(path: lock), at: tree.place())))
        close(file)
        #expect(tree.has(".git/index.lock"))
        #expect(crew.apply(.removeLock(path: lock), at: tree.place()) == .done(environment: [:]))
        #expect(try FileManager.default.contentsOfDirectory(atPath: tree.root + "/.git") == ["x"])
        #expect(isRefused(crew.apply(.removeLock(path: lock), at: tree.place())))
        #expect(isRefused(crew.apply(.removeLock(path: tree.root + "/git"), at: tree.place())))
    }

    @Test func temporaryFilesGetTheirOwnFolder() throws {
        let tree = try RepairTree(["x": ""])
        let folder = tree.root + "/.copilot/tmp"
        #expect(
            crew.apply(.temporaryFolder(path: folder), at: tree.place()) == .done(environment: ["TMPDIR": folder]))
        #expect(tree.mode(".copilot/tmp") == 0o700)
        #expect(isRefused(crew.apply(.temporaryFolder(path: tree.root + "/other"), at: tree.place())))
        let led = try RepairTree(["x": ""])
        symlink("/tmp", led.root + "/.copilot")
        #expect(isRefused(crew.apply(.temporaryFolder(path: led.root + "/.copilot/tmp"), at: led.place())))
    }

    @Test func pythonPackagesAreInstalledBesideTheProject() throws {
        let tree = try RepairTree(["requirements.txt": "--no-index\n./tinypkg-1.0-py3-none-any.whl\n"])
        let script = """
            import zipfile
            with zipfile.ZipFile('tinypkg-1.0-py3-none-any.whl', 'w') as wheel:
                wheel.writestr('tinypkg/__init__.py', 'answer = 42\\n')
                info = 'tinypkg-1.0.dist-info/'
                wheel.writestr(info + 'METADATA', 'Metadata-Version: 2.1\\nName: tinypkg\\nVersion: 1.0\\n')
                wheel.writestr(info + 'WHEEL', 'Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
                wheel.writestr(info + 'RECORD', '')
            """
        let place = tree.place(.shell("python3 -c 'import tinypkg'"))
        guard run(["python3", "-c", "import pip"], place) == 0 else { return }
        #expect(run(["python3", "-c", script], place) == 0)
        #expect(run(["python3", "-c", "import tinypkg"], place) != 0)
        let outcome = crew.apply(.install(tool: "pip", manifest: tree.root + "/requirements.txt"), at: place)
        #expect(outcome == .done(environment: ["PYTHONPATH": tree.root + "/.copilot/python"]))
        guard case .done(let environment) = outcome else { return }
        #expect(run(["python3", "-c", "import tinypkg"], tree.place(environment: environment)) == 0)
        // A second time, and with a requirement that is not there.
        #expect(crew.apply(.install(tool: "pip", manifest: tree.root + "/requirements.txt"), at: place) == outcome)
        try tree.tree.write("requirements.txt", Array("--no-index\nno-such-package-here\n".utf8))
        let failed = crew.apply(.install(tool: "pip", manifest: tree.root + "/requirements.txt"), at: place)
        guard case .failed(let reason) = failed else { return #expect(Bool(false), "\(failed)") }
        #expect(reason.contains("no-such-package-here"))
    }

    @Test func nodePackagesAreInstalledWithoutALockFile() throws {
        let tree = try RepairTree([
            "web/package.json": #"{"name":"web","version":"1.0.0","dependencies":{"own":"file:../own"}}"#,
            "own/package.json": #"{"name":"own","version":"1.0.0","main":"m.js"}"#, "own/m.js": "",
        ])
        let place = tree.place(.shell("node -e 'require(\"own\")'"), in: "web")
        guard run(["npm", "--version"], place) == 0 else { return }
        let install = Remedy.install(tool: "npm", manifest: tree.root + "/web/package.json")
        #expect(crew.apply(install, at: place) == .done(environment: [:]))
        #expect(run(["node", "-e", "require('own')"], place) == 0)
        #expect(!tree.has("web/package-lock.json"))
    }

    @Test func whatSomebodyHasPutIntoNodeModulesStays() throws {
        let tree = try RepairTree([
            "package.json": #"{"name":"web","version":"1.0.0","dependencies":{"own":"file:./own"}}"#,
            "own/package.json": #"{"name":"own","version":"1.0.0","main":"m.js"}"#, "own/m.js": "",
        ])
        let place = tree.place(.shell("node -e 'require(\"own\")'"))
        guard run(["npm", "--version"], place) == 0 else { return }
        let missing = failure(.dependency, "Error: Cannot find module 'own'")
        let install = Remedy.install(tool: "npm", manifest: tree.root + "/package.json")
        #expect(crew.remedies(for: missing, at: place) == [install])
        #expect(run(["npm", "install", "--no-audit"], place) == 0)
        unlink(tree.root + "/node_modules/own")
        #expect(crew.remedies(for: missing, at: place) == [install], "all that is there is npm's")
        #expect(crew.apply(install, at: place) == .done(environment: [:]))
        #expect(tree.has("node_modules/own/m.js"))
        try tree.tree.write("node_modules/mine/package.json", Array(#"{"name":"mine","version":"1.0.0"}"#.utf8))
        #expect(crew.remedies(for: missing, at: place).isEmpty)
        #expect(isRefused(crew.apply(install, at: place)))
        #expect(tree.has("node_modules/mine/package.json"))
    }

    @Test func onlyManifestsAreInstalled() throws {
        let tree = try RepairTree(["notes.txt": "x", "requirements.txt": "x"])
        symlink("/etc/hostname", tree.root + "/requirements-away.txt")
        for (tool, name) in [
            ("pip", "notes.txt"), ("pip", "../requirements.txt"), ("pip", "requirements-away.txt"),
            ("npm", "requirements.txt"), ("apt", "requirements.txt"), ("pip", "none/requirements.txt"),
        ] {
            #expect(isRefused(crew.apply(.install(tool: tool, manifest: tree.root + "/" + name), at: tree.place())))
        }
        #expect(isRefused(crew.apply(.clearCache(tool: "sh"), at: tree.place())))
    }

    private func run(_ words: [String], _ place: RepairPlace) -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.environment = place.environment
        process.currentDirectoryURL = URL(fileURLWithPath: place.directory)
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return -1 }
        process.waitUntilExit()
        return process.terminationStatus
    }
}

extension Bundle {
    fileprivate static func realPath(_ path: String) -> String? {
        guard let text = realpath(path, nil) else { return nil }
        defer { free(text) }
        return String(cString: text)
    }
}
