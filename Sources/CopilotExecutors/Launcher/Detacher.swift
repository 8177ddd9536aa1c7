import CProcess
import Glibc

/// Starts a supervisor that outlives its terminal.
package enum Detacher {
    /// Set in the environment of a supervisor that was started so.
    package static let variable = CP_DETACHED_VARIABLE
    /// What the line begins with by which that supervisor names its run on standard error.
    package static let word = CP_DETACHED_WORD

    /// Starts `executable` and returns the exit code to end with. To be called before any thread exists.
    package static func run(executable: String, arguments: [String]) -> Int32 {
        var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        pointers.append(nil)
        defer { pointers.forEach { free($0) } }
        return cp_detach_main(executable, pointers)
    }
}
