/// The theme that is compiled in, equal to `themes/copilot.theme` (a test compares them).
enum StandardTheme {
    /// The file's text.
    static let source = """
        # copilot: the default. Calm blues for a long night; colour is kept for what has happened.

        # Areas and text
        theme[main_bg]="#11161d"
        theme[main_fg]="#d3dae3"
        theme[title]="#f2f5f8"
        theme[hi_fg]="#6cb6ff"
        theme[selected_bg]="#243447"
        theme[selected_fg]="#ffffff"
        theme[inactive_fg]="#8391a2"
        theme[graph_text]="#8391a2"
        theme[meter_bg]="#2a3441"
        theme[proc_misc]="#7fd1c7"

        # Frames: health, timeouts, errors, tree, and the lines within them
        theme[cpu_box]="#3f6f8f"
        theme[mem_box]="#7a6a3f"
        theme[net_box]="#7d4a50"
        theme[proc_box]="#3f5f8a"
        theme[div_line]="#2a3441"

        # Gradients
        theme[temp_start]="#4fa3c7"
        theme[temp_mid]="#e6b450"
        theme[temp_end]="#ff6b6b"
        theme[cpu_start]="#6ccf8e"
        theme[cpu_mid]="#e6b450"
        theme[cpu_end]="#ff6b6b"
        theme[free_start]="#ff6b6b"
        theme[free_mid]="#e6b450"
        theme[free_end]="#6ccf8e"
        theme[cached_start]="#4fa3c7"
        theme[cached_mid]="#79b8d6"
        theme[cached_end]="#6cb6ff"
        theme[available_start]="#ff6b6b"
        theme[available_mid]="#d9a0ff"
        theme[available_end]="#6ccf8e"
        theme[used_start]="#6ccf8e"
        theme[used_mid]="#e6b450"
        theme[used_end]="#ff6b6b"
        theme[download_start]="#4fa3c7"
        theme[download_mid]="#79b8d6"
        theme[download_end]="#6cb6ff"
        theme[upload_start]="#d9a0ff"
        theme[upload_mid]="#e6b450"
        theme[upload_end]="#ff6b6b"
        theme[process_start]="#6ccf8e"
        theme[process_mid]="#e6b450"
        theme[process_end]="#ff6b6b"

        # Conditions of tasks
        theme[ct_ok]="#6ccf8e"
        theme[ct_running]="#6cb6ff"
        theme[ct_warn]="#e6b450"
        theme[ct_error]="#ff6b6b"
        theme[ct_retry]="#d9a0ff"
        theme[ct_skipped]="#8391a2"
        theme[ct_paused]="#9fb3c8"
        theme[ct_prompt]="#ffd866"
        theme[ct_eta]="#b8c7d9"
        theme[ct_timeout]="#ff9f5a"
        theme[ct_checkpoint]="#7fd1c7"
        theme[ct_focus_box]="#6cb6ff"

        """
}

extension Theme {
    /// What the screen looks like unless the user chose another theme.
    package static let standard = ThemeFile.parse(StandardTheme.source, name: "copilot").theme
}
