/// Keeps commands from asking, and later answers those that ask all the same.
///
/// This first form is the environment: what tools read before they decide whether to ask.
package enum PromptEliminator {
    /// Set for every command unless the mission sets or removes the variable itself. Each is documented by its tool: man page
    /// of git(1), less(1), debconf(7), apt; pip's and npm's configuration pages; `CI` is what hosted runners set.
    package static let environment: [String: String] = [
        "CI": "1",
        "DEBIAN_FRONTEND": "noninteractive",
        "APT_LISTCHANGES_FRONTEND": "none",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_PAGER": "cat",
        "PAGER": "cat",
        "MANPAGER": "cat",
        "SYSTEMD_PAGER": "cat",
        "GH_PROMPT_DISABLED": "1",
        "GH_NO_UPDATE_NOTIFIER": "1",
        "PIP_NO_INPUT": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "NPM_CONFIG_YES": "true",
        "NPM_CONFIG_UPDATE_NOTIFIER": "false",
        "NPM_CONFIG_FUND": "false",
        "HOMEBREW_NO_AUTO_UPDATE": "1",
        "SWIFT_BACKTRACE": "interactive=no",
        "PYTHONUNBUFFERED": "1",
    ]
}
