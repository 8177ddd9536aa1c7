/// One sign of a cause.
struct FailureFinding: Sendable {
    var rule: String
    var kind: FailureKind
    /// 0 to 100; see ``ErrorRule/strength``.
    var strength: Int
    /// The line that shows it; nil where the exit status does.
    var line: Int? = nil
}
