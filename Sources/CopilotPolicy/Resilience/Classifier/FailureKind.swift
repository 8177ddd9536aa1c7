internal import CopilotModel

/// What went wrong, finer than a category: every kind of failure that a rule can find.
enum FailureKind: String, Sendable, Hashable, CaseIterable {
    // Network.
    case dns, refused, serviceDown, reset, partial, unreachable, tlsTrust, tlsProtocol, proxy, proxyLogin
    case redirects, serverError
    // Timeout.
    case timedOut, ownLimit
    // Filesystem.
    case missingPath, missingInput, pathInTheWay, wrongPathKind, readOnly, corrupt, crossDevice, deviceError
    // Permission.
    case denied, needsRoot, login, credentials, hostKey, ownership
    // Resource.
    case diskFull, serverFull, outOfMemory, killed, limit, processes, portInUse, lock, staleLock, busy, tooMany
    case rateLimit, usageLimit
    // Dependency.
    case missingCommand, missingModule, missingPackage, missingVersion, conflict, managed
    // Validation.
    case usage, parse, badValue, configuration, unknownName, refusedRequest, checksum
    // Code.
    case compile, link, style, test, crash, exception, merge, uncommitted, behind
    // Unknown.
    case interrupted, temporary, result, generic
}

extension FailureKind {
    /// What follows from a kind.
    struct Verdict: Sendable, Hashable {
        var category: Failure.Category
        var severity: Failure.Severity
        var isRetryable: Bool
        var recovery: Failure.Recovery
        var scope: Failure.Scope
        /// The cause in words, without the line that shows it.
        var words: String

        init(
            _ category: Failure.Category, _ severity: Failure.Severity, retryable: Bool, _ recovery: Failure.Recovery,
            _ scope: Failure.Scope, _ words: String
        ) {
            self.category = category
            self.severity = severity
            isRetryable = retryable
            self.recovery = recovery
            self.scope = scope
            self.words = words
        }
    }

    /// What follows from it.
    var verdict: Verdict {
        switch self {
        case .dns, .refused, .serviceDown, .reset, .partial, .unreachable, .tlsTrust, .tlsProtocol, .proxy, .proxyLogin,
            .redirects, .serverError:
            network
        case .timedOut:
            Verdict(.timeout, .transient, retryable: true, .retryBackoff, .network, "something gave up waiting")
        case .ownLimit:
            Verdict(.timeout, .transient, retryable: true, .increaseTimeout, .task, "its time limit passed")
        case .missingPath, .missingInput, .pathInTheWay, .wrongPathKind, .readOnly, .corrupt, .crossDevice,
            .deviceError:
            filesystem
        case .denied, .needsRoot, .login, .credentials, .hostKey, .ownership: permission
        case .diskFull, .serverFull, .outOfMemory, .killed, .limit, .processes, .portInUse, .lock, .staleLock, .busy,
            .tooMany, .rateLimit, .usageLimit:
            resource
        case .missingCommand, .missingModule, .missingPackage, .missingVersion, .conflict, .managed: dependency
        case .usage, .parse, .badValue, .configuration, .unknownName, .refusedRequest, .checksum: validation
        case .compile, .link, .style, .test, .crash, .exception, .merge, .uncommitted, .behind: code
        case .interrupted, .temporary, .result, .generic: unknown
        }
    }

    private var network: Verdict {
        switch self {
        case .refused:
            Verdict(.network, .transient, retryable: true, .retryBackoff, .network, "the connection was refused")
        case .serviceDown:
            Verdict(.network, .recoverable, retryable: true, .startService, .host, "a service that it needs is down")
        case .reset:
            Verdict(
                .network, .transient, retryable: true, .retryBackoff, .network, "the other side dropped the connection")
        case .partial:
            Verdict(.network, .transient, retryable: true, .retryBackoff, .network, "a transfer broke off")
        case .unreachable:
            Verdict(.network, .transient, retryable: true, .retryBackoff, .network, "the network cannot be reached")
        case .tlsTrust:
            Verdict(.network, .fatal, retryable: false, .fixTLSTrust, .host, "a server's certificate is not trusted")
        case .tlsProtocol:
            Verdict(.network, .transient, retryable: true, .retryBackoff, .network, "the encrypted connection failed")
        case .proxy:
            Verdict(.network, .recoverable, retryable: true, .fixNetworkConfig, .host, "the proxy cannot be used")
        case .proxyLogin:
            Verdict(.network, .fatal, retryable: false, .supplyCredentials, .host, "the proxy wants a login")
        case .redirects:
            Verdict(.network, .fatal, retryable: false, .fixConfig, .task, "the server redirects without end")
        case .serverError:
            Verdict(.network, .transient, retryable: true, .retryBackoff, .network, "the server failed")
        default: Verdict(.network, .transient, retryable: true, .retryBackoff, .network, "a name could not be resolved")
        }
    }

    private var filesystem: Verdict {
        switch self {
        case .missingInput:
            Verdict(.filesystem, .fatal, retryable: false, .fixInput, .task, "a file that it reads does not exist")
        case .pathInTheWay:
            Verdict(.filesystem, .recoverable, retryable: false, .fixInput, .task, "something is in the way at a path")
        case .wrongPathKind:
            Verdict(.filesystem, .fatal, retryable: false, .fixInput, .task, "a path is not of the kind it must be")
        case .readOnly:
            Verdict(
                .filesystem, .fatal, retryable: false, .useAlternativePath, .host, "the file system is read-only")
        case .corrupt:
            Verdict(.filesystem, .fatal, retryable: false, .redownload, .task, "a file is damaged or cut short")
        case .crossDevice:
            Verdict(.filesystem, .fatal, retryable: false, .fixInput, .task, "the paths are on different devices")
        case .deviceError:
            Verdict(.filesystem, .fatal, retryable: false, .restoreBackup, .host, "a device reports an error")
        default:
            Verdict(.filesystem, .recoverable, retryable: false, .createPath, .task, "a path does not exist")
        }
    }

    private var permission: Verdict {
        switch self {
        case .needsRoot:
            Verdict(.permission, .fatal, retryable: false, .fixPermissions, .task, "it needs the rights of root")
        case .login:
            Verdict(.permission, .fatal, retryable: false, .supplyCredentials, .task, "a login was refused")
        case .credentials:
            Verdict(.permission, .fatal, retryable: false, .supplyCredentials, .task, "credentials are missing")
        case .hostKey:
            Verdict(
                .permission, .fatal, retryable: false, .abortHuman, .host, "a host's key is not known or has changed")
        case .ownership:
            Verdict(.permission, .fatal, retryable: false, .fixPermissions, .task, "a folder belongs to somebody else")
        default:
            Verdict(.permission, .fatal, retryable: false, .fixPermissions, .task, "access was denied")
        }
    }
}

extension FailureKind {
    private var resource: Verdict {
        switch self {
        case .serverFull:
            Verdict(.resource, .fatal, retryable: false, .freeDisk, .network, "the server has no room left")
        case .outOfMemory:
            Verdict(.resource, .recoverable, retryable: false, .reduceLoad, .host, "memory ran out")
        case .killed:
            Verdict(.resource, .transient, retryable: true, .reduceLoad, .host, "something killed it")
        case .limit:
            Verdict(.resource, .recoverable, retryable: false, .raiseLimit, .host, "it met a limit of the system")
        case .processes:
            Verdict(.resource, .transient, retryable: true, .reduceLoad, .host, "no more processes could be started")
        case .portInUse:
            Verdict(.resource, .recoverable, retryable: true, .waitAndRetry, .host, "its port is in use")
        case .lock:
            Verdict(.resource, .transient, retryable: true, .waitAndRetry, .host, "something else holds a lock")
        case .staleLock:
            Verdict(.resource, .recoverable, retryable: true, .removeStaleLock, .host, "a lock file is in the way")
        case .busy:
            Verdict(.resource, .transient, retryable: true, .waitAndRetry, .host, "what it needs is busy")
        case .tooMany:
            Verdict(.resource, .transient, retryable: true, .waitAndRetry, .network, "a server has no free place")
        case .rateLimit:
            Verdict(.resource, .transient, retryable: true, .waitAndRetry, .quota, "a rate limit was hit")
        case .usageLimit:
            Verdict(.resource, .transient, retryable: true, .retryLater, .quota, "a usage limit was reached")
        default:
            Verdict(.resource, .recoverable, retryable: false, .freeDisk, .host, "the disk is full")
        }
    }

    private var dependency: Verdict {
        let words =
            switch self {
            case .missingCommand: "a command is missing"
            case .missingPackage: "a package cannot be found"
            case .missingVersion: "a version that it needs is missing"
            case .conflict: "requirements contradict one another"
            case .managed: "the environment is managed by the system"
            default: "a module or library is missing"
            }
        switch self {
        case .missingPackage:
            return Verdict(.dependency, .fatal, retryable: false, .fixInput, .task, words)
        case .missingVersion, .conflict:
            return Verdict(.dependency, .fatal, retryable: false, .pinDependency, .task, words)
        case .managed: return Verdict(.dependency, .recoverable, retryable: true, .useAlternative, .host, words)
        default: return Verdict(.dependency, .recoverable, retryable: true, .installDependency, .host, words)
        }
    }

    private var validation: Verdict {
        let (words, recovery): (String, Failure.Recovery) =
            switch self {
            case .usage: ("it was called in a wrong way", .fixInput)
            case .parse: ("its input cannot be read", .fixInput)
            case .configuration: ("its configuration is not valid", .fixConfig)
            case .unknownName: ("it names something that does not exist", .fixInput)
            case .refusedRequest: ("the server refused the request", .fixInput)
            case .checksum: ("a checksum does not match", .redownload)
            default: ("a value is not valid", .fixInput)
            }
        return Verdict(.validation, .fatal, retryable: false, recovery, .task, words)
    }

    private var code: Verdict {
        switch self {
        case .merge:
            Verdict(.code, .fatal, retryable: false, .resolveConflict, .task, "changes contradict one another")
        case .uncommitted:
            Verdict(.code, .recoverable, retryable: false, .stashChanges, .task, "uncommitted changes are in the way")
        case .behind:
            Verdict(.code, .recoverable, retryable: false, .pullRebase, .task, "the other side has newer commits")
        case .compile: Verdict(.code, .fatal, retryable: false, .fixCode, .task, "the code does not compile")
        case .link: Verdict(.code, .fatal, retryable: false, .fixCode, .task, "the program does not link")
        case .style: Verdict(.code, .fatal, retryable: false, .fixCode, .task, "a checker found faults in the code")
        case .test: Verdict(.code, .fatal, retryable: false, .fixCode, .task, "tests failed")
        case .crash: Verdict(.code, .fatal, retryable: false, .fixCode, .task, "the program crashed")
        default: Verdict(.code, .fatal, retryable: false, .fixCode, .task, "the program ended with an uncaught error")
        }
    }

    private var unknown: Verdict {
        switch self {
        case .interrupted:
            Verdict(.unknown, .recoverable, retryable: true, .retryOnceThenHuman, .task, "it was interrupted")
        case .temporary:
            Verdict(
                .unknown, .transient, retryable: true, .retryBackoff, .task, "it says that the failure is temporary")
        case .result:
            Verdict(.unknown, .degraded, retryable: false, .none, .task, "its exit status says no, and will again")
        default:
            Verdict(
                .unknown, .recoverable, retryable: true, .retryOnceThenHuman, .task, "the output does not say why")
        }
    }
}
