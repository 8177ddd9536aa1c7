"""Signals, stops and resumes: what was done stays done, what runs is ended, and nothing is left over."""
import json, os, signal, subprocess, time
from harness import Workspace, is_alive, kill, processes_with, run_all, until

# One task is over, one runs until it is told to go on, one waits for it.
WAITING = """\
name: waiting
concurrency: 2
tasks:
  first: { run: "echo x >> first" }
  second: { needs: [first], run: "echo x >> second; until [ -e go ]; do sleep 0.05; done; echo done >> second" }
  third: { needs: [second], run: "echo x >> third" }
"""


class Running:
    """A headless mission in the background, killed at the end if it still runs."""

    def __init__(self, workspace, *arguments):
        self.workspace = workspace
        self.process = workspace.start(*(arguments or ("run", "--no-ui", "mission.yaml")), stdin=subprocess.DEVNULL,
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()
        for pid in processes_with(f"COPILOT_WORKSPACE={self.workspace.path}"):
            kill(pid)

    def send(self, number):
        self.process.send_signal(number)

    def end(self, timeout=30):
        out, errors = self.process.communicate(timeout=timeout)
        return self.process.returncode, out.decode(errors="replace"), errors.decode(errors="replace")


def waiting(workspace, text=WAITING):
    """Starts the mission and gives it back once its second task runs."""
    workspace.write("mission.yaml", text)
    running = Running(workspace)
    if not until(lambda: "task.launched" in workspace.kinds("second") and (workspace.path / "second").exists()):
        raise RuntimeError(f"the second task does not start: {workspace.kinds()}")
    return running


def lines(workspace, name):
    path = workspace.path / name
    return path.read_text().split() if path.exists() else []


def nothing_left(check, workspace, after):
    left = until(lambda: not processes_with(f"COPILOT_WORKSPACE={workspace.path}"), 5)
    check.that(left, f"no process is left after {after}", str(processes_with(f"COPILOT_WORKSPACE={workspace.path}")))


def a_changed_file_is_taken(check):
    with Workspace() as workspace, waiting(workspace) as running:
        running.process.kill()
        running.end()
        changed = WAITING.replace("echo done >> second", "echo changed >> second").replace("third", "last")
        changed = changed.replace("  first:", "  new: { run: 'echo x >> new' }\n  first:", 1).replace("concurrency: 2", "concurrency: 1")
        workspace.write("mission.yaml", changed)
        (workspace.path / "go").touch()
        code, out, errors = workspace.run("resume", "--no-ui", "--reload")
        check.that(code == 0 and "has changed: the run goes on with it" in errors, "resume --reload takes a changed file",
                   f"exit {code}: {out} {errors}")
        check.that(lines(workspace, "first") == ["x"], "a finished task that does the same is not run again")
        check.that(lines(workspace, "second")[-1:] == ["changed"], "a changed task runs as it is now", str(lines(workspace, "second")))
        check.that(lines(workspace, "new") == ["x"] and lines(workspace, "last") == ["x"], "a new task is run")
        ran = {task for _, kind, task, _ in workspace.events() if kind == "task.started"}
        check.that("last" in ran and "third" not in ran, "a task that is gone is not run", str(ran))
        code, out, _ = workspace.run("status", "--json")
        status = json.loads(out)
        check.that(status["total"] == 4 and status["counts"] == {"succeeded": 4} and status["concurrency"] == 1,
                   "the journal adds up to the new mission", out)
        code, out, errors = workspace.run("resume", "--reload")
        check.that(code == 0 and "has ended" in errors, "an ended run is not reloaded", f"exit {code}: {errors}")


def a_changed_file_is_told(check):
    with Workspace() as workspace, waiting(workspace) as running:
        running.process.kill()
        running.end()
        (workspace.path / "go").touch()
        code, _, errors = workspace.run("resume", "--no-ui", "--reload", "-C", workspace.path.parent)
        check.that(code == 2, "there is nothing to reload elsewhere", f"exit {code}: {errors}")
        workspace.write("mission.yaml", "name: [")
        code, _, errors = workspace.run("resume", "--no-ui", "--reload")
        check.that(code == 2 and "mission.yaml:" in errors, "a broken file is not taken", f"exit {code}: {errors}")
        workspace.write("mission.yaml", WAITING.replace("third", "last"))
        code, _, errors = workspace.run("resume", "--no-ui")
        check.that(code == 0 and "--reload takes the change" in errors, "a changed file is reported", f"exit {code}: {errors}")
        check.that(lines(workspace, "third") == ["x"], "without --reload the run goes on with what it began with")


def stops_and_resumes(check):
    for number, expected in ((signal.SIGTERM, 143), (signal.SIGINT, 130)):
        with Workspace() as workspace, waiting(workspace) as running:
            running.send(number)
            code, out, errors = running.end()
            check.that(code == expected, f"{number.name} ends with {expected}", f"exit {code}: {errors}")
            check.that("resume" in out + errors, "it says how to go on")
            nothing_left(check, workspace, number.name)
            (workspace.path / "go").touch()
            code, out, errors = workspace.run("resume", "--no-ui")
            check.that(code == 0, "resume carries it to its end", f"exit {code}: {out[-300:]} {errors}")
            check.that(lines(workspace, "first") == ["x"], "what was done is not done again")
            check.that(lines(workspace, "second")[-1:] == ["done"] and lines(workspace, "third") == ["x"], "the rest is done")


def second_stop(check):
    stubborn = WAITING.replace('second: { needs: [first], run: "', 'second: { timeout: { grace: 60s }, needs: [first], run: "trap : TERM; ')
    with Workspace() as workspace, waiting(workspace, stubborn) as running:
        running.send(signal.SIGTERM)
        until(lambda: "mission.stopping" in workspace.kinds())
        start = time.monotonic()
        check.that(running.process.poll() is None, "the first SIGTERM leaves a task its grace")
        running.send(signal.SIGTERM)
        code, _, errors = running.end(timeout=20)
        check.that(code == 143 and time.monotonic() - start < 10, "a second SIGTERM stops at once", f"exit {code} {errors}")
        nothing_left(check, workspace, "a second SIGTERM")


def a_stop_does_not_wait_for_an_installation(check):
    """What is being installed is ended with the mission, and installed when the run goes on."""
    mission = """
name: installing
level: fullAutonomous
tasks:
  it: { run: "test -e installed || { echo \\"Error: Cannot find module 'left-pad'\\"; echo \\"    at node:internal\\"; exit 1; }" }
"""
    with Workspace() as workspace:
        workspace.write("mission.yaml", mission)
        workspace.write("package.json", '{"name": "a", "dependencies": {"left-pad": "1.0.0"}}')
        npm = workspace.write("bin/npm", "#!/bin/sh\necho $$ > npm-pid\nsleep 300\n")
        npm.chmod(0o755)
        workspace.env["PATH"] = f"{workspace.path}/bin:{os.environ['PATH']}"
        with Running(workspace) as running:
            check.that(until(lambda: lines(workspace, "npm-pid")), "a remedy is begun", str(workspace.kinds()))
            start = time.monotonic()
            running.send(signal.SIGINT)
            code, out, errors = running.end(timeout=60)
            took = time.monotonic() - start
            check.that(code == 130 and took < 8, "the mission stops at once", f"exit {code} after {took:.1f} s: {out} {errors}")
            pids = lines(workspace, "npm-pid")
            check.that(pids and not os.path.exists(f"/proc/{pids[0]}"), "what was installing is ended")
            check.that("task.remedied" not in workspace.kinds(), "nothing is claimed of it", str(workspace.kinds()))
        npm.write_text("#!/bin/sh\ntouch installed\n")
        code, out, errors = workspace.run("resume", "--no-ui")
        check.that(code == 0 and workspace.kinds().count("task.remedied") == 1, "the next supervisor installs it",
                   f"exit {code}: {out} {errors}")


def a_failed_run_goes_on(check):
    """The cause is mended by hand, and what failed is tried again: what was done is not."""
    mission = """
name: mended
tasks:
  first:  { run: echo x >> first }
  second: { needs: [first], run: test -e fixed, retry: { attempts: 1 } }
  third:  { needs: [second], run: echo x >> third }
"""
    with Workspace() as workspace:
        workspace.write("mission.yaml", mission)
        code, _, _ = workspace.run("run", "--no-ui", "mission.yaml")
        check.that(code == 1, "the mission fails", f"exit {code}")
        code, out, errors = workspace.run("resume", "--no-ui")
        check.that(code == 1 and "has ended failed" in errors and "--retry-failed runs its failed task again" in errors,
                   "resume says how to go on", f"exit {code}: {out} {errors}")
        code, out, errors = workspace.run("resume", "--no-ui", "--retry-failed")
        check.that(code == 1 and lines(workspace, "first") == ["x"], "it fails again as long as the cause is there",
                   f"exit {code}: {out} {errors}")
        (workspace.path / "fixed").touch()
        code, out, errors = workspace.run("resume", "--no-ui", "--retry-failed")
        check.that(code == 0, "it succeeds once that is mended", f"exit {code}: {out} {errors}")
        check.that(lines(workspace, "first") == ["x"] and lines(workspace, "third") == ["x"],
                   "what had succeeded is not run again, what was blocked is run")
        check.that(workspace.kinds().count("mission.reopened") == 2 and workspace.kinds().count("mission.ended") == 3,
                   "the journal tells it all", str(workspace.kinds()))
        code, out, errors = workspace.run("resume", "--no-ui", "--retry-failed")
        check.that(code == 0 and "nothing of it failed" in errors, "there is nothing left to try again", f"{code} {errors}")
        code, out, errors = workspace.run("status")
        check.that("succeeded" in out, "status tells the last end", out + errors)


def pause_and_resume_by_signal(check):
    def state(pid):
        return open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()[0]

    with Workspace() as workspace, waiting(workspace) as running:
        pids = [p for p in processes_with(f"COPILOT_WORKSPACE={workspace.path}") if p != running.process.pid]
        running.send(signal.SIGUSR1)
        check.that(until(lambda: "mission.paused" in workspace.kinds()), "SIGUSR1 pauses the mission")
        check.that(until(lambda: pids and state(pids[0]) == "T", 5), "its processes are stopped")
        running.send(signal.SIGUSR1)
        check.that(until(lambda: "mission.resumed" in workspace.kinds()), "SIGUSR1 again resumes it")
        (workspace.path / "go").touch()
        code, out, errors = running.end()
        check.that(code == 0, "it goes on to its end", f"exit {code}: {out[-300:]} {errors}")


def hang_up(check):
    with Workspace() as workspace, waiting(workspace) as running:
        running.send(signal.SIGHUP)
        (workspace.path / "go").touch()
        code, _, errors = running.end()
        check.that(code == 0, "SIGHUP does not end the mission", f"exit {code}: {errors}")


def run_again(check):
    with Workspace() as workspace, waiting(workspace) as running:
        code, _, errors = workspace.run("run", "--no-ui", "mission.yaml")
        run = json.loads(workspace.run("status", "--json")[1])["run"]
        check.that(code == 4, "a second supervisor is refused", f"exit {code}: {errors}")
        check.that(str(running.process.pid) in errors and run in errors, "it is told who holds the workspace", errors)
        running.process.kill()
        running.process.wait()
        (workspace.path / "go").touch()
        code, out, errors = workspace.run("run", "--no-ui", "mission.yaml")
        check.that(code == 0 and "resuming" in errors, "running the file again resumes its unfinished run", f"exit {code}: {errors}")
        check.that("took the workspace over" in errors, "it says that the earlier supervisor had died", errors)
        check.that(lines(workspace, "first") == ["x"], "what was done is not done again")
        check.that(json.loads(workspace.run("status", "--json")[1])["run"] == run, "it is the same run")
        workspace.run("run", "--no-ui", "mission.yaml")
        check.that(lines(workspace, "first") == ["x", "x"], "a run that has ended is not resumed but begun anew")


def fresh_run(check):
    with Workspace() as workspace, waiting(workspace) as running:
        running.send(signal.SIGTERM)
        running.end()
        (workspace.path / "go").touch()
        code, _, errors = workspace.run("run", "--no-ui", "--fresh", "mission.yaml")
        check.that(code == 0 and lines(workspace, "first") == ["x", "x"], "--fresh starts anew", f"exit {code}: {errors}")
        code, out, _ = workspace.run("status", "--all")
        check.that(len(out.splitlines()) == 2, "both runs are listed", out)


def killed_with_its_task(check):
    """The tree of a task whose supervisor was killed is ended before the task runs again."""
    text = WAITING.replace("echo x >> second;", "echo $$ >> pids; (setsid sleep 300 & echo $! >> pids); echo x >> second;")
    with Workspace() as workspace, waiting(workspace, text) as running:
        until(lambda: len(lines(workspace, "pids")) == 2)
        old = [int(pid) for pid in lines(workspace, "pids")]
        running.process.kill()
        running.process.wait()
        (workspace.path / "go").touch()
        code, _, errors = workspace.run("resume", "--no-ui")
        check.that(code == 0, "resume after kill -9 carries it to its end", f"exit {code}: {errors}")
        check.that(not any(map(is_alive, old)), "what the killed supervisor had started is ended", str([p for p in old if is_alive(p)]))
        nothing_left(check, workspace, "a resume")


def changed_file(check):
    with Workspace() as workspace, waiting(workspace) as running:
        running.send(signal.SIGTERM)
        running.end()
        (workspace.path / "go").touch()
        workspace.write("mission.yaml", WAITING.replace("third: ", "fourth: "))
        code, _, errors = workspace.run("run", "--no-ui", "mission.yaml")
        check.that(code == 0 and "changed" in errors, "a changed file is reported", f"exit {code}: {errors}")
        check.that(lines(workspace, "third") == ["x"], "the run goes on with what it began with")


if __name__ == "__main__":
    run_all(a_changed_file_is_taken, a_changed_file_is_told, stops_and_resumes, a_stop_does_not_wait_for_an_installation,
            a_failed_run_goes_on, second_stop, pause_and_resume_by_signal, hang_up, run_again, fresh_run, killed_with_its_task, changed_file)
