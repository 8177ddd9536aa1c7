import CopilotExecutors
import Foundation

// A supervisor in miniature, for the tests of the launcher: the first argument says what it does.
let arguments = CommandLine.arguments
let environment = ProcessInfo.processInfo.environment
guard environment[LauncherLink.supervisorVariable] == "1" else {
    exit(Launcher.run(executable: "/proc/self/exe", arguments: arguments))
}
let signals = AsyncStream<LauncherLink.Signal>.makeStream()
guard let link = LauncherLink(environment: environment, handler: { signals.continuation.yield($0) }) else {
    print("no link")
    exit(9)
}

/// What a screen does to a terminal.
func enterScreen() {
    var settings = termios()
    tcgetattr(0, &settings)
    cfmakeraw(&settings)
    tcsetattr(0, TCSANOW, &settings)
    say("\u{1b}[?1049h\u{1b}[?25l")
}

func say(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

var isInFront: Bool { tcgetpgrp(0) == getpgrp() && getpgrp() == getpid() }

func next() async -> LauncherLink.Signal? {
    var iterator = signals.stream.makeAsyncIterator()
    return await iterator.next()
}

switch arguments.dropFirst().first ?? "" {
case "exit":
    enterScreen()
    say("front=\(isInFront)")
    exit(Int32(arguments.last ?? "") ?? 9)
case "crash":
    enterScreen()
    kill(getpid(), SIGKILL)
case "suspend":
    enterScreen()
    _ = link.suspend()
    let signal = await next()
    say("then=\(signal == .resumed) front=\(isInFront)\r\n")
    exit(7)
case "stop":
    say("stopping\n")
    raise(SIGSTOP)
    say("then front=\(isInFront)\n")
    exit(6)
case "detach":
    say("detaching front=\(isInFront)\n")
    _ = link.detach()
    let signal = await next()
    signal.map { _ = FileManager.default.createFile(atPath: arguments.last ?? "", contents: Data("\($0)".utf8)) }
    exit(0)
case "wait":
    signal(SIGTERM) { _ in _exit(143) }
    say("waiting=\(getppid())=\n")
    while true { pause() }
default:
    exit(9)
}
