extension ErrorRules {
    /// Memory, disks, processes, locks.
    static let resource = ErrorRuleTable(
        #"""
        memory.out = outOfMemory 94
            out of memory | memoryerror | oom-kill | oom_kill | oomkilled | oom killed | oom killer | bad_alloc
            outofmemoryerror | java heap space | heap out of memory | failed to allocate memory | nomemoryerror
            memory exhausted | insufficient memory | heap exhausted | out-of-memory | exceeded memory limit
            memory limit exceeded | gc overhead limit | killed signal terminated program | mémoire épuisée
            speicher erschöpft | memoria agotada | allowed memory size of | killed*memory | ran out of memory
            over memory limit | memory cgroup out | stack overflow in vm | cannot enlarge memory
            terminated program cc1
            e.g. java.lang.OutOfMemoryError: Java heap space
            e.g. c++: fatal error: Killed signal terminated program cc1plus

        memory.killed = killed 72
            ^killed$ | killed  * | : killed | signal 9 | sigkill | ^processus arrêté$ | signal: killed
            exit code 137 | exit status 137 | ^getötet$ | getötet  * | terminado (killed) | ^processus arrêté
            e.g. Killed
            e.g. bash: line 1:  2063 Killed                  ./train

        limit.system = limit 86
            cpu time limit exceeded | cputime limit | rlimit | ulimit | reached the limit | inotify watches
            inotify instances | watchers reached | max_map_count | limit on total number | no free inodes
            out of inodes | too many links | exceeds the limit of | resource limit | resource_exhausted
            resourceexhausted
            e.g. Error: ENOSPC: System limit for number of file watchers reached
            e.g. bash: line 1: 77 CPU time limit exceeded

        lock.held = lock 88
            acquiring the * lock | acquiring lock | working copy*locked | database is locked | could not get lock
            lock wait timeout | deadlock detected | deadlock found | could not obtain lock | file lock | is locked
            being used by another process | in use by another | failed to acquire lock | failed to acquire*lock
            acquire the lock | acquire the state lock | unable to acquire lock | cannot acquire lock
            another instance | already running | is already locked | lock is held | locked by another
            held by process | could not acquire lock | resource deadlock | waiting for*lock | lock is not available
            no locks available | could not lock | cannot lock | can't lock | failed to lock | waiting for lock on
            waiting for another | failed to get exclusive lock | unable to get exclusive | currently locked
            lock timeout | lockerror | locktimeout | yum lock | could not serialize access | concurrent modification
            is in use by
            e.g. E: Could not get lock /var/lib/dpkg/lock
            e.g. Error: Error acquiring the state lock

        lock.consequence = lock 86
            unable to acquire the * lock | unable to lock | another process using it | another process is using
            e.g. E: Unable to lock directory /var/lib/apt/lists/

        lock.file = staleLock 91
            .lock': file exists | .lock: file exists | lock file*exists
            lockfile*exists | lock file already | stale lock | stale pid file
            pid file*exists | postmaster.pid | unable to create '*.lock'
            e.g. fatal: Unable to create '/srv/a/.git/index.lock': File exists.

        lock.file-advice = staleLock 89
            another git process seems | remove the file manually
            e.g. remove the file manually to continue.

        disk.write = diskFull 66 for curl wget
            failure writing output to destination | failed writing received data | failed writing body
            cannot write to *
            e.g. curl: (23) Failure writing output to destination
        """#)

    /// Limits of services, with the wait that they ask for.
    static let limits = ErrorRuleTable(
        #"""
        quota.rate = rateLimit 90
            rate limit | *ratelimit* | rate-limit | rate_limit | too many requests | *toomanyrequests* | throttl*
            rate exceeded | request limit exceeded | requestlimitexceeded | limit exceeded: requests
            requests per minute | requests per second | slow down | slowdown | secondary rate | abuse detection
            toomanyrequestsexception | tokens per min | quota exceeded for | pull rate
            e.g. toomanyrequests: You have reached your pull rate limit.
            e.g. openai.RateLimitError: Error code: 429

        quota.wait = rateLimit 62
            retry-after: | retry after
            e.g. Please retry after 20 seconds

        quota.usage = usageLimit 92
            usage limit | limit reached | hit your limit | reached your limit | reached your usage
            insufficient_quota | out of credits | credit balance is too low | exceeded your current quota
            quota exceeded | daily limit | weekly limit | monthly limit | spending limit | billing limit
            quota will reset | limit will reset | limit resets | quotaexceeded | no credits | session limit
            message limit | usage cap
            e.g. You've hit your usage limit. Try again at 3:00 PM.
            e.g. Claude usage limit reached. Your limit will reset at 3am.

        quota.overloaded = serverError 86
            overloaded | server is busy | at capacity | engine is currently | model is overloaded | over capacity
            high demand
            e.g. API Error: 529 {"type":"overloaded_error"}

        quota.connections = tooMany 84
            too many connections | too many clients | remaining connection slots | connection limit
            max_connections | connection pool exhausted | too many concurrent | max clients reached | maxsessions
            maximum number of clients | qos*limit | qosmax | assocmax | job violates accounting | too many logins
            pool timeout | queue is full
            e.g. FATAL:  sorry, too many clients already
        """#)
}
