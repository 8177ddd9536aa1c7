import CopilotHost
import CopilotModel
import CopilotPolicy
import CopilotPorts
import Foundation
import Testing

/// Real repositories, and a task that spoils everything in them that it can reach.
@Suite("Snapshots of a workspace")
struct LocalWorkspaceKeeperTests {
    struct StoppedClock: EngineClock {
        var wall: Int64 = 1_800_000_000_000
        func now() -> Moment { Moment(monotonic: .zero, boottime: .zero, wallMilliseconds: wall) }
        func sleep(for span: Duration) async throws {}
    }

    private static let key = AttemptKey(run: RunID(rawValue: "night-3f2a"), task: TaskID("quality/lint"), attempt: 1)

    private static func keeper(
        _ tree: TemporaryTree, wall: Int64 = 1_800_000_000_000, lifeMargin: Duration = .seconds(7)
    ) -> LocalWorkspaceKeeper {
        LocalWorkspaceKeeper(
            workspace: tree.path, environment: ProcessInfo.processInfo.environment, clock: StoppedClock(wall: wall),
            lifeMargin: lifeMargin)
    }

    /// Runs a shell script; its output. What it says of errors goes to the test's.
    @discardableResult
    private static func shell(_ script: String, in folder: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", script]
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": "/nonexistent",
            "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C",
            "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b",
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    private static let setup = #"""
        set -e
        mkdir .copilot; git init -q -b main .
        git config core.autocrlf true
        echo '*.txt text eol=crlf' > .gitattributes
        printf 'ignored/\n*.log\n' > .gitignore
        printf 'one\r\n' > a.txt; printf 'two\n' > b.txt; mkdir -p src/deep; echo code > src/deep/code.py
        echo tool > run.sh; chmod 755 run.sh; ln -s src/deep/code.py link
        git add . 2>/dev/null; git commit -qm first; git branch side; git tag -a v1 -m tag
        echo stashed >> b.txt; git stash -q; echo again >> b.txt; git stash -q
        echo staged > src/staged.py; git add src/staged.py; printf 'more\n' >> src/staged.py
        echo unstaged >> src/deep/code.py; git rm -q --cached run.sh
        mkdir ignored empty; echo secret > ignored/key; echo log > x.log; chmod 600 ignored/key
        printf x > 'ü n'; printf y > -- '-dash'; printf z > $'new\nline'; printf q > $'b\xffd'; mkdir 'dir with space'
        printf '\\' > 'back\slash"quote'; printf r > readonly; chmod 444 readonly; mkdir ro; echo f > ro/f; chmod 555 ro
        ln -s nowhere dangling; mkdir -p nested; (cd nested && git init -q . && echo n > n)
        head -c 11000000 /dev/zero > ignored/big
        touch -d '2020-01-02 03:04:05.678901234' src/deep/code.py
        """#

    private static let vandal = #"""
        chmod -R u+w ro 2>/dev/null
        echo spoilt > a.txt; rm b.txt; rm -rf src; echo file > src; chmod 644 'ü n'; chmod 777 run.sh
        rm link; echo nolink > link; rm -f -- -dash; mkdir -- -dash; echo in > -- './-dash/in'
        rm $'new\nline' $'b\xffd' readonly 'back\slash"quote'; rm -rf ro empty 'dir with space' dangling
        echo new > added; mkdir -p deep/er; echo new > deep/er/added; chmod 500 deep/er; echo key > ignored/key; rm x.log; touch y.log
        echo 'b.txt' > .gitignore; echo '* -text' > .gitattributes
        git add -A >/dev/null 2>&1; git commit -qm vandal; git checkout -q -b other; git branch -q -D side main
        git stash clear; git config user.name vandal; echo '#!/bin/sh' > .git/hooks/pre-commit
        git reflog expire --expire=now --all; git gc -q --prune=now 2>/dev/null
        git tag -d v1 >/dev/null; echo garbage >> .git/config; rm .git/HEAD; touch .git/index.lock
        """#

    /// Everything but what is ours: paths with modes, sizes, link targets and digests.
    private static let listing = #"""
        git status --porcelain=v2 -z | tr '\0' '\n' | grep -v copilot; echo; git stash list; git for-each-ref | grep -v refs/copilot
        sha256sum .git/index; cat .git/HEAD .git/config; git log --oneline HEAD side | sort; git reflog
        find . -path ./.git -prune -o -path ./.copilot -prune -o -printf '%P %y %m %l %T@\n' | sort
        find . -path ./.git -prune -o -path ./.copilot -prune -o -type f -print0 | sort -z | xargs -0 sha256sum
        find .git -path .git/objects -prune -o -path '*/copilot' -prune -o -type f ! -name packed-refs -print0 | sort -z | xargs -0 sha256sum
        """#

    private static func restore(_ keeper: LocalWorkspaceKeeper, _ key: AttemptKey = key) throws -> RestorePlan {
        let plan = RecoveryEngine.plan(try keeper.differences(since: key))
        if RecoveryEngine.refusal(plan) == nil { try keeper.apply(plan, of: key) }
        return plan
    }

    @Test func aVandalLeavesNoTrace() throws {
        let tree = try TemporaryTree()
        try Self.shell(Self.setup, in: tree.path)
        let before = try Self.shell(Self.listing, in: tree.path)
        let keeper = Self.keeper(tree)
        let info = try keeper.take(Self.key, of: ProtectRule(), in: tree.path)
        #expect(info.kind == .git)
        #expect(info.leftAlone == 2, "the nested repository and the large file")
        #expect(try Self.shell(Self.listing, in: tree.path) == before, "a snapshot changes nothing")
        try Self.shell(Self.vandal, in: tree.path)
        #expect(try Self.shell(Self.listing, in: tree.path) != before)
        try keeper.keepEnd(of: Self.key, isFailed: true)
        let plan = try Self.restore(keeper)
        #expect(RecoveryEngine.refusal(plan) == nil)
        let after = try Self.shell(Self.listing, in: tree.path)
        #expect(after == before)
        if after != before { Self.showDifference(before, after) }
        #expect(try Self.restore(keeper).steps.isEmpty, "there is nothing left to do")
        let ref = "refs/copilot/snapshots/night-3f2a/quality+lint-1"
        #expect(try Self.shell("git show \(ref):src/staged.py", in: tree.path) == "staged\nmore\n")
        #expect(try Self.shell("git show \(ref)-failed:added", in: tree.path) == "new\n")
        #expect(try Self.shell("git fsck 2>&1 | grep -v dangling", in: tree.path) == "")
        try Self.shell("chmod -R u+w .", in: tree.path)
    }

    private static func showDifference(_ before: String, _ after: String) {
        let (old, new) = (before.split(separator: "\n"), after.split(separator: "\n"))
        for line in old where !new.contains(line) { print("- \(line)") }
        for line in new where !old.contains(line) { print("+ \(line)") }
    }

    @Test func whatSomebodyElseWroteStays() throws {
        let tree = try TemporaryTree(["a": "a", "b": "b", "c": "c"])
        try Self.shell("git init -q .; git add a; git commit -qm x", in: tree.path)
        let keeper = Self.keeper(tree)
        _ = try keeper.take(Self.key, of: ProtectRule(), in: tree.path)
        try tree.write("a", Array("spoilt".utf8))
        try keeper.keepEnd(of: Self.key, isFailed: true)
        try tree.write("b", Array("another's".utf8))
        try tree.write("d", Array("another's".utf8))
        _ = try Self.restore(keeper)
        #expect(try Self.shell("cat a b c d", in: tree.path) == "aanother'scanother's")
        // The same path: nothing at all is touched.
        try tree.write("a", Array("another's".utf8))
        let plan = try Self.restore(keeper)
        #expect(plan.conflicts.map(\.name) == ["a"])
        #expect(RecoveryEngine.refusal(plan) == "a was written by somebody else since")
    }

    /// Waits until the file system's clock has gone on, so that what is written next is younger.
    private static func awaitTick(in tree: TemporaryTree) throws {
        func changed() throws -> String {
            try tree.write(".copilot/tick", [0])
            return try shell("stat -c %z .copilot/tick", in: tree.path)
        }
        let before = try changed()
        while try changed() == before {}
    }

    @Test func whatIsWrittenAfterTheLastSignOfLifeIsNotTakenForTheAttempts() throws {
        let tree = try TemporaryTree(["a": "a", "b": "b", "c": "c"])
        try Self.shell("git init -q .; git add a; git commit -qm x", in: tree.path)
        let keeper = Self.keeper(tree, lifeMargin: .zero)
        _ = try keeper.take(Self.key, of: ProtectRule(), in: tree.path)
        try tree.write("a", Array("spoilt".utf8))
        try tree.write("added", Array("spoilt".utf8))
        keeper.noteAlive(Self.key)
        // Its supervisor dies here, and a person goes on.
        try Self.awaitTick(in: tree)
        try tree.write("b", Array("mine".utf8))
        try tree.write("new", Array("mine".utf8))
        for _ in 0..<2 {
            let plan = try Self.restore(keeper)
            #expect(plan.conflicts.map(\.name) == ["b", "new"])
            #expect(
                RecoveryEngine.refusal(plan)
                    == "b, new were changed after the last sign of life of its attempt, and nobody saw by whom")
            #expect(try Self.shell("cat a b c added new", in: tree.path) == "spoiltminecspoiltmine")
            // A late look does not make them the attempt's.
            try keeper.keepEnd(of: Self.key, isFailed: true)
        }
        try Self.shell("rm new; echo -n b > b", in: tree.path)
        #expect(RecoveryEngine.refusal(try Self.restore(keeper)) == nil)
        #expect(try Self.shell("cat a b c; ls", in: tree.path) == "abca\nb\nc\n")
    }

    @Test func aMereStatusSinceIsNobodysDoing() throws {
        let tree = try TemporaryTree(["a": "a", "b": "b"])
        try Self.shell("git init -q .; git add .; git commit -qm x", in: tree.path)
        let before = try Self.shell("sha256sum .git/index", in: tree.path)
        let keeper = Self.keeper(tree, lifeMargin: .zero)
        _ = try keeper.take(Self.key, of: ProtectRule(), in: tree.path)
        try Self.shell("echo spoilt > a; git add a; touch -d 2020-01-01 b", in: tree.path)
        keeper.noteAlive(Self.key)
        try keeper.keepEnd(of: Self.key, isFailed: false)
        let left = try Self.shell("sha256sum .git/index", in: tree.path)
        try Self.awaitTick(in: tree)
        try Self.shell("GIT_OPTIONAL_LOCKS=1 git status", in: tree.path)
        #expect(try Self.shell("sha256sum .git/index", in: tree.path) != left, "git refreshes it")
        #expect(RecoveryEngine.refusal(try Self.restore(keeper)) == nil)
        #expect(
            try Self.shell("sha256sum .git/index; cat a; git status --porcelain | grep -v copilot", in: tree.path)
                == before + "a")
        // What is staged since is somebody's work.
        try Self.shell("echo spoilt > a", in: tree.path)
        let second = AttemptKey(run: Self.key.run, task: Self.key.task, attempt: 2)
        _ = try keeper.take(second, of: ProtectRule(), in: tree.path)
        try Self.shell("git add a", in: tree.path)
        keeper.noteAlive(second)
        try keeper.keepEnd(of: second, isFailed: false)
        try Self.shell("echo mine > c; git add c", in: tree.path)
        #expect(try Self.restore(keeper, second).conflicts.map(\.name) == ["index"])
    }

    @Test func whatWouldBeLostByForceIsKeptFirst() throws {
        let tree = try TemporaryTree(["a": "a", "b": "b"])
        try Self.shell("git init -q .; git add .; git commit -qm x", in: tree.path)
        let keeper = Self.keeper(tree)
        _ = try keeper.take(Self.key, of: ProtectRule(), in: tree.path)
        try Self.shell("echo spoilt > a; echo spoilt > d; git add .", in: tree.path)
        try keeper.keepEnd(of: Self.key, isFailed: true)
        try Self.shell("echo mine > a; echo mine > d; echo mine > e; git add a", in: tree.path)
        let mine = try Self.shell("head *; git status --porcelain | grep -v copilot", in: tree.path)
        let differences = try keeper.differences(since: Self.key)
        let conflicts = RecoveryEngine.plan(differences).conflicts
        #expect(conflicts.map(\.name) == ["index", "a", "d"])
        let kept = try keeper.keepPresent(beside: try keeper.stored(Self.key), before: conflicts)
        try keeper.apply(RecoveryEngine.plan(differences, overwriting: conflicts), of: Self.key)
        try keeper.keepEnd(of: kept, isFailed: false)
        #expect(
            try Self.shell("cat a b; ls; git status --porcelain | grep -v copilot", in: tree.path)
                == "aba\nb\ne\n?? e\n")
        #expect(kept.snapshotName == "night-3f2a/quality+lint-before-restore-1")
        #expect(RecoveryEngine.refusal(try Self.restore(keeper, kept)) == nil)
        #expect(try Self.shell("head *; git status --porcelain | grep -v copilot", in: tree.path) == mine)
        #expect(
            try keeper.keepPresent(beside: try keeper.stored(Self.key), before: conflicts).attempt == 2,
            "the first stays")
    }

    @Test func foldersThatCouldNotBeSeenAndWhatLiesBehindALinkAreLeftAlone() throws {
        let tree = try TemporaryTree(["a": "a", "inner/file": "mine", "real/file": "mine", "sub/x": "x"])
        try Self.shell("git init -q .; git init -q inner; git add a sub; git commit -qm x", in: tree.path)
        let keeper = Self.keeper(tree)
        _ = try keeper.take(Self.key, of: ProtectRule(), in: tree.path)
        // A repository of its own becomes a plain folder: what is in it was not seen before.
        try Self.shell("rm -rf inner/.git; echo spoilt > a", in: tree.path)
        try keeper.keepEnd(of: Self.key, isFailed: true)
        let plan = try Self.restore(keeper)
        #expect(plan.leftAlone.map(\.name).contains("inner/file"))
        #expect(try Self.shell("cat inner/file a", in: tree.path) == "minea")
        // A folder becomes a link to another one: its files are not looked for there.
        let second = AttemptKey(run: Self.key.run, task: Self.key.task, attempt: 2)
        _ = try keeper.take(second, of: ProtectRule(), in: tree.path)
        try Self.shell("echo spoilt > sub/x", in: tree.path)
        try keeper.keepEnd(of: second, isFailed: true)
        try Self.shell("mv sub sub.away; ln -s real sub", in: tree.path)
        #expect(throws: WorkspaceError.self) { try Self.restore(keeper, second) }
        #expect(try Self.shell("cat real/file; ls real", in: tree.path) == "minefile\n")
    }

    @Test func outsideGitDeclaredPathsAreCopied() throws {
        let tree = try TemporaryTree(["out/a": "a", "out/sub/b": "b", "else": "e"])
        let keeper = Self.keeper(tree)
        let info = try keeper.take(Self.key, of: ProtectRule(paths: ["out"]), in: tree.path)
        #expect(info.kind == .copy)
        #expect(info.files == 2)
        try Self.shell("echo x > else; echo y > out/a; rm -r out/sub; touch out/new; chmod 700 out", in: tree.path)
        try keeper.keepEnd(of: Self.key, isFailed: true)
        _ = try Self.restore(keeper)
        #expect(try Self.shell("cat out/a out/sub/b else; ls out", in: tree.path) == "abx\na\nsub\n")
        #expect(keeper.list().map(\.name) == ["night-3f2a/quality+lint-1"])
        keeper.drop(Self.key)
        #expect(keeper.list().isEmpty)
    }

    @Test func pathsElsewhereAreRefused() throws {
        let tree = try TemporaryTree(["a": "a"])
        #expect(throws: WorkspaceError(message: "'../x' does not lie in \(tree.path)")) {
            try Self.keeper(tree).take(Self.key, of: ProtectRule(paths: ["../x"]), in: tree.path)
        }
    }

    /// Cut off after any number of steps, the same is done again and comes to the same.
    @Test func aRestoreThatWasCutOffIsFinished() throws {
        let tree = try TemporaryTree()
        try Self.shell(Self.setup, in: tree.path)
        let before = try Self.shell(Self.listing, in: tree.path)
        let keeper = Self.keeper(tree)
        for round in 0..<6 {
            let key = AttemptKey(run: Self.key.run, task: Self.key.task, attempt: round + 1)
            _ = try keeper.take(key, of: ProtectRule(), in: tree.path)
            try Self.shell(Self.vandal, in: tree.path)
            try keeper.keepEnd(of: key, isFailed: true)
            let plan = RecoveryEngine.plan(try keeper.differences(since: key))
            var cut = plan
            cut.steps = Array(plan.steps.prefix(plan.steps.count * round / 6))
            try keeper.apply(cut, of: key)
            try Self.shell("echo half > .copilot-restoring; echo half > .git/.copilot-restoring", in: tree.path)
            #expect(RecoveryEngine.refusal(try Self.restore(keeper, key)) == nil)
            let after = try Self.shell(Self.listing, in: tree.path)
            #expect(after == before)
            if after != before { return Self.showDifference(before, after) }
        }
        try Self.shell("chmod -R u+w .", in: tree.path)
    }

    @Test func inALinkedWorkTreeOnlyWhatIsItsOwnIsSetBack() throws {
        let tree = try TemporaryTree(["main/a": "a"])
        let main = tree.path + "/main"
        try Self.shell("git init -q -b main .; git add a; git commit -qm x; git worktree add -q ../side", in: main)
        let side = tree.path + "/side"
        let keeper = LocalWorkspaceKeeper(
            workspace: side, environment: ProcessInfo.processInfo.environment, clock: StoppedClock())
        let look =
            "git status --porcelain=v2 | grep -v copilot; git for-each-ref | grep -v copilot; cat a; git rev-parse HEAD; git log -g"
        let before = try Self.shell(look, in: side)
        _ = try keeper.take(Self.key, of: ProtectRule(), in: side)
        try Self.shell("echo b > a; git commit -qam vandal; git branch x", in: side)
        try keeper.keepEnd(of: Self.key, isFailed: true)
        try Self.shell("echo mine >> a; git add a", in: main)
        _ = try Self.restore(keeper)
        #expect(try Self.shell(look, in: side) == before)
        #expect(try Self.shell("git diff --cached --name-only", in: main) == "a\n")
    }

    @Test func oldSnapshotsOfOtherRunsGo() throws {
        let tree = try TemporaryTree(["a": "a"])
        try Self.shell("git init -q .", in: tree.path)
        _ = try Self.keeper(tree).take(Self.key, of: ProtectRule(), in: tree.path)
        let later = Self.keeper(tree, wall: 1_800_000_000_000 + 49 * 3_600_000)
        let key = AttemptKey(run: RunID(rawValue: "day-0001"), task: TaskID("t"), attempt: 1)
        _ = try later.take(key, of: ProtectRule(), in: tree.path)
        #expect(later.list().map(\.name) == ["day-0001/t-1"])
        #expect(
            try Self.shell("git for-each-ref --format='%(refname)'", in: tree.path)
                == "refs/copilot/snapshots/day-0001/t-1\n")
    }
}
