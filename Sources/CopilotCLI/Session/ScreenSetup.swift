internal import CopilotCells
internal import CopilotConfig
internal import CopilotScreen
internal import Foundation

/// How the screen looks and listens: what the user configured, or said on the command line.
struct ScreenSetup: Sendable {
    var glyphs: Glyphs
    var keymap: Keymap
    var themes: ThemeShelf
    /// Whether the mission runs in this process.
    var isLocal: Bool
    /// What was wrong with the configuration.
    var notices: [String]
    /// The run's files; nil: there are none to look into.
    var archive: RunArchive?
    /// The folder of the user's configuration, to read it again.
    var configuration = ""
    /// What was said on the command line, which goes before the configuration.
    var choices = Choices()

    /// What may be said on the command line.
    struct Choices: Sendable {
        var theme: String?
        var color: String?
        var ascii = false
        var noMouse = false
    }

    /// Opens the terminal as a screen, with what the user configured.
    ///
    /// - Throws: `ScreenError` if the terminal cannot be one, `UsageError` for a configuration that cannot be used.
    static func open(
        _ choices: Choices, configuration: String, environment: [String: String], isLocal: Bool
    ) throws -> (setup: ScreenSetup, screen: Screen) {
        let config = try UserConfig.load(path: configuration + "/config.yaml")
        let keymap = try loadKeymap(configuration + "/keymap.yaml")
        let depth = ColorDepth.detect(
            choice: choices.color ?? (config.color == .auto ? nil : config.color.rawValue), environment: environment,
            terminfoColours: 256, isTTY: true)
        var shelf = ThemeShelf(configuration: configuration, depth: depth)
        var notices: [String] = []
        if let wanted = choices.theme ?? config.theme {
            if shelf.theme(named: wanted) != nil {
                shelf.current = wanted
            } else if choices.theme != nil {
                throw UsageError(message: shelf.refusal(of: wanted))
            } else {
                notices.append("config.yaml: \(shelf.refusal(of: wanted))")
            }
        }
        let theme = shelf.theme(named: shelf.current) ?? .standard
        let screen = try Screen.open(
            ScreenOptions(
                terminal: environment["TERM"] ?? "", depth: depth, theme: theme,
                reportsMouse: config.mouse && !choices.noMouse))
        let setup = ScreenSetup(
            glyphs: choices.ascii || !screen.isUTF8 ? .ascii : .unicode, keymap: keymap, themes: shelf,
            isLocal: isLocal, notices: notices, configuration: configuration, choices: choices)
        return (setup, screen)
    }

    /// Takes what the configuration says now; what cannot be used stays as it was.
    ///
    /// - Returns: what is wrong, or nothing.
    mutating func reload() -> [String] {
        let looks = UserLooks.read(configuration)
        if looks.problems.allSatisfy({ !$0.isFatal }) { keymap = looks.keymap }
        var shelf = ThemeShelf(configuration: configuration, depth: themes.depth)
        let wanted = choices.theme ?? looks.config.theme ?? "copilot"
        shelf.current = shelf.theme(named: wanted) == nil ? themes.current : wanted
        themes = shelf
        return looks.problems.map(\.text)
    }

    /// The keymap with the user's changes.
    static func loadKeymap(_ path: String) throws -> Keymap {
        let file = try KeymapFile.load(path: path)
        var overlay: [String: [String: [String]]] = [:]
        for binding in file.bindings { overlay[binding.context, default: [:]][binding.action] = binding.chords }
        do throws(KeymapError) {
            return try Keymap.standard(changedBy: overlay)
        } catch {
            throw UsageError(message: error.text(of: file, at: path))
        }
    }
}

/// The themes that can be found, by name.
struct ThemeShelf: Sendable {
    /// The name of the one in use.
    var current = "copilot"
    let depth: ColorDepth
    private let paths: [String: String]

    /// Looks for `*.theme` in the user's folder, beside the executable and in a checkout; the first of a name counts.
    init(configuration: String, depth: ColorDepth) {
        self.depth = depth
        let executable = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let bin = (executable as NSString).deletingLastPathComponent
        var paths: [String: String] = [:]
        for folder in [configuration + "/themes", bin + "/../share/copilot-tui/themes", bin + "/../../../themes"] {
            for file in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            where file.hasSuffix(".theme") {
                let name = String(file.dropLast(".theme".count))
                if paths[name] == nil { paths[name] = folder + "/" + file }
            }
        }
        self.paths = paths
    }

    /// Their names, sorted; the built-in one is always there.
    var names: [String] { Set(paths.keys).union(["copilot"]).sorted() }

    /// Loads a theme; nil if there is none of that name, or it cannot be read.
    func theme(named name: String) -> Theme? {
        guard let path = paths[name] else { return name == "copilot" ? .standard : nil }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        return ThemeFile.parse(text, name: name).theme
    }
}
