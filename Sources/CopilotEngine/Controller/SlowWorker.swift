internal import CopilotModel
internal import CopilotPolicy
internal import CopilotPorts

/// Does what may take long, side by side, and posts what came of it.
struct SlowWorker: Sendable {
    /// What leftovers are given between TERM and KILL at a mission's end.
    static let sweepGrace: Duration = .seconds(3)

    let run: RunID
    let files: any WorkspaceFiles
    let executor: any TaskExecutor
    let inbox: Inbox
    let manager: StateManager
    let doctor: FailureDoctor
    let recoverer: WorkspaceRecoverer
    let remedies: RunningRemedies
    let checkpoints: (any CheckpointSaver)?
    let clock: any EngineClock

    /// Works until the stream ends and every job is done.
    func work(_ jobs: AsyncStream<SlowJob>) async {
        await withDiscardingTaskGroup { group in
            for await job in jobs { group.addTask { await perform(job) } }
        }
    }

    private func perform(_ job: SlowJob) async {
        switch job {
        case .checkOutputs(let key, let paths, let directory):
            let missing = await DedicatedThread.offload { files.missing(paths, in: directory) }
            inbox.post(.kernel(.outputsChecked(key, missing: missing)))
        case .readItems(let task, let path):
            inbox.post(.kernel(await DedicatedThread.offload { readItems(of: task, path: path) }))
        case .diagnose(let key, let failure, let status, let place):
            let found = await DedicatedThread.offload { doctor.diagnose(key, failure, status: status, at: place) }
            inbox.post(.kernel(.diagnosed(key, found)))
        case .remedy(let key, let remedy, let place, let cancellation):
            let outcome = await DedicatedThread.offload {
                doctor.apply(remedy, at: place, cancellation: cancellation)
            }
            for waiting in remedies.end(key) { inbox.post(.kernel(.remedied(waiting, remedy, outcome))) }
        case .placeDefaults(let key, let outputs, let place):
            let trouble = await DedicatedThread.offload { doctor.put(outputs, at: place) }
            inbox.post(.kernel(.defaultsPlaced(key, trouble: trouble)))
        case .snapshot(let key, let rule, let directory):
            inbox.post(.kernel(await DedicatedThread.offload { recoverer.take(key, rule, in: directory) }))
        case .keepEnd(let key, let isFailed):
            await DedicatedThread.offload { recoverer.keepEnd(of: key, isFailed: isFailed) }
            inbox.post(.kernel(.endKept(key)))
        case .restore(let key):
            let outcome = await DedicatedThread.offload { recoverer.restore(key) }
            inbox.post(.kernel(.restored(key, outcome)))
        case .saveCheckpoint(let key, let rule, let process, let folder, let place):
            let start = clock.now().monotonic
            let outcome = await DedicatedThread.offload {
                checkpoints?.save(rule, of: process, in: folder, at: place) ?? .failed(reason: "nobody can make one")
            }
            inbox.post(.kernel(.checkpointed(key, outcome, took: clock.now().monotonic - start)))
        case .probeNetwork:
            inbox.post(.kernel(.connectivity(await DedicatedThread.offload { doctor.connectivity() })))
        case .sweep:
            _ = await executor.sweep(run, known: [], sparing: [], grace: Self.sweepGrace)
            inbox.post(.kernel(.swept))
        case .saveSnapshot(let state):
            await DedicatedThread.offload { manager.saveSnapshot(state) }
        }
    }

    private func readItems(of task: TaskID, path: String) -> KernelInput {
        do {
            let read = try files.items(of: path)
            try manager.journal.saveItems(read.items, of: task)
            return .itemsRead(task, count: read.items.count, digest: read.digest)
        } catch let error as WorkspaceError {
            return .itemsUnreadable(task, message: error.message)
        } catch {
            return .itemsUnreadable(task, message: "\(error)")
        }
    }
}
