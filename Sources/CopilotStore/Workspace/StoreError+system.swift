import CopilotPorts
import Glibc

extension StoreError {
    /// What a failed system call means.
    ///
    /// - Parameters:
    ///   - errno: as the call left it.
    ///   - action: what was tried, to stand behind "cannot": `make the folder`.
    init(errno: Int32, doing action: String, path: String) {
        let code: Code
        let advice: String
        switch errno {
        case ENOSPC, EDQUOT:
            code = .full
            advice = " Make room there; writing is tried again."
        case EFBIG:
            code = .full
            advice = " The limit of a file's size (ulimit -f) is reached."
        case EROFS:
            code = .readOnly
            advice = ""
        case EACCES, EPERM:
            code = .notPermitted
            advice = " Give yourself the right to write there."
        case ENOENT, ENOTDIR:
            code = .notFound
            advice = ""
        default:
            code = .other
            advice = ""
        }
        self.init(code: code, message: "cannot \(action) \(path): \(Self.text(of: errno)).\(advice)")
    }

    /// The system's words for an error number.
    static func text(of errno: Int32) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let base = buffer.baseAddress, strerror_r(errno, base, buffer.count) == 0 else {
                return "error \(errno)"
            }
            return String(cString: base)
        }
    }
}
