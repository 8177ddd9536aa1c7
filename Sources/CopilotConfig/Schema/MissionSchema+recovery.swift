import CopilotModel

extension MissionSchema {
    /// What a task lays down for the case that it fails.
    static let recoveryKeys = [
        key(
            "fallback", [.task, .defaults], .alternatives(.alternative), default: "none",
            example: "[make slow, { run: [make, slower], env: { JOBS: 1 } }]",
            "Other ways to the same end, tried in this order when its tries are used up, each as often as the task itself. "
                + "The last may be skip where 'critical' is false: the task is skipped, and what needs it goes on."),
        key(
            "default", [.task, .defaults], .outputs(.output), default: "none",
            example: "{ out/a.json: '[]', out/b.json: { copy: old/b.json } }",
            "What stands in for its outputs when nothing else helped; what needs it goes on, and the mission is degraded."
        ),
        key(
            "allow", [.task, .group, .defaults], .choices(RepairPermission.allCases.map(\.rawValue)), default: "none",
            example: "[install, mkdir]",
            "What mending a failure may touch besides what the level allows. Those of 'defaults', the groups and the task add up."
        ),
        key(
            "quota", [.task, .group, .defaults], .text, default: "that of its program", example: "claude",
            "The name of the usage limit that it shares with others: when it is used up, all wait until it is there again."
        ),
        key(
            "protect", [.task, .defaults], .protection(.protect), default: "false", example: "[src]",
            "What a failed try has done is undone before the next one: in all of its work tree, or in these paths."),
        key(
            "resume", [.task, .defaults], .command, default: "its 'run'", example: "[agent, --continue]",
            "The command of the next try after a usage limit or a crash has cut one off; auto: by what the tool itself offers."
        ),
        key(
            "checkpoint", [.task, .defaults], .keys(.checkpoint), default: "none",
            example: "{ every: 10m, save: ./save, dir: checkpoints }",
            "How it keeps what it has done so far; 'resume' can go on from there with {checkpoint}."),
        key(
            "every", [.checkpoint], .duration, default: "10m", example: "5m",
            "The longest from one checkpoint to the next."),
        key(
            "save", [.checkpoint], .command, default: "none: it saves by itself", example: "./save",
            "A command that makes a checkpoint (COPILOT_CHECKPOINT_DIR, COPILOT_PID), or a signal for the task's process: "
                + CheckpointRule.signals.keys.sorted().joined(separator: ", ") + "."),
        key(
            "dir", [.checkpoint], .text, default: "a folder of ours", example: "checkpoints",
            "Where checkpoints lie, relative to the task's directory; the newest entry counts."),
        key("run", [.alternative], .command, default: "the task's own", example: "make slow", "The command."),
        key(
            "args", [.alternative], .items, default: "none", example: "[--model, small]",
            "The program of the task's own 'run', which is a list, with these arguments."),
        key(
            "env", [.alternative], .environment, default: "none", example: "{ MODEL: small }",
            "Variables over the task's own; null removes one."),
        key(
            "cwd", [.alternative], .text, default: "the task's own", example: "sub",
            "The directory it runs in, relative to the group's and that to the workspace."),
        key(
            "skip", [.alternative], .boolean, default: "none", example: "true",
            "Skip the task, and let what needs it go on; stands alone, in the last alternative."),
        key(
            "copy", [.output], .text, default: "none", example: "old/b.json",
            "A file to copy, relative to the task's directory."),
        key(
            "paths", [.protect], .paths, default: "all of the work tree", example: "[src]",
            "Relative to the task's directory, inside the workspace."),
        key(
            "restore", [.protect], .boolean, default: "true", example: "false",
            "Whether what a failed try has done is undone before the next one."),
    ]
}
