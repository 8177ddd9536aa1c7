package import CopilotModel

/// Keeps commands from asking, finds out when one asks all the same, and what.
package enum PromptEliminator {
    /// The variables that keep `tool` from asking. Each is documented by its tool: man pages of git(1), less(1), debconf(7),
    /// apt; pip's, npm's, gh's and Homebrew's pages on their environment; `CI` is what hosted runners set.
    package static func variables(of tool: QuietTool) -> [String: String] {
        switch tool {
        case .apt: ["DEBIAN_FRONTEND": "noninteractive", "APT_LISTCHANGES_FRONTEND": "none"]
        case .ci: ["CI": "1"]
        case .gh: ["GH_PROMPT_DISABLED": "1", "GH_NO_UPDATE_NOTIFIER": "1"]
        case .git: ["GIT_TERMINAL_PROMPT": "0"]
        case .homebrew: ["HOMEBREW_NO_AUTO_UPDATE": "1", "NONINTERACTIVE": "1"]
        case .npm: ["NPM_CONFIG_YES": "true", "NPM_CONFIG_UPDATE_NOTIFIER": "false", "NPM_CONFIG_FUND": "false"]
        case .pager: ["PAGER": "cat", "GIT_PAGER": "cat", "MANPAGER": "cat", "SYSTEMD_PAGER": "cat"]
        case .pip: ["PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"]
        case .python: ["PYTHONUNBUFFERED": "1"]
        case .swift: ["SWIFT_BACKTRACE": "interactive=no"]
        }
    }

    /// What is set for a command unless the mission sets or removes the variable itself; nothing for the `loud` tools.
    package static func environment(without loud: Set<QuietTool> = []) -> [String: String] {
        QuietTool.allCases.filter { !loud.contains($0) }.reduce(into: [:]) { all, tool in
            all.merge(variables(of: tool)) { _, new in new }
        }
    }
}
