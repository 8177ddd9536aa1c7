"""A living mission steered and asked from other terminals: ctl, status, attach, logs, events, and plain HTTP."""
import json, shutil, subprocess
from harness import Workspace, processes_with, run_all, until
from interruptions_test import Running

# `held` waits for a file; `spare` and `last` wait for it; `broken` fails at once.
HELD = """\
name: held
concurrency: 2
tasks:
  held: { run: "echo begin; printf '\\\\033[31mred\\\\033[0m \\\\033]0;title\\\\007end\\\\n'; until [ -e go ]; do sleep 0.05; done; echo over" }
  broken: { run: "test -e fixed", critical: false }
  spare: { needs: [held], run: "touch spare" }
  last: { needs: [spare, broken], run: "touch last" }
"""


def held(workspace):
    workspace.write("mission.yaml", HELD)
    running = Running(workspace, "run", "--no-ui", "mission.yaml")
    if not until(lambda: "task.failed" in workspace.kinds("broken") and "task.started" in workspace.kinds("held")
                 and "end" in workspace.run("logs", "held")[1]):
        raise RuntimeError(f"the mission does not start: {workspace.kinds()}")
    return running


def status(workspace):
    code, out, errors = workspace.run("status", "--json")
    return json.loads(out) if code == 0 else {"error": errors}


def steering(check):
    with Workspace() as workspace, held(workspace) as running:
        living = status(workspace)
        check.that(living.get("pid") == running.process.pid and living["status"] == "running", "status knows a living run", str(living))
        check.that([t["task"] for t in living["running"]] == ["held"], "and what runs", str(living["running"]))
        check.that("process" in workspace.run("status")[1], "in words, too")

        def does(*arguments, expected=0):
            code, out, errors = workspace.run("ctl", *arguments)
            check.that(code == expected and (out if expected == 0 else errors).strip(), f"ctl {' '.join(arguments)} exits with {expected}",
                       f"exit {code}: {out}{errors}")

        does("pause")
        check.that(until(lambda: status(workspace)["status"] == "paused"), "the mission is paused", str(status(workspace)))
        does("pause", expected=1)
        does("resume")
        check.that(until(lambda: status(workspace)["status"] == "running"), "and goes on")
        does("resume", expected=1)
        does("pause", "held")
        check.that(until(lambda: "task.paused" in workspace.kinds("held")), "a task is paused")
        does("resume", "held")
        check.that(until(lambda: "task.resumed" in workspace.kinds("held")), "and goes on")
        does("resume", "held", expected=1)
        does("stop", "spare", expected=1)
        does("retry", "held", expected=1)
        does("skip", "nowhere", expected=2)
        does("frobnicate", expected=2)
        does("skip", "spare")
        check.that(until(lambda: "task.skipped" in workspace.kinds("spare")), "a task is skipped")
        (workspace.path / "fixed").touch()
        does("retry", "broken")
        check.that(until(lambda: "task.succeeded" in workspace.kinds("broken")), "a failed task is run again")
        (workspace.path / "go").touch()
        code, out, errors = running.end()
        check.that(code == 3, "the mission is degraded by what was skipped", f"exit {code}: {out[-300:]}{errors}")
        check.that(not (workspace.path / "spare").exists() and (workspace.path / "last").exists(), "what was skipped has not run, who needs it has")
        does("pause", expected=2)
        over = status(workspace)
        check.that(over.get("pid") is None and over["exitCode"] == 3, "status knows a run that is over", str(over))


def stopping(check):
    with Workspace() as workspace, held(workspace) as running:
        code, _, errors = workspace.run("ctl", "stop")
        check.that(code == 0, "ctl stop is taken", errors)
        code, out, errors = running.end()
        check.that(code == 130, "the mission is stopped", f"exit {code}: {errors}")
        check.that(not processes_with(f"COPILOT_WORKSPACE={workspace.path}"), "no process is left")
        stopped = status(workspace)
        check.that(stopped.get("pid") is None and stopped["status"] == "stopped", "status says so", str(stopped))
    with Workspace() as workspace, held(workspace) as running:
        check.that(workspace.run("ctl", "stop", "held")[0] == 0, "a task is stopped")
        code, out, errors = running.end()
        check.that(code == 1, "a critical task that was stopped has failed", f"exit {code}: {out[-200:]}{errors}")


def killed(check):
    """A supervisor that was killed is not taken for a living one."""
    with Workspace() as workspace, held(workspace) as running:
        running.process.kill()
        running.process.wait()
        dead = status(workspace)
        check.that(dead.get("pid") is None and dead.get("exitCode") is None, "status knows that nobody carries the run", str(dead))
        check.that("resume" in workspace.run("status")[1], "and says how to go on")
        for arguments in (["ctl", "pause"], ["attach", "--no-ui"]):
            code, _, errors = workspace.run(*arguments, timeout=20)
            check.that(code == 2 and "resume" in errors, f"{' '.join(arguments)} says so", f"exit {code}: {errors}")


def followers(check):
    """Those who look on see all of it, and end with it."""
    with Workspace() as workspace, held(workspace) as running:
        options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        commands = {"attach": ["attach", "--no-ui", "--output", "json"], "logs": ["logs", "held", "--follow"], "events": ["events", "--follow"]}
        started = {name: workspace.start(*arguments, **options) for name, arguments in commands.items()}
        first = started["events"].stdout.readline()
        check.that(json.loads(first)["kind"] == "mission.created", "events begins at the beginning", first.decode()[:200])
        # The beginning of the output shows that the followers are there.
        begun = started["logs"].stdout.readline()
        check.that(b"begin" in begun, "logs begins at the beginning", repr(begun))
        check.that(until(lambda: workspace.run("ctl", "pause", "spare")[0] == 0), "something happens meanwhile")
        workspace.run("ctl", "resume", "spare")
        (workspace.path / "go").touch()
        running.end()
        ends = {}
        for name, process in started.items():
            try:
                out, errors = process.communicate(timeout=15)
                ends[name] = out.decode(errors="replace")
                check.that(process.returncode == 0, f"{name} ends with the mission", f"exit {process.returncode}: {errors.decode()}")
            except subprocess.TimeoutExpired:
                process.kill()
                ends[name] = process.communicate()[0].decode(errors="replace")
                check.that(False, f"{name} ends with the mission")
        check.that("over" in ends["logs"], "logs follows to the end", repr(ends["logs"]))
        check.that('"mission.ended"' in ends["events"], "events follows to the end", ends["events"][-200:])
        check.that('"mission.ended"' in ends["attach"] and all(json.loads(line) for line in ends["attach"].splitlines()),
                   "attach follows to the end", ends["attach"][-300:])


def logs(check):
    with Workspace() as workspace:
        workspace.write("mission.yaml", HELD.replace("until [ -e go ]; do sleep 0.05; done; ", ""))
        workspace.run("run", "--no-ui", "mission.yaml")
        code, out, _ = workspace.run("logs", "held")
        check.that(code == 0 and "red" in out and "end" in out and "title" not in out and "\x1b]" not in out, "logs prints text", repr(out))
        check.that("\x1b]0;title\x07" in workspace.run("logs", "held", "--raw")[1], "logs --raw prints the bytes as they were")
        code, out, errors = workspace.run("logs", "--export", "exported folder")
        names = sorted(str(p.relative_to(workspace.path / "exported folder")) for p in (workspace.path / "exported folder").rglob("*") if p.is_file())
        check.that(code == 0 and any("held" in name for name in names), "logs --export writes files", f"{names} {out}{errors}")
        code, out, _ = workspace.run("events", "--task", "broken")
        check.that({json.loads(line).get("task") for line in out.splitlines()} == {"broken"}, "events of one task are that task's")
        sequences = [json.loads(line)["sequence"] for line in workspace.run("events", "--after", "5")[1].splitlines()]
        check.that(sequences[:1] == [6], "events after a number begin behind it", str(sequences[:3]))


def http(check):
    if not shutil.which("curl"):
        return check.skip("HTTP on the run's socket: no curl")
    with Workspace() as workspace, held(workspace):
        sockets = until(lambda: list((workspace.base / "state").rglob("*.sock")))
        check.that(len(sockets) == 1, "a living run has a socket", str(sockets))
        check.that((sockets[0].parent.stat().st_mode & 0o077) == 0, "in a folder that is the user's alone")

        def curl(*arguments):
            done = subprocess.run(["curl", "-sS", "-m", "10", "--unix-socket", sockets[0], *arguments], capture_output=True, timeout=20)
            return done.stdout.decode(errors="replace")

        answer = json.loads(curl("http://localhost/v1/status"))
        check.that(answer.get("status") == "running" and answer.get("mission") == "held", "/v1/status answers", str(answer))
        code = curl("-o", "/dev/null", "-w", "%{http_code}", "http://localhost/nowhere")
        check.that(code == "404", "an unknown path is not found", code)
        code = curl("-o", "/dev/null", "-w", "%{http_code}", "-H", "X: " + "y" * 100_000, "http://localhost/v1/status")
        check.that(code.startswith("4") or code == "000", "an endless header is refused", code)
        check.that(json.loads(curl("http://localhost/v1/status")).get("status") == "running", "and nothing is the worse for it")


if __name__ == "__main__":
    run_all(steering, stopping, killed, followers, logs, http)
