/// The bindings that are compiled in: keys, the word of the footer and the sentence of the help page. This list also says
/// which actions a context has, and in which order help shows them.
enum DefaultBindings {
    /// Keys, the first of which is shown, a word or two, and what the action does. Toggles name the action, not the state.
    struct Row {
        let action: Action
        let chords: [String]
        let label: String
        let description: String

        init(_ action: Action, _ chords: [String], _ label: String, _ description: String) {
            self.action = action
            self.chords = chords
            self.label = label
            self.description = description
        }
    }

    static let all: [(context: KeyContext, rows: [Row])] = [
        (.global, screen + motion), (.tree, tree), (.log, log), (.errors, errors), (.timeouts, timeouts), (.health, []),
        (.pty, pty),
    ]

    private static let screen = [
        Row(.help, ["?", "f1"], "help", "Show the keys and what they do."),
        Row(.palette, [":"], "palette", "Open the palette, which finds every action by name."),
        Row(.quitMenu, ["q", "ctrl-c", "f10"], "quit", "Ask whether to detach, to stop the mission or to stay."),
        Row(.detach, ["D"], "detach", "Leave the screen; the mission goes on."),
        Row(.paneNext, ["tab"], "next pane", "Go to the next pane."),
        Row(.panePrevious, ["shift-tab"], "pane back", "Go to the previous pane."),
        Row(.paneTree, ["1"], "tree", "Go to the task tree."),
        Row(.paneErrors, ["2"], "errors", "Go to the errors."),
        Row(.paneTimeouts, ["3"], "timeouts", "Go to the timeouts."),
        Row(.paneHealth, ["4"], "health", "Go to the health gauges."),
        Row(.paneDetail, ["0"], "detail", "Go to the selected task's log and history."),
        Row(.zoom, ["z"], "zoom", "Give the whole screen to this pane, or give it back."),
        Row(.layoutNext, ["ctrl-w"], "layout", "Arrange the panes in the next way."),
        Row(.pauseResumeMission, ["p"], "pause", "Pause the mission, or let it go on."),
        Row(.nextProblem, ["e"], "next problem", "Select the next task that has a problem."),
        Row(.previousProblem, ["E"], "problem back", "Select the previous task that has a problem."),
        Row(.themePicker, ["ctrl-t"], "theme", "Choose a theme and see it at once."),
        Row(.reloadConfig, ["ctrl-r"], "reload", "Read configuration, keymap and theme again."),
        Row(.redraw, ["ctrl-l"], "redraw", "Draw the whole screen anew."),
        Row(.suspendUI, ["ctrl-z"], "suspend", "Go back to the shell; the mission goes on, and fg returns to it."),
        Row(.screenshot, ["ctrl-p"], "screenshot", "Save the screen as text with colours."),
        Row(.freezeDisplay, ["Z"], "freeze", "Hold the display still while the mission goes on."),
    ]

    private static let motion = [
        Row(.closeOrClear, ["esc"], "close", "Close what is open, or clear the filter."),
        Row(.filterOrSearch, ["/"], "filter", "Filter this list, or search this log."),
        Row(.up, ["k", "up"], "up", "Move up."),
        Row(.down, ["j", "down"], "down", "Move down."),
        Row(.left, ["h", "left"], "left", "Move left, or fold."),
        Row(.right, ["l", "right"], "right", "Move right, or unfold."),
        Row(.pageUp, ["ctrl-u", "pgup"], "page up", "Move up by a page."),
        Row(.pageDown, ["ctrl-d", "pgdn"], "page down", "Move down by a page."),
        Row(.top, ["g", "home"], "top", "Go to the beginning."),
        Row(.bottom, ["G", "end"], "bottom", "Go to the end."),
        Row(.copy, ["y"], "copy", "Copy the selected line to the terminal's clipboard."),
    ]

    private static let tree = [
        Row(.openDetail, ["enter"], "open", "Open the selected task's log and history."),
        Row(.fold, ["space"], "fold", "Fold or unfold the selected group."),
        Row(.foldAll, ["-"], "fold all", "Fold all groups."),
        Row(.unfoldAll, ["="], "unfold all", "Unfold all groups."),
        Row(.pauseResumeTask, ["P"], "pause task", "Pause the selected task, or let it go on."),
        Row(.skip, ["s"], "skip", "Skip the selected task; what needs it goes on."),
        Row(.skipSubtree, ["S"], "skip subtree", "Skip the selected task and all that needs it."),
        Row(.retry, ["r"], "retry", "Try the task again, from its checkpoint if it has one."),
        Row(.retryFresh, ["R"], "retry fresh", "Try the task again from the beginning."),
        Row(.stop, ["x"], "stop", "Stop the task and give it time to end."),
        Row(.kill, ["X"], "kill", "Kill the task at once."),
        Row(.timeoutMenu, ["t"], "timeout", "Extend, lift or set the task's limit."),
        Row(.attachPTY, ["i"], "attach", "Type into the task's terminal."),
        Row(.answerPrompt, ["a"], "answer", "Answer the question that the task waits on."),
        Row(.sort, ["o"], "sort", "Sort the tree in the next way."),
        Row(.mark, ["v"], "mark", "Mark the task; actions then apply to all marked ones."),
    ]

    private static let log = [
        Row(.follow, ["f"], "follow", "Follow the end of the log."),
        Row(.nextMatch, ["n"], "next match", "Go to the next match."),
        Row(.previousMatch, ["N"], "match back", "Go to the previous match."),
        Row(.wrap, ["w"], "wrap", "Wrap long lines, or cut them."),
        Row(.timestamps, ["T"], "timestamps", "Show or hide the time of each line."),
        Row(.markLine, ["m"], "mark line", "Mark this line, to find it again."),
        Row(.export, ["ctrl-s"], "export", "Write the log to a file."),
        Row(.fullscreen, ["enter"], "fullscreen", "Give the whole screen to the log."),
        Row(.errorsOnly, ["!"], "errors only", "Show only lines that look like errors."),
        Row(.attachPTY, ["i"], "attach", "Type into the task's terminal."),
        Row(.answerPrompt, ["a"], "answer", "Answer the question that the task waits on."),
    ]

    private static let errors = [
        Row(.openEvidence, ["enter"], "evidence", "Show what the failure was read from, and what was decided."),
        Row(.openTask, ["o"], "open", "Select the task in the tree and open it."),
        Row(.retry, ["r"], "retry", "Try the task again, from its checkpoint if it has one."),
        Row(.reclassify, ["c"], "reclassify", "Say what kind of error it really was."),
        Row(.muteClass, ["m"], "mute", "Hide errors of this kind."),
    ]

    private static let timeouts = [
        Row(.openTask, ["enter"], "open", "Select the task in the tree and open it."),
        Row(.timeoutMenu, ["t"], "timeout", "Extend, lift or set the task's limit."),
        Row(.explain, ["w"], "explain", "Explain where this limit comes from."),
    ]

    private static let pty = [
        Row(.release, ["ctrl-]"], "release", "Stop typing into the task.")
    ]
}
