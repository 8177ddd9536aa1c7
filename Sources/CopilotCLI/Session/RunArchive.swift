internal import CopilotModel
internal import CopilotPorts
internal import CopilotStore

/// What a screen reads of a run's files besides what is delivered to it: items of fan-outs, and logs to be written out.
struct RunArchive: Sendable {
    let run: RunID
    let workspace: String

    /// Items of a fan-out from the one at `offset` on, counted from 0; none where they cannot be read.
    func items(of task: TaskID, from offset: Int, limit: Int) -> [String] {
        do throws(StoreError) {
            return try RunCatalog.open(workspace: workspace).items(of: task, in: run, from: offset, limit: limit)
        } catch {
            return []
        }
    }

    /// Writes what a task has printed, a file per attempt.
    ///
    /// - Returns: a sentence that says where.
    func export(_ task: TaskID) throws(StoreError) -> String {
        let paths = WorkspacePaths(workspace: workspace)
        let folder = (paths.outputFolder(of: run) ?? paths.folder) + "/exported"
        var reader = try OutputLogReader(paths: paths, run: run) { candidate, _ in candidate == task }
        var exporter = try OutputExporter(folder: folder)
        let count = try exporter.export(&reader)
        return count == 0
            ? "nothing was written: \(task) has not printed anything"
            : "wrote \(count) file\(count == 1 ? "" : "s") to \(folder)"
    }
}
