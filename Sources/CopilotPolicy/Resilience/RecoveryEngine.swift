package import CopilotModel

/// Says what has to be done for a workspace to be as it was before an attempt.
package enum RecoveryEngine {
    /// How many paths a refusal names.
    static let mostNames = 3

    /// What is set back, what is left alone and what stands in the way.
    ///
    /// Only what the attempt changed is anybody's business. A path that is neither as it was nor as the attempt left it has
    /// been written by somebody else since, unless nothing is there now: then there is nothing to lose.
    package static func plan(_ differences: [PathDifference]) -> RestorePlan {
        var plan = RestorePlan()
        let unseen = Set(differences.filter(\.isUnseen).map(\.path))
        for difference in differences.sorted(by: { $0.path < $1.path }) {
            if !unseen.isEmpty, isBelow(difference.path, one: unseen) {
                plan.leftAlone.append(difference.path)
            } else {
                judge(difference, into: &plan)
            }
        }
        plan.steps = ordered(plan.steps)
        return plan
    }

    /// Likewise, with what others wrote at these paths since taken for the attempt's doing: whoever asks for
    /// that has it kept elsewhere.
    package static func plan(_ differences: [PathDifference], overwriting lost: [SnapshotPath]) -> RestorePlan {
        let lost = Set(lost)
        return plan(
            differences.map { difference in
                guard lost.contains(difference.path) else { return difference }
                var now = difference.now
                now?.isKept = true
                return PathDifference(path: difference.path, before: difference.before, left: now, now: now)
            })
    }

    /// Whether something above a path was not looked into at one time: what was there then is not known.
    private static func isBelow(_ path: SnapshotPath, one unseen: Set<SnapshotPath>) -> Bool {
        var next = path.parent
        while let folder = next {
            if unseen.contains(folder) { return true }
            next = folder.parent
        }
        return false
    }

    private static func judge(_ difference: PathDifference, into plan: inout RestorePlan) {
        let (path, now) = (difference.path, difference.now)
        if difference.isUnproven, let now, now.kind == .file || now.kind == .link,
            !(difference.before.map { now.isSame(as: $0) } ?? false)
        {
            plan.conflicts.append(path)
            plan.unproven.insert(path)
            return
        }
        switch (difference.before, difference.left) {
        case (nil, nil): break
        case (nil, let left?):
            guard let now else { return }
            // A file of which nothing is kept would be lost.
            let isLost = left.kind == .file && !left.isKept
            if left.kind == .other || now.kind == .other || isLost {
                plan.leftAlone.append(path)
            } else if now.isSame(as: left) || now.kind == .folder {
                plan.steps.append(.init(.remove, path))
            } else {
                plan.conflicts.append(path)
            }
        case (let before?, let left):
            if let left, left.isSame(as: before) {
                // Touched only; what has been written since is not the attempt's.
                if left.modified != before.modified, let now, now.isSame(as: before), now.modified == left.modified {
                    plan.steps.append(.init(.setTime, path, before))
                }
                return
            }
            restore(path, to: before, left: left, now: now, into: &plan)
        }
    }

    private static func restore(
        _ path: SnapshotPath, to before: PathState, left: PathState?, now: PathState?, into plan: inout RestorePlan
    ) {
        if let now, now.isSame(as: before) {
            if now.modified != before.modified { plan.steps.append(.init(.setTime, path, before)) }
            return
        }
        if let now, !(left.map { now.isSame(as: $0) } ?? false), !isHalfDone(now, before) {
            plan.conflicts.append(path)
        } else if before.kind == .other || now?.kind == .other {
            plan.leftAlone.append(path)
        } else if let now, now.hasSameContents(as: before), before.kind != .link {
            plan.steps.append(.init(.setMode, path, before))
        } else if before.kind == .folder {
            if now != nil { plan.steps.append(.init(.remove, path)) }
            plan.steps.append(.init(.makeFolder, path, before))
        } else if before.isKept {
            if now?.kind == .folder { plan.steps.append(.init(.remove, path)) }
            plan.steps.append(.init(.put, path, before))
        } else {
            plan.leftAlone.append(path)
        }
    }

    /// A folder between being made and being given its mode holds nothing that could be lost.
    private static func isHalfDone(_ now: PathState, _ before: PathState) -> Bool {
        now.kind == .folder && before.kind == .folder
    }

    /// What goes first so that the rest can be done: removals from the deepest up, folders from the top down, files, then modes
    /// and times from the deepest up.
    private static func ordered(_ steps: [RestorePlan.Step]) -> [RestorePlan.Step] {
        let removals = steps.filter { $0.action == .remove }.reversed()
        let folders = steps.filter { $0.action == .makeFolder }
        let files = steps.filter { $0.action == .put }
        let last = steps.filter { $0.action == .setMode || $0.action == .setTime }.reversed()
        return Array(removals) + folders + files + Array(last)
    }

    /// Why a plan is not carried out, in a sentence without a full stop; nil: it is.
    package static func refusal(_ plan: RestorePlan) -> String? {
        guard let first = plan.conflicts.first else { return nil }
        let names = plan.conflicts.prefix(mostNames).map(\.shown).joined(separator: ", ")
        let more = plan.conflicts.count - min(plan.conflicts.count, mostNames)
        let verb = plan.conflicts.count == 1 ? "was" : "were"
        if plan.conflicts.allSatisfy(plan.unproven.contains) {
            return
                "\(names)\(more > 0 ? " and \(more) more" : "") \(verb) changed after the last sign of life of its attempt, "
                + "and nobody saw by whom"
        }
        return first.area == .work || plan.conflicts.contains { $0.area == .work }
            ? "\(names)\(more > 0 ? " and \(more) more" : "") \(verb) written by somebody else since"
            : "the repository was changed by somebody else since (\(names)\(more > 0 ? " and \(more) more" : ""))"
    }
}

extension PathDifference {
    /// Whether it was a folder that could not, or was not to, be looked into, at one of the three times.
    fileprivate var isUnseen: Bool { [before, left, now].contains { $0?.kind == .other } }
}
