extension Role {
    /// The keys of a theme file that give this role its colour: ours first where there is one, then btop's.
    package var themeKeys: [String] {
        switch self {
        case .background: ["main_bg"]
        case .text: ["main_fg"]
        case .title: ["title"]
        case .inactive: ["inactive_fg"]
        case .highlight: ["hi_fg"]
        case .selectedText: ["selected_fg"]
        case .selectedBackground: ["selected_bg"]
        case .divider: ["div_line"]
        case .ok: ["ct_ok", "cpu_start"]
        case .running: ["ct_running", "hi_fg"]
        case .warn: ["ct_warn", "cpu_mid"]
        case .error: ["ct_error", "cpu_end"]
        case .retry: ["ct_retry", "available_mid"]
        case .skipped: ["ct_skipped", "inactive_fg"]
        case .paused: ["ct_paused", "cached_mid"]
        case .prompt: ["ct_prompt", "title"]
        case .eta: ["ct_eta", "main_fg"]
        case .timeout: ["ct_timeout", "temp_end"]
        case .checkpoint: ["ct_checkpoint", "proc_misc"]
        case .treeBox: ["proc_box"]
        case .errorsBox: ["net_box"]
        case .timeoutsBox: ["mem_box"]
        case .healthBox: ["cpu_box"]
        case .focusBox: ["ct_focus_box", "hi_fg"]
        case .meterBackground: ["meter_bg", "inactive_fg"]
        }
    }
}

extension Gradient {
    /// What the keys of a theme file begin with, before `_start`, `_mid` and `_end`.
    package var themeKey: String {
        switch self {
        case .temperature: "temp"
        case .cpu, .free, .cached, .available, .used, .download, .upload, .process: rawValue
        }
    }
}
