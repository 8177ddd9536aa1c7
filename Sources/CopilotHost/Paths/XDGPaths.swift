/// A user's own folders, by the XDG Base Directory Specification:
/// <https://specifications.freedesktop.org/basedir-spec/latest/>.
package struct XDGPaths: Sendable, Hashable {
    /// `$XDG_CONFIG_HOME/copilot-tui`: configuration, keys, themes.
    package var configuration: String
    /// `$XDG_STATE_HOME/copilot-tui`: the registry of runs, sockets, history.
    package var state: String

    /// Finds them in an environment; nil if it names no home either.
    ///
    /// Relative values count as unset, as the specification wants it.
    package init?(environment: [String: String]) {
        func base(_ variable: String, _ fallback: String) -> String? {
            if let path = environment[variable], path.first == "/" { return path }
            guard let home = environment["HOME"], home.first == "/" else { return nil }
            return home + "/" + fallback
        }
        guard let configuration = base("XDG_CONFIG_HOME", ".config"), let state = base("XDG_STATE_HOME", ".local/state")
        else { return nil }
        self.configuration = configuration + "/copilot-tui"
        self.state = state + "/copilot-tui"
    }
}
