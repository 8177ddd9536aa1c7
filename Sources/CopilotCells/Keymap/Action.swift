/// What a key can do. The raw value is its name in a keymap.
package enum Action: String, Sendable, Hashable, CaseIterable {
    case help, palette, quitMenu = "quit_menu", detach
    case paneNext = "pane_next", panePrevious = "pane_prev"
    case paneTree = "pane_tree", paneErrors = "pane_errors", paneTimeouts = "pane_timeouts"
    case paneHealth = "pane_health", paneDetail = "pane_detail"
    case zoom, layoutNext = "layout_next"
    case pauseResumeMission = "pause_resume_mission"
    case nextProblem = "next_problem", previousProblem = "prev_problem"
    case themePicker = "theme_picker", reloadConfig = "reload_config", redraw, suspendUI = "suspend_ui", screenshot
    case freezeDisplay = "freeze_display", closeOrClear = "close_or_clear", filterOrSearch = "filter_or_search"
    case up, down, left, right, pageUp = "page_up", pageDown = "page_down", top, bottom, copy

    case openDetail = "open_detail", fold, foldAll = "fold_all", unfoldAll = "unfold_all"
    case pauseResumeTask = "pause_resume_task", skip, skipSubtree = "skip_subtree"
    case retry, retryFresh = "retry_fresh", stop, kill
    case timeoutMenu = "timeout_menu", attachPTY = "attach_pty", answerPrompt = "answer_prompt", sort, mark

    case follow, nextMatch = "next_match", previousMatch = "prev_match", wrap, timestamps, markLine = "mark_line"
    case export, fullscreen, errorsOnly = "errors_only"

    case openEvidence = "open_evidence", openTask = "open_task", reclassify, muteClass = "mute_class"
    case explain
    case release
}
