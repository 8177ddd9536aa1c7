import Foundation

// Prints what this machine does beside what others do on it; whether a target is met is for the reader, not for an exit code.
guard CommandLine.arguments.count >= 2, CommandLine.arguments[1].hasPrefix("-") == false else {
    print("usage: CopilotBench PROGRAM [short|chain|resume|idle|prompts|quiet|classify|predict]…")
    exit(2)
}
let program = URL(fileURLWithPath: CommandLine.arguments[1]).path
let wanted = Set(CommandLine.arguments.dropFirst(2))
print(BenchLine.title)
for (name, bench) in Benches(program: program).all where wanted.isEmpty || wanted.contains(name) {
    do {
        for line in try bench() { print(line.text) }
        // So that a reader behind a pipe sees each as it comes.
        fflush(nil)
    } catch {
        print("\(name): not measured: \(error)")
    }
}
