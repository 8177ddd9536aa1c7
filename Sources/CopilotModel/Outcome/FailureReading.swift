extension Failure {
    /// What would have to be done so that a later try succeeds.
    package enum Recovery: String, Sendable, Hashable, Codable, CaseIterable {
        case retryBackoff = "retry_backoff"
        case waitAndRetry = "wait_and_retry"
        case retryLater = "retry_later"
        case retryOnceThenHuman = "retry_once_then_human"
        case increaseTimeout = "increase_timeout"
        case installDependency = "install_dependency"
        case pinDependency = "pin_dependency"
        case createPath = "create_path"
        case freeDisk = "free_disk"
        case raiseLimit = "raise_limit"
        case reduceLoad = "reduce_load"
        case startService = "start_service"
        case removeStaleLock = "remove_stale_lock"
        case redownload
        case restoreBackup = "restore_backup"
        case useAlternative = "use_alternative"
        case useAlternativePath = "use_alternative_path"
        case fixPermissions = "fix_permissions"
        case fixNetworkConfig = "fix_network_config"
        case fixTLSTrust = "fix_tls_trust"
        case fixConfig = "fix_config"
        case fixInput = "fix_input"
        case fixCode = "fix_code"
        case resolveConflict = "resolve_conflict"
        case stashChanges = "stash_changes"
        case pullRebase = "pull_rebase"
        case supplyCredentials = "supply_credentials"
        case abortHuman = "abort_human"
        case none
    }

    /// What a failure concerns besides the task: others that use the same will fail alike.
    package enum Scope: String, Sendable, Hashable, Codable, CaseIterable {
        case task, host, network, quota
    }

    /// What a command's end and its output say about its failure.
    package struct Reading: Sendable, Hashable, Codable {
        /// The rule that found the cause: `network.dns`, `exit.127`.
        package var rule: String
        package var scope: Scope
        /// Whether the same command may succeed later, perhaps after `recovery`, with nothing else changed.
        package var isRetryable: Bool
        package var recovery: Recovery
        /// The wait that the text asks for, in milliseconds, at least 0.
        package var retryAfterMilliseconds: Int64?
        /// The lines that show it, the telling one first; at most ``mostEvidence`` of ``longestEvidence`` characters.
        package var evidence: [String]
        /// 0 to 1.
        package var confidence: Double

        /// The caps on `evidence`: events are written to the journal and kept in memory.
        package static let mostEvidence = 3
        package static let longestEvidence = 240

        package init(
            rule: String, scope: Scope, isRetryable: Bool, recovery: Recovery, retryAfterMilliseconds: Int64? = nil,
            evidence: [String] = [], confidence: Double
        ) {
            self.rule = rule
            self.scope = scope
            self.isRetryable = isRetryable
            self.recovery = recovery
            self.retryAfterMilliseconds = retryAfterMilliseconds
            self.evidence = evidence.prefix(Self.mostEvidence).map { String($0.prefix(Self.longestEvidence)) }
            self.confidence = confidence
        }
    }
}
