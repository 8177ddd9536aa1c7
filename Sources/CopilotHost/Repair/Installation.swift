import CopilotModel
import CopilotPorts
import Glibc

/// Installs what a project's manifest names, with its own tool and nothing of the system's touched.
struct Installation {
    let place: RepairPlace
    let ground: RepairGround
    let cancellation: Cancellation

    /// Installs; returns the variables that later tries need.
    func install(tool: String, manifest: String) throws(RepairError) -> [String: String] {
        guard Manifest.isUsable(manifest, tool: tool, in: ground) else {
            throw RepairError(message: "\(ShownPath.text(manifest)) is no manifest of the workspace for \(tool)")
        }
        let path = try ground.existing(manifest)
        let folder = RemedySearch.folder(of: path)
        let deadline = ContinuousClock.now + LocalRepairCrew.installTime
        let turn = try InstallationTurn(ground: ground, until: deadline, cancellation)
        defer { turn.end() }
        let time = deadline - ContinuousClock.now
        switch tool {
        case "pip": return try python(path, folder, time)
        case "npm":
            let hasLock = ["package-lock.json", "npm-shrinkwrap.json"].contains { access(folder + "/" + $0, F_OK) == 0 }
            let modules = NodeModules(in: folder)
            guard modules.isNpmsAlone else {
                throw RepairError(message: "node_modules holds more than npm has put there, and would lose it")
            }
            // `npm ci` removes what is there.
            let install = ["install", "--no-save"] + (hasLock ? [] : ["--no-package-lock"])
            let how = hasLock && !modules.exists ? ["ci"] : install
            try run(["npm"] + how + ["--no-audit", "--no-fund"], folder, time)
        case "cargo":
            let hasLock = access(folder + "/Cargo.lock", F_OK) == 0
            try run(["cargo", "fetch"] + (hasLock ? ["--locked"] : []) + ["--manifest-path", path], folder, time)
        case "go": try run(["go", "mod", "download"], folder, time)
        default: throw RepairError(message: "nobody knows how to install with \(ShownPath.text(tool))")
        }
        return [:]
    }

    private func run(
        _ words: [String], _ folder: String, _ time: Duration, _ variables: [String: String] = [:]
    ) throws(RepairError) {
        let environment = RepairEnvironment.quiet(place.environment).merging(variables) { $1 }
        try RepairCommand(
            words: words, environment: environment, directory: folder, time: time, cancellation: cancellation
        )
        .run()
    }

    /// Into the environment of the workspace that the command runs in; else into a folder of ours that its Python is told
    /// of, which also works where the system's Python is managed by the system.
    private func python(
        _ manifest: String, _ folder: String, _ time: Duration
    ) throws(RepairError) -> [String: String] {
        guard let python = PythonChoice(place: place, ground: ground) else {
            throw RepairError(message: "no Python is there to install with")
        }
        let isProject = manifest.lastPart == "pyproject.toml"
        let pip = [python.program, "-m", "pip", "install"]
        if python.isOurs {
            try run(pip + (isProject ? ["--editable", folder] : ["-r", manifest]), folder, time)
            return [:]
        }
        let target = ground.pythonFolder
        guard let at = Whereabouts.find(target, from: ground.workspace), at.isInside(ground.workspace),
            !target.contains(":")
        else {
            throw RepairError(message: "\(ShownPath.text(target)) cannot be used for packages")
        }
        close(try FolderMaking.open(at, mode: 0o755))
        // A user's own settings for pip may go against a target folder.
        let settings = ["PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"]
        let what = isProject ? [folder] : ["-r", manifest]
        try run(pip + ["--upgrade", "--target", target] + what, folder, time, settings)
        let before = (place.environment["PYTHONPATH"] ?? "").split(separator: ":").map(String.init)
        return ["PYTHONPATH": ([target] + before.filter { $0 != target }).joined(separator: ":")]
    }
}

/// Whose turn it is to install in a workspace: two at once would take each other's files.
struct InstallationTurn {
    private let file: Int32

    init(ground: RepairGround, until deadline: ContinuousClock.Instant, _ cancellation: Cancellation)
        throws(RepairError)
    {
        guard let at = Whereabouts.find(ground.workspace + "/.copilot", from: "/"), at.isInside(ground.workspace) else {
            throw RepairError(message: "the folder .copilot leads out of the workspace")
        }
        let folder = try FolderMaking.open(at, mode: 0o755)
        defer { close(folder) }
        file = openat(folder, "repair.lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw RepairError(message: "repair.lock cannot be opened: \(SystemText.of(errno))") }
        while flock(file, LOCK_EX | LOCK_NB) != 0 {
            guard ContinuousClock.now < deadline, errno == EWOULDBLOCK || errno == EINTR else {
                close(file)
                throw RepairError(message: "another installation does not end")
            }
            guard !cancellation.isCancelled else {
                close(file)
                throw RepairError(message: RepairCommand.cutOff)
            }
            usleep(100_000)
        }
    }

    func end() { close(file) }
}

/// What tools get so that they ask nothing.
enum RepairEnvironment {
    static func quiet(_ environment: [String: String]) -> [String: String] {
        environment.merging(
            [
                "PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_COLOR": "1", "NO_COLOR": "1",
                "npm_config_yes": "true", "npm_config_progress": "false", "npm_config_update_notifier": "false",
                "GIT_TERMINAL_PROMPT": "0", "CARGO_TERM_PROGRESS_WHEN": "never", "CI": "true", "TERM": "dumb",
            ]) { $1 }
    }
}
