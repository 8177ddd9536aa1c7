/// How an attempt's terminal treats what is typed: one of the witnesses that it waits for an answer.
package struct TerminalModes: Sendable, Hashable {
    /// Input is handed over in whole lines (ICANON).
    package var isCanonical: Bool
    /// What is typed is shown (ECHO); off where a secret is asked for, and under full-screen programs.
    package var isEchoing: Bool
    /// The process group in front, or 0.
    package var foregroundGroup: Int32
    /// The attempt's first process.
    package var leader: Int32
}
