"""Missions from their file to their end: order, outcomes, exit codes, and the words on standard output."""
import json, subprocess
from harness import PROGRAM, Workspace, figure, processes_with, run_all

TWELVE = """\
name: twelve
concurrency: 2
tasks:
  prepare: { run: "mkdir -p out && printf 'a b\\nc\\n$(touch owned)\\n' > items.txt", priority: 5 }
  generate: { needs: [prepare], for_each: { file: items.txt }, run: "printf %s {item} > out/{index}" }
  flaky:
    needs: [prepare]
    run: "echo x >> tries; test $(wc -l < tries) -ge 2"
    retry: { attempts: 3, delay: 200ms, factor: 1 }
  broken: { needs: [prepare], run: "echo oh no; exit 7", critical: false, retry: { attempts: 1 } }
  after: { needs: [broken], run: "true" }
  cleanup: { needs: [broken], when: any_failed, run: "true" }
  quality:
    needs: [generate]
    tasks:
      lint: { run: "true" }
      tests: { run: [test, -s, out/1] }
  report: { needs: [quality, flaky], run: "cat out/* > report", outputs: [report] }
  last: { needs: [report, cleanup], run: "true" }
"""


def events(workspace):
    code, out, _ = workspace.run("events")
    return [json.loads(line) for line in out.splitlines()] if code == 0 else []


def place(records, kind, task):
    """Where an event stands; -1 if it does not."""
    return next((i for i, e in enumerate(records) if e["kind"] == kind and e.get("task") == task), -1)


def in_order(records, *steps):
    places = [place(records, kind, task) for kind, task in steps]
    return -1 not in places and places == sorted(places)


def check_twelve(check, records):
    starts = [e["task"] for e in records if e["kind"] == "task.started"]
    check.that(len(starts) == 12, "eleven tasks are started, one of them twice", str(starts))
    check.that([e["sequence"] for e in records] == list(range(1, len(records) + 1)), "events are numbered without a gap")
    for task in ("generate[1]", "generate[2]", "generate[3]", "flaky", "broken"):
        check.that(in_order(records, ("task.succeeded", "prepare"), ("task.started", task)), f"{task} waits for its need")
    for task in ("quality/lint", "quality/tests"):
        check.that(all(in_order(records, ("task.succeeded", f"generate[{n}]"), ("task.started", task)) for n in (1, 2, 3)),
                   f"{task} waits for every item")
    check.that(in_order(records, ("task.backingOff", "flaky"), ("task.succeeded", "flaky"), ("task.started", "report")),
               "a retry works, and who needs it waits")
    check.that(in_order(records, ("task.failed", "broken"), ("task.blocked", "after")), "a failed need blocks")
    check.that(in_order(records, ("task.failed", "broken"), ("task.started", "cleanup")), "any_failed runs after a failure")
    check.that("after" not in starts, "what is blocked does not run")
    check.that(records[-1]["kind"] == "mission.ended", "the end is the last event", records[-1]["kind"])


def twelve_tasks(check):
    with Workspace() as workspace:
        workspace.write("mission.yaml", TWELVE)
        code, out, errors = workspace.run("run", "--no-ui", "mission.yaml")
        check.that(code == 3, "a failed task that is not critical degrades the mission", f"exit {code}: {errors}")
        check.that("  failed broken: exit 7" in out and "  blocked after:" in out, "the list is printed", out[-400:])
        check.that("\x1b" not in out, "no escape sequence is printed")
        check.that(not (workspace.path / "owned").exists(), "an item is never run as a command")
        check.that((workspace.path / "out/3").read_text() == "$(touch owned)", "an item arrives as it stands")
        check_twelve(check, events(workspace))
        check.that("oh no" in workspace.run("logs", "broken")[1], "logs prints what a task has printed")
        code, out, _ = workspace.run("resume")
        check.that(code == 3 and "degraded" in out, "resuming an ended run prints its result", f"exit {code}")


def twelve_tasks_as_json(check):
    with Workspace() as workspace:
        workspace.write("mission.yaml", TWELVE)
        code, out, _ = workspace.run("run", "--no-ui", "--output", "json", "mission.yaml")
        check.that(code == 3, "the exit code is the same with --output json", f"exit {code}")
        try:
            records = [json.loads(line) for line in out.splitlines()]
        except ValueError as error:
            return check.that(False, "every line is JSON", str(error))
        check_twelve(check, records)
        check.that(records == events(workspace), "events prints what run has printed")


def exit_codes(check):
    cases = [("succeeds", 0, "tasks: { a: { run: 'true' } }"),
             ("fails", 1, "tasks: { a: { run: 'false' }, b: { run: 'true' } }"),
             ("is degraded", 3, "tasks: { a: { run: 'false', critical: false } }"),
             ("cannot be started", 1, "tasks: { a: { run: [/no/such/program] } }"),
             ("is killed", 1, "tasks: { a: { run: 'kill -9 $$' } }"),
             ("lacks its output", 1, "tasks: { a: { run: 'true', outputs: [made] } }"),
             ("has its output", 0, "tasks: { a: { run: 'echo x > made', outputs: [made] } }"),
             ("has no items", 0, "tasks: { a: { for_each: { items: [] }, run: 'false' } }"),
             ("runs out of time", 1, "tasks: { a: { run: sleep 60, timeout: { limit: 300ms, grace: 100ms } } }"),
             ("misses its deadline", 1, "duration: 500ms\ntasks: { a: { run: sleep 60 } }")]
    for what, expected, text in cases:
        with Workspace() as workspace:
            workspace.write("m.yaml", "name: codes\ndefaults: { retry: { attempts: 1 } }\n" + text + "\n")
            code, out, errors = workspace.run("run", "--no-ui", "m.yaml")
            check.that(code == expected, f"a mission that {what} ends with {expected}", f"exit {code}: {out[-300:]} {errors}")
            left = processes_with(f"COPILOT_WORKSPACE={workspace.path}")
            check.that(not left, f"no process is left of a mission that {what}", str(left))


def order_of_starts(check):
    with Workspace() as workspace:
        workspace.write("m.yaml", """\
name: order
concurrency: 1
tasks:
  low: { run: "true", priority: -1 }
  plain: { run: "true" }
  high: { run: "true", priority: 9 }
  grid: { matrix: { a: [x, y], b: [1, 2] }, run: "echo {a}{b} >> grid; echo '{c} {{}} ${HOME:+h}' >> braces", priority: 5 }
  group:
    env: { SAID: from the group }
    tasks:
      one: { priority: 7, run: "echo $SAID $COPILOT_TASK $COPILOT_ATTEMPT > one" }
""")
        code, out, errors = workspace.run("run", "--no-ui", "m.yaml")
        check.that(code == 0, "it succeeds", out[-300:] + errors)
        starts = [e["task"] for e in events(workspace) if e["kind"] == "task.started"]
        check.that(starts[0] == "high" and starts[-1] == "low", "priority decides who starts first", str(starts))
        check.that(len([s for s in starts if s.startswith("grid[")]) == 4, "a matrix has a task for each combination", str(starts))
        grid = (workspace.path / "grid").read_text().split()
        check.that(sorted(grid) == ["x1", "x2", "y1", "y2"], "its axes are inserted", str(grid))
        check.that((workspace.path / "braces").read_text().startswith("{c} {{}} ${HOME:+h}"), "other braces stay as written")
        said = (workspace.path / "one").read_text().strip() if (workspace.path / "one").exists() else ""
        check.that(said == "from the group group/one 1", "a group's environment is its tasks'", said)


def conditions(check):
    wanted = {"all_succeeded": {"ss"}, "any_succeeded": {"ss", "sf"}, "all_failed": {"ff"}, "any_failed": {"sf", "ff"},
              "always": {"ss", "sf", "ff"}}
    lines = ["name: when", "tasks:"]
    for name, run in (("s1", "true"), ("s2", "true"), ("f1", "false"), ("f2", "false")):
        lines.append(f"  {name}: {{ run: '{run}', critical: false }}")
    needs = {"ss": "s1, s2", "sf": "s1, f1", "ff": "f1, f2"}
    for word in wanted:
        for pair, names in needs.items():
            lines.append(f"  {word}-{pair}: {{ needs: [{names}], when: {word}, run: 'true', critical: false }}")
    with Workspace() as workspace:
        workspace.write("m.yaml", "\n".join(lines) + "\n")
        code, out, errors = workspace.run("run", "--no-ui", "m.yaml")
        check.that(code == 3, "it is degraded", f"exit {code} {errors}")
        ran = {e["task"] for e in events(workspace) if e["kind"] == "task.succeeded"}
        for word, pairs in wanted.items():
            found = {pair for pair in needs if f"{word}-{pair}" in ran}
            check.that(found == pairs, f"when: {word} runs in the right cases", f"{sorted(found)}, not {sorted(pairs)}")


def a_command_as_a_mission(check):
    with Workspace() as workspace:
        code, out, _ = workspace.run("run", "--", "sh", "-c", 'echo "$#" "$1" && exit 0', "x", "two words")
        check.that(code == 0, "run -- CMD runs a command", f"exit {code}: {out}")
        check.that("1 two words" in workspace.run("logs", "sh")[1], "its arguments stay apart")
        code, out, _ = workspace.run("run", "--", "false")
        check.that(code == 1, "its failure is the mission's", f"exit {code}")
        code, _, errors = workspace.run("run", "--")
        check.that(code == 2 and errors, "without a command it is a usage error", f"exit {code}")


def what_fell_short(check):
    """status tells the same as the end, names that are not there get advice, and nothing is said twice."""
    with Workspace() as workspace:
        workspace.write("m.yaml", """\
name: short
tasks:
  missing: { run: [no-such-program-here], critical: false }
  after: { needs: [missing], run: "true", critical: false }
  items: { for_each: { file: nofile }, run: "true", critical: false }
  fine: { run: "true" }
""")
        code, out, errors = workspace.run("run", "--no-ui", "m.yaml")
        ends = ("  failed ", "  blocked ", "  skipped ")
        end = [line for line in out.splitlines() if line.startswith(ends)]
        code, out, _ = workspace.run("status")
        listed = [line for line in out.splitlines() if line.startswith(ends)]
        check.that(len(listed) == 3 and listed == end, "status lists what the end has listed", f"{listed} {end}")
        check.that("no items: cannot read the items of" in out and "cannot be read" not in out, "a list that is not there is told once", out)
        for verb in ("logs", "explain"):
            code, _, errors = workspace.run(verb, "mising")
            check.that(code == 2 and "did you mean 'missing'?" in errors, f"{verb} suggests a near name", errors)
            code, _, errors = workspace.run(verb, "nope")
            check.that(code == 2 and "there are missing, after, items, fine" in errors, f"{verb} lists the names there are", errors)
        code, out, _ = workspace.run("explain", "after")
        check.that(code == 0 and out.count("is not in PATH") == 1, "explain says a reason once", out)
        status = json.loads(workspace.run("status", "--json")[1])
        check.that([r["status"] for r in status["reasons"]] == ["failed", "blocked", "failed"], "status --json has them, too", str(status))


def usage_errors(check):
    with Workspace() as workspace:
        workspace.write("m.yaml", "name: u\ntasks: { a: { run: 'true' } }\n")
        for arguments in (["resume"], ["status"], ["logs", "a"], ["events"], ["resume", "nothing-0000"], ["run"], ["run", "m.yaml", "x"],
                          ["frobnicate"], ["run", "--no-such-option", "m.yaml"], ["run", "--concurrency", "0", "m.yaml"],
                          ["run", "--duration", "10", "m.yaml"], ["run", "--level", "brave", "m.yaml"]):
            code, out, errors = workspace.run(*arguments)
            check.that(code == 2 and errors.strip(), f"{' '.join(arguments)} is a usage error", f"exit {code}: {out}{errors}")
        check.that(not (workspace.path / ".copilot").exists(), "a usage error creates nothing")
        workspace.run("run", "--no-ui", "m.yaml")
        for arguments in (["logs", "no-such-task"], ["logs", "a", "--run", "other"], ["ctl", "pause"], ["attach"]):
            code, out, errors = workspace.run(*arguments)
            check.that(code == 2 and errors.strip(), f"{' '.join(arguments)} is a usage error", f"exit {code}: {out}{errors}")
        for arguments in (["--help"], ["--version"], ["help", "run"], ["run", "--help"], ["plan", "m.yaml"], ["validate", "m.yaml"],
                          ["schema"], ["schema", "--json"], ["status"], ["status", "--all"], ["completions", "bash"], ["explain", "a"]):
            code, out, errors = workspace.run(*arguments)
            check.that(code == 0 and out.strip(), f"{' '.join(arguments)} answers", f"exit {code}: {errors[:200]}")


def nobody_reads(check):
    """A reader of standard output that leaves does not end the mission."""
    with Workspace() as workspace:
        workspace.write("m.yaml", "name: closed\ntasks: { a: { for_each: { items: [1, 2, 3, 4, 5, 6] }, run: 'sleep 0.1' } }\n")
        script = f"set -o pipefail; '{PROGRAM}' run --no-ui m.yaml | head -1; echo ${{PIPESTATUS[0]}}"
        done = subprocess.run(["bash", "-c", script], cwd=workspace.path, env=workspace.env, capture_output=True, timeout=60)
        lines = done.stdout.decode().splitlines()
        check.that(lines[-1:] == ["0"], "the mission's exit code is its own", str(lines))
        ended = [e for e in events(workspace) if e["kind"] == "mission.ended"]
        check.that(len(ended) == 1, "it has run to its end")


def many_short_tasks(check):
    with Workspace() as workspace:
        workspace.write("items", "".join(f"{n}\n" for n in range(2000)))
        workspace.write("m.yaml", "name: many\nconcurrency: 8\ntasks: { a: { for_each: { file: items }, run: [test, '{item}', -ge, '0'] } }\n")
        code, out, errors = workspace.run("run", "--no-ui", "--output", "json", "m.yaml")
        check.that(code == 0, "2,000 tasks succeed", f"exit {code} {errors}")
        check.that(out.count('"task.succeeded"') >= 2000, "each is told")
        records = [json.loads(line) for line in out.splitlines()]
        check.that(records[-1]["kind"] == "mission.ended", "the end is told")
        elapsed = records[-1]["monotonicMilliseconds"] - records[0]["monotonicMilliseconds"]
        figure("2,000 short tasks at concurrency 8, ms a task", f"{elapsed / 2000:.2f}")


if __name__ == "__main__":
    run_all(twelve_tasks, twelve_tasks_as_json, exit_codes, order_of_starts, conditions, a_command_as_a_mission,
            what_fell_short, usage_errors, nobody_reads, many_short_tasks)
