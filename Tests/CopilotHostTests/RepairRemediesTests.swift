import CopilotModel
import CopilotPorts
import Foundation
import Testing

@testable import CopilotHost

@Suite struct RepairRemediesTests {
    let crew = LocalRepairCrew()

    @Test(arguments: [
        "sh: 1: cannot create out/a/b: Directory nonexistent",
        "/bin/sh: 3: cannot create out/a/b: Directory nonexistent",
        "bash: line 1: out/a/b: No such file or directory",
        "./build.sh: line 3: out/a/b: No such file or directory",
        "FileNotFoundError: [Errno 2] No such file or directory: 'out/a/b'",
        "cp: cannot create regular file 'out/a/b': No such file or directory",
        "cp: cannot create regular file ‘out/a/b’: No such file or directory",
        "tee: out/a/b: No such file or directory",
        "mkdir: cannot create directory 'out/a/b': No such file or directory",
        "mkdir: kann Verzeichnis „out/a/b“ nicht anlegen: Datei oder Verzeichnis nicht gefunden",
        "touch: cannot touch 'out/a/b': No such file or directory",
        "/usr/bin/ld: cannot open output file out/a/b: No such file or directory",
        "Fatal error: can't create out/a/b: No such file or directory",
        "Error: ENOENT: no such file or directory, open 'out/a/b'",
        "2024/01/01 10:00:00 open out/a/b: no such file or directory",
        "Warning: Failed to open the file out/a/b: No such file or directory",
        "java.io.FileNotFoundException: out/a/b (No such file or directory)",
        "mv: cannot move 'x' to 'out/a/b': No such file or directory",
        "awk: cannot open \"out/a/b\" for output (No such file or directory)",
    ])
    func aFolderThatIsNotThereIsMade(line: String) throws {
        let tree = try RepairTree(["x": ""])
        let found = crew.remedies(for: failure(.filesystem, line), at: tree.place(.shell("run > out/a/b")))
        #expect(found == [.makeFolder(path: tree.root + "/out/a")])
    }

    @Test(arguments: [
        "cat: out/a/b: No such file or directory",
        "ls: cannot access 'out/a/b': No such file or directory",
        "python3: can't open file '/tmp/out/a/b': [Errno 2] No such file or directory",
        "cp: cannot stat 'out/a/b': No such file or directory",
        "main.c:1:10: fatal error: out/a/b.h: No such file or directory",
        "bash: line 1: cd: out/a/b: No such file or directory",
        "Error: ENOENT: no such file or directory, scandir 'out/a/b'",
        "FileNotFoundError: [Errno 2] No such file or directory: 'plain.txt'",
        "FileNotFoundError: [Errno 2] No such file or directory: '/elsewhere/a/b'",
        "cp: cannot create regular file '../../elsewhere/b': No such file or directory",
        "cp: cannot create regular file 'away/new/b': No such file or directory",
        "cp: cannot create regular file 'dead/new/b': No such file or directory",
        "cp: cannot create regular file 'none/../../b': No such file or directory",
        "cp: cannot create regular file '.git/x/b': No such file or directory",
        "cp: cannot create regular file '.copilot/x/b': No such file or directory",
        "cp: cannot create regular file 'x/y/b': Not a directory",
        "cp: cannot create regular file 'out/\u{1B}[31m/b': No such file or directory",
        "cp: cannot create regular file 'out/a\nb/c': No such file or directory",
        "sh: 1: cannot create /dev/fd/x/y: Directory nonexistent",
        "error: https://example.org/out/a/b: No such file or directory",
    ])
    func nothingIsMadeElsewhereOrForWhatIsRead(line: String) throws {
        let tree = try RepairTree(["x": ""])
        symlink("/etc", tree.root + "/away")
        symlink(tree.root + "/nowhere", tree.root + "/dead")
        #expect(crew.remedies(for: failure(.filesystem, line), at: tree.place()).isEmpty)
    }

    @Test func whatTheProgramWantedIsReadInItsLines() throws {
        let tree = try RepairTree(["x": ""])
        func remedies(_ path: String, _ line: String) -> [Remedy] {
            let error = "FileNotFoundError: [Errno 2] No such file or directory: '\(path)'"
            return crew.remedies(for: failure(.filesystem, error, line), at: tree.place())
        }
        #expect(remedies("in/a", "    rows = open('in/a').read()").isEmpty)
        #expect(remedies("in/a", "    frame = pd.read_csv(\"in/a\")").isEmpty)
        #expect(remedies("in/a", "    open('in/a', 'w')") == [.makeFolder(path: tree.root + "/in")])
        #expect(remedies("imports/a", "    save(frame)") == [.makeFolder(path: tree.root + "/imports")])
    }

    @Test func foldersOfOutputsAndOfTheTaskAreMade() throws {
        let tree = try RepairTree(["x": ""])
        let missing = failure(.filesystem, cause: .outputsMissing(paths: ["deep/er/file"]))
        #expect(
            crew.remedies(for: missing, at: tree.place(outputs: ["deep/er/file", "x", "glob/*/y"]))
                == [.makeFolder(path: tree.root + "/deep/er")])
        let notStarted = failure(.filesystem, cause: .notStarted(code: ENOENT, message: "No such file or directory"))
        #expect(
            crew.remedies(for: notStarted, at: tree.place(in: "sub/task"))
                == [.makeFolder(path: tree.root + "/sub/task")])
        let temporary = failure(.filesystem, "tee: \(tree.root)/t/in/x: No such file or directory")
        #expect(
            crew.remedies(for: temporary, at: tree.place(environment: ["TMPDIR": tree.root + "/t"]))
                == [.makeFolder(path: tree.root + "/t/in")])
    }

    @Test func linksInsideTheWorkspaceAreFollowed() throws {
        let tree = try RepairTree(["real/x": ""])
        symlink("real", tree.root + "/link")
        let found = crew.remedies(
            for: failure(.filesystem, "tee: link/new/y: No such file or directory"), at: tree.place())
        #expect(found == [.makeFolder(path: tree.root + "/real/new")])
    }

    @Test(arguments: [
        ("PermissionError: [Errno 13] Permission denied: 'file'", 0o444, 0o755, "file"),
        ("bash: line 1: file: Permission denied", 0o444, 0o755, "file"),
        ("sh: 1: cannot create dir/new: Permission denied", 0o644, 0o555, "dir"),
        ("rm: cannot remove 'dir/entry': Permission denied", 0o644, 0o555, "dir"),
        ("touch: cannot touch 'dir/new': Permission denied", 0o644, 0o555, "dir"),
        ("Error: EACCES: permission denied, open 'dir/new'", 0o644, 0o500, "dir"),
    ])
    func whatIsOursIsMadeWritable(line: String, file: Int, folder: Int, expected: String) throws {
        let tree = try RepairTree(["file": "x", "dir/entry": "x"])
        try tree.setMode("file", file)
        try tree.setMode("dir", folder)
        defer { try? tree.setMode("dir", 0o755) }
        let found = crew.remedies(for: failure(.permission, line), at: tree.place())
        #expect(found == [.makeWritable(path: tree.root + "/" + expected)])
    }

    @Test func rightsElsewhereStayAsTheyAre() throws {
        let tree = try RepairTree(["file": "x", "linked": "x"])
        try tree.setMode("linked", 0o444)
        link(tree.root + "/linked", tree.root + "/other-name")
        symlink("/etc/shadow", tree.root + "/shadow")
        for name in ["shadow", "linked", "/etc/shadow", "/etc/passwd", "../x", "file", "/dev/null"] {
            let line = "PermissionError: [Errno 13] Permission denied: '\(name)'"
            #expect(crew.remedies(for: failure(.permission, line), at: tree.place()).isEmpty, "\(name)")
        }
    }

    @Test func programsAreMadeExecutable() throws {
        let tree = try RepairTree(["run.sh": "#!/bin/sh\ntrue\n", "data.txt": "true\n", "sub/x": ""])
        let denied = failure(.permission, "sh: 1: ./run.sh: Permission denied", cause: .exited(code: 126))
        let expected: [Remedy] = [.makeExecutable(path: tree.root + "/run.sh")]
        #expect(crew.remedies(for: denied, at: tree.place(.shell("./run.sh a b"))) == expected)
        let notStarted = failure(.permission, cause: .notStarted(code: EACCES, message: "Permission denied"))
        #expect(crew.remedies(for: notStarted, at: tree.place(.arguments(["../run.sh"]), in: "sub")) == expected)
        let data = failure(.permission, "sh: 1: ./data.txt: Permission denied", cause: .exited(code: 126))
        #expect(crew.remedies(for: data, at: tree.place(.shell("./data.txt"))).isEmpty)
    }

    @Test func staleLocksAreFound() throws {
        let tree = try RepairTree([".git/index.lock": "", "Cargo.lock": "", ".git/HEAD": ""])
        for name in [".git/index.lock", "Cargo.lock"] { try tree.age(name, seconds: 60) }
        func remedies(_ path: String, _ crew: LocalRepairCrew? = nil) -> [Remedy] {
            (crew ?? self.crew).remedies(
                for: failure(.resource, "fatal: Unable to create '\(path)': File exists."), at: tree.place())
        }
        let lock = tree.root + "/.git/index.lock"
        #expect(remedies(tree.root + "/Cargo.lock").isEmpty)
        #expect(remedies(tree.root + "/.git/HEAD").isEmpty)
        // The age is that of the last change to anything about it: the change of its times counts too.
        #expect(remedies(lock).isEmpty)
        let crew = RepairTree.crewWithoutPatience()
        #expect(remedies(lock, crew) == [.removeLock(path: lock)])
        let file = open(lock, O_RDONLY)
        #expect(remedies(lock, crew).isEmpty)
        close(file)
    }

    @Test func aLockIsWaitedForWhileSomebodyMayHoldIt() throws {
        let tree = try RepairTree([".git/index.lock": "", "apt/lock": ""])
        func holder(_ path: String, _ crew: LocalRepairCrew) -> String? {
            crew.lockHolder(
                for: failure(.resource, "E: Could not get lock '\(path)'. It is held by process 1"), at: tree.place())
        }
        let lock = tree.root + "/.git/index.lock"
        #expect(holder(lock, crew) == "index.lock has just been made")
        #expect(holder(lock, RepairTree.crewWithoutPatience()) == nil)
        var machine = RepairMachine()
        machine.leastLockAge = .zero
        machine.seesAll = { _ in false }
        let container = LocalRepairCrew(machine: machine)
        #expect(holder(lock, container) == "whether the owner of index.lock lives cannot be seen from here")
        #expect(container.remedies(for: failure(.resource, "'\(lock)': File exists"), at: tree.place()).isEmpty)
        machine.leastUnseenLockAge = .zero
        #expect(holder(lock, LocalRepairCrew(machine: machine)) == nil)
        // As apt and dpkg lock: the file alone locks nothing.
        let apt = tree.root + "/apt/lock"
        #expect(holder(apt, crew) == nil)
        let file = open(apt, O_RDWR | O_CLOEXEC)
        var region = flock()
        region.l_type = Int16(F_WRLCK)
        #expect(fcntl(file, F_SETLK, &region) == 0)
        #expect(holder(apt, crew)?.hasSuffix("(process \(getpid())) holds \(apt)") == true)
        close(file)
        #expect(holder(apt, crew) == nil)
    }

    @Test func manifestsAreFound() throws {
        let tree = try RepairTree([
            "requirements.txt": "x\n", "web/package.json": "{}", "tools/pyproject.toml": "[tool.ruff]\n",
            "sub/x": "", "rust/Cargo.toml": "[package]\n", "yarn/package.json": "{}", "yarn/yarn.lock": "",
        ])
        func remedies(_ line: String, _ folder: String, _ command: String = "run") -> [Remedy] {
            crew.remedies(for: failure(.dependency, line), at: tree.place(.shell(command), in: folder))
        }
        let python = "ModuleNotFoundError: No module named 'yaml'"
        #expect(remedies(python, "sub") == [.install(tool: "pip", manifest: tree.root + "/requirements.txt")])
        #expect(remedies(python, "tools") == [.install(tool: "pip", manifest: tree.root + "/requirements.txt")])
        let missing = crew.advice(for: failure(.dependency, python), at: tree.place())
        #expect(missing?.hasPrefix("no requirements.txt or pyproject.toml of the workspace names 'yaml': ") == true)
        let named = failure(.dependency, "ModuleNotFoundError: No module named 'x.y'")
        #expect(crew.advice(for: named, at: tree.place()) == nil)
        let node = "Error: Cannot find module 'express'"
        #expect(remedies(node, "web") == [.install(tool: "npm", manifest: tree.root + "/web/package.json")])
        #expect(remedies(node, "sub").isEmpty)
        #expect(remedies(node, "yarn").isEmpty)
        #expect(remedies("Error: Cannot find module './own'", "web").isEmpty)
        #expect(
            remedies("error: no matching package named `serde` found", "rust")
                == [.install(tool: "cargo", manifest: tree.root + "/rust/Cargo.toml")])
        #expect(remedies("npm ERR! code EINTEGRITY", "sub") == [.clearCache(tool: "npm")])
        // Somebody else's damage, though a tool is named elsewhere.
        #expect(remedies("ValueError: checkpoint is corrupt", "sub", "pip install x && python3 train.py").isEmpty)
        #expect(
            remedies(
                "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "tools", "pip install x")
                == [.clearCache(tool: "pip")])
    }

    @Test func hostileLinesAreRefused() throws {
        let tree = try RepairTree(["x": ""])
        let long = String(repeating: "a/", count: 5_000)
        let lines = [
            long, "'\(long)'", "''''''", "'", "\"", "tee: : No such file", "tee: /: No such file or directory",
            "tee: ////: No such file or directory", "tee: \u{0}/a: No such file or directory", ":::::",
            "tee: '" + String(repeating: "b", count: 300) + "/c/d': No such file or directory",
        ]
        for category in Failure.Category.allCases {
            for line in lines {
                let hostile = failure(category, line, "Permission denied: '\(line)'", "x.lock: \(line)")
                #expect(crew.remedies(for: hostile, at: tree.place()).isEmpty)
            }
        }
        var place = tree.place()
        place.workspace = "/"
        #expect(crew.remedies(for: failure(.filesystem, "tee: a/b: No such file"), at: place).isEmpty)
        place.workspace = "relative"
        #expect(crew.remedies(for: failure(.filesystem, "tee: a/b: No such file"), at: place).isEmpty)
    }
}
