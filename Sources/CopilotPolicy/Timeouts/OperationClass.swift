/// What kind of work a command does, for a first guess at how long it may take.
package enum OperationClass: String, Sendable, Hashable, Codable, CaseIterable {
    case network, build, test, file, computation, model, external, database
    /// Nothing is known.
    case general

    /// The timeout of a first run of which nothing else is known, in seconds. Guesses, shown as such: an hour unless the kind
    /// of work is known to be shorter or longer.
    package var guessSeconds: Double {
        switch self {
        case .network, .file: 1800
        case .test, .external, .database, .build, .model, .general: 3600
        case .computation: 14_400
        }
    }

    /// The class of a command by its program; `general` if that says nothing.
    package static func of(_ argv: [String]) -> OperationClass {
        let name = argv.first?.split(separator: "/").last.map(String.init) ?? ""
        let word = argv.dropFirst().first ?? ""
        switch name {
        case "curl", "wget", "ssh", "scp", "rsync", "ping", "aria2c": return .network
        case "git": return ["clone", "fetch", "pull", "push"].contains(word) ? .network : .file
        case "make", "ninja", "cmake", "gcc", "g++", "clang", "gradle", "mvn", "bazel": return .build
        case "pytest", "ctest", "jest", "tox", "nosetests": return .test
        case "swift", "cargo", "go", "npm":
            return word == "test" ? .test : word == "install" ? .network : .build
        case "cp", "mv", "rm", "tar", "gzip", "xz", "zip", "unzip", "find": return .file
        case "python", "python3", "Rscript", "julia", "octave", "sbatch", "srun": return .computation
        case "claude", "codex", "ollama", "aider", "gemini", "llama-cli": return .model
        case "psql", "pg_dump", "pg_restore", "mysql", "mysqldump", "sqlite3", "mongodump": return .database
        case "docker", "podman", "kubectl", "terraform", "ansible", "gh", "aws", "gcloud", "az": return .external
        default: return .general
        }
    }
}

/// How much hangs on a run, for the first guess and for work that weighs it.
package enum RunCriticality: String, Sendable, Hashable, Codable, CaseIterable {
    case low, normal, high

    /// What the first guess is multiplied with: what matters is given more time, what does not is given up sooner.
    package var guessFactor: Double {
        switch self {
        case .low: 0.5
        case .normal: 1
        case .high: 2
        }
    }
}
