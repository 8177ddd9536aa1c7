internal import CopilotCells
internal import CopilotConfig
internal import Foundation

/// What the user's configuration says of the screen: `config.yaml`, `keymap.yaml` and `themes/`, and what is wrong with them.
struct UserLooks: Sendable {
    /// A file with something wrong in it.
    struct Problem: Sendable, Hashable {
        /// Whether missions cannot be run because of it.
        let isFatal: Bool
        /// Lines `FILE:LINE: MESSAGE`, each with a remedy. Safe to print.
        let text: String
    }

    /// As by default where its file cannot be used.
    var config = UserConfig()
    var keymap = Keymap.standard
    var problems: [Problem] = []
    /// The files that were there, those with problems among them.
    var files: [String] = []

    /// Reads all of them in the folder `configuration`; what is not there is as by default.
    static func read(_ configuration: String) -> UserLooks {
        var looks = UserLooks()
        let (config, keymap) = (configuration + "/config.yaml", configuration + "/keymap.yaml")
        looks.files = [config, keymap].filter { FileManager.default.fileExists(atPath: $0) }
        do throws(ConfigFileError) { looks.config = try UserConfig.load(path: config) } catch {
            looks.problems.append(Problem(isFatal: true, text: error.description))
        }
        do { looks.keymap = try ScreenSetup.loadKeymap(keymap) } catch {
            let text = (error as? UsageError)?.message ?? "\(error)"
            looks.problems.append(Problem(isFatal: true, text: text))
        }
        let shelf = ThemeShelf(configuration: configuration, depth: .truecolor)
        if let theme = looks.config.theme, shelf.theme(named: theme) == nil {
            let line = looks.line(of: "theme", in: config).map { ":\($0)" } ?? ""
            looks.problems.append(Problem(isFatal: false, text: "\(config)\(line): \(shelf.refusal(of: theme))"))
        }
        looks.readThemes(configuration + "/themes")
        return looks
    }

    /// Where a key of `config.yaml` is written, counted from 1.
    private func line(of key: String, in path: String) -> Int? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.firstIndex { $0.hasPrefix(key + ":") }.map { $0 + 1 }
    }

    private mutating func readThemes(_ folder: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names.sorted() where name.hasSuffix(".theme") {
            let path = folder + "/" + name
            files.append(path)
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                problems.append(Problem(isFatal: false, text: "\(path): cannot be read as text; remove or mend it"))
                continue
            }
            for problem in ThemeFile.parse(text, name: name).problems.prefix(Self.mostThemeProblems) {
                problems.append(Problem(isFatal: false, text: "\(path):\(problem.line): \(problem.message)"))
            }
        }
    }

    /// What is told of one theme: the rest is likely of the same kind.
    private static let mostThemeProblems = 5
}

extension ThemeShelf {
    /// Why a theme of that name cannot be used, with those that can.
    func refusal(of name: String) -> String {
        "there is no theme '\(Sanitizer.line(name, columnLimit: 60))': choose \(names.joined(separator: ", "))"
    }
}

extension KeymapError {
    /// A line a problem, `FILE:LINE: MESSAGE`, with a remedy.
    func text(of file: KeymapFile, at path: String) -> String {
        problems.map { problem in
            let line = file.line(of: problem).map { ":\($0)" } ?? ""
            return "\(path)\(line): \(problem.message)\(problem.remedy)"
        }.joined(separator: "\n")
    }
}

extension KeymapError.Problem {
    /// What to do about it, where the message does not say so.
    fileprivate var remedy: String {
        switch self {
        case .unknownContext(_, nil): "; there are \(KeyContext.allCases.map(\.rawValue).joined(separator: ", "))"
        case .unknownAction(_, _, nil): "; copilot-tui keys lists the actions"
        case .unknownChord(_, _, _, nil): "; keys are written as x, X, f1, enter, ctrl-x, shift-tab"
        case .conflict: "; give one of them another key, or [] for none"
        case .unknownContext, .unknownAction, .unknownChord: ""
        }
    }
}

extension KeymapFile {
    /// Where what a problem is about is written; of two bindings of one key, the later one.
    fileprivate func line(of problem: KeymapError.Problem) -> Int? {
        func line(_ context: String, _ action: String?) -> Int? {
            bindings.last { $0.context == context && (action == nil || $0.action == action) }?.line
        }
        switch problem {
        case .unknownContext(let name, _): return bindings.first { $0.context == name }?.line
        case .unknownAction(let context, let name, _): return line(context.rawValue, name)
        case .unknownChord(let context, let action, _, _): return line(context.rawValue, action.rawValue)
        case .conflict(_, let first, let second):
            return [first, second].compactMap { line($0.context.rawValue, $0.action.rawValue) }.max()
        }
    }
}
