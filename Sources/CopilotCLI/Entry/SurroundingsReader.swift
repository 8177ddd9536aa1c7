internal import CopilotAutonomy
internal import CopilotHost
internal import CopilotPorts
internal import Foundation

extension Surroundings {
    /// Reads what this process was started with.
    ///
    /// - Throws: if there is no home to keep state in.
    static func read() throws -> Surroundings {
        let environment = ProcessInfo.processInfo.environment
        guard let xdg = XDGPaths(environment: environment) else {
            throw StoreError(
                code: .notPermitted,
                message: "neither HOME nor XDG_STATE_HOME and XDG_CONFIG_HOME are set: there is nowhere to keep state")
        }
        return Surroundings(
            environment: environment, processors: max(1, ProcessInfo.processInfo.activeProcessorCount),
            version: Version.text, xdg: xdg, clock: SystemClock())
    }
}

/// Where things are on disk.
enum Workspace {
    /// The workspace that `option` names, or this folder; absolute, without `..`, symbolic links kept.
    static func path(_ option: String?) throws -> String {
        let path = absolute(option ?? ".")
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw UsageError(message: "the workspace \(path) is not a folder")
        }
        return path
    }

    /// An absolute path for one that may be relative to this folder.
    static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.path
    }
}
