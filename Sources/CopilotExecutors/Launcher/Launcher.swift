import CProcess
import Glibc

/// The small process that is the shell's job, in front of the supervisor: see launcher.c.
package enum Launcher {
    /// Runs `executable` behind the launcher and returns the exit code to end with. To be called before any thread exists.
    package static func run(executable: String, arguments: [String]) -> Int32 {
        var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        pointers.append(nil)
        defer { pointers.forEach { free($0) } }
        return cp_launcher_main(executable, pointers)
    }
}
