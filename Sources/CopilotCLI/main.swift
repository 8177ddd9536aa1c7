// The first thing, while the process has one thread: on a terminal the mission gets a launcher in front of it.
if let code = LauncherEntry.runIfNeeded() { ProcessExit.now(code) }
await CommandEntry.run()
