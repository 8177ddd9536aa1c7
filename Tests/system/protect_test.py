"""Protected tasks: a command that spoils a repository fails, and its fallback starts on what was there before; whatever kills the
supervisor on the way."""
import hashlib, json, os, pathlib, random, signal, subprocess, time
from harness import PROGRAM, Check, Workspace, figure, is_proving, kill, run_all, until

SETUP = r"""
set -e
git init -q -b main .; git config user.name a; git config user.email a@b
printf 'ignored/\n*.log\n.copilot/\n' > .gitignore
mkdir -p src/deep empty ignored; echo code > src/deep/code.py; echo two > b.txt; echo tool > run.sh; chmod 755 run.sh
ln -s src/deep/code.py link; git add .; git commit -qm first; git branch side
echo stashed >> b.txt; git stash -q
echo staged > src/staged.py; git add src/staged.py; echo more >> src/staged.py; echo unstaged >> src/deep/code.py
echo secret > ignored/key; echo log > x.log; printf x > 'ü n'; printf y > ./-dash; printf z > $'new\nline'
for n in $(seq 1 FILES); do echo "$n" > src/f$n; done
"""

VANDAL = r"""
echo spoilt > b.txt; rm -rf src; mkdir -p new/er; echo new > new/er/file; chmod 644 run.sh; chmod 700 'ü n'
rm link ./-dash x.log; echo key > ignored/key; rmdir empty; rm -- $'new\nline'
git add -A; git commit -qm vandal; git checkout -q -b other; git branch -q -D main side; git stash clear
for n in $(seq 1 FILES); do echo other > new/f$n; done
"""

LOOK = r"""git status --porcelain=v2 -z; git stash list; git for-each-ref | grep -v refs/copilot; git reflog; cat .git/HEAD"""


def shell(workspace, script, check=True):
    env = workspace.env | {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    return subprocess.run(["bash", "-c", script], cwd=workspace.path, env=env, check=check, capture_output=True).stdout


def listing(workspace):
    """Everything that a person could see: what git says, its index, and each path with mode, target and digest."""
    found = [shell(workspace, LOOK, check=False), digest(workspace.path / ".git/index")]
    for folder, folders, files in os.walk(os.fsencode(workspace.path)):
        folders[:] = sorted(name for name in folders if name not in (b".git", b".copilot"))
        for name in folders + sorted(files):
            path = os.path.join(folder, name)
            status = os.lstat(path)
            what = os.readlink(path) if os.path.islink(path) else digest(path) if name in files else b""
            found.append((path, status.st_mode, what))
    return found


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def prepare(workspace, script, fallback, files=20, extra=""):
    workspace.write("vandal.sh", script.replace("FILES", str(files)))
    workspace.write("mission.yaml", f"""
name: protect
concurrency: 4
level: fullAutonomous
tasks:
  before: {{ run: "true" }}
  change:
    needs: [before]
    run: bash vandal.sh && exit 1
    retry: {{ attempts: 1 }}
    protect: true
    fallback: [{{ run: "{fallback}" }}]
{extra}
""")
    shell(workspace, SETUP.replace("FILES", str(files)))


LOOKING = "GIT_OPTIONAL_LOCKS=0 git status --porcelain=v2 -z > .copilot/seen; cat b.txt >> .copilot/seen"


def a_fallback_starts_where_the_task_started(check):
    with Workspace() as workspace:
        prepare(workspace, VANDAL, LOOKING, extra="  beside: { run: sleep 0.3 }\n  after: { needs: [change], run: 'true' }")
        before = listing(workspace)
        code, out, errors = workspace.run("run", "--no-ui", "mission.yaml")
        check.that(code == 0, "the mission succeeds", f"{code} {out[-900:]} {errors[-300:]}")
        after = listing(workspace)
        check.that(after == before, "no trace is left", str([pair for pair in zip(before, after) if pair[0] != pair[1]])[:600])
        kinds = workspace.kinds("change")
        check.that(kinds.index("task.fellBack") < kinds.index("task.restored"), "it is set back before the fallback", str(kinds))
        check.that(kinds.count("task.protected") == 2, "each way has a snapshot of its own", str(kinds))
        seen = (workspace.path / ".copilot/seen").read_bytes()
        check.that(seen == shell(workspace, "git status --porcelain=v2 -z; cat b.txt"), "the fallback saw the tree as it was", str(seen))
        code, out, _ = workspace.run("snapshots", "--json")
        rows = json.loads(out)
        check.that(code == 0 and [row["task"] for row in rows] == ["change", "change"], "they are listed", out)
        failed = rows[0]["failedRef"]
        check.that(shell(workspace, f"git show {failed}:new/er/file") == b"new\n", "what failed can be read", failed)


def what_a_person_sets_back(check):
    with Workspace() as workspace:
        prepare(workspace, VANDAL, "false", extra="")
        mission = (workspace.path / "mission.yaml").read_text()
        mission = mission[:mission.index("    fallback")]
        workspace.write("mission.yaml", mission)
        before = listing(workspace)
        code, out, _ = workspace.run("run", "--no-ui", "mission.yaml")
        check.that(code == 1, "the mission fails", f"{code} {out}")
        spoilt = listing(workspace)
        check.that(spoilt != before, "without another try nothing is set back")
        code, out, errors = workspace.run("restore", "change-1")
        check.that(code == 2 and "--yes" in errors, "without a terminal it needs --yes", f"{code} {out} {errors}")
        check.that("removed     new/er/file" in out and "restored    b.txt" in out, "a line a path is shown", out)
        code, out, _ = workspace.run("restore", "change-1", "--dry-run")
        check.that(code == 0 and listing(workspace) == spoilt, "a dry run does nothing", out)
        workspace.write("b.txt", "mine")
        code, out, errors = workspace.run("restore", "change-1", "--yes")
        check.that(code == 1 and "b.txt was written by somebody else" in errors, "what was written since is in the way", errors)
        code, out, errors = workspace.run("restore", "change-1", "--yes", "--force")
        check.that(code == 0 and "lost        b.txt" in out, "--force says what is lost", f"{code} {out} {errors}")
        check.that(listing(workspace) == before, "and sets it back all the same", errors)
        code, out, errors = workspace.run("restore", "change-before-restore-1", "--yes")
        check.that(code == 0 and (workspace.path / "b.txt").read_text() == "mine", "what was lost is brought back", f"{code} {out} {errors}")
        workspace.write("b.txt", "spoilt\n")
        subprocess.run(["git", "status"], cwd=workspace.path, env=workspace.env, check=True, capture_output=True)
        code, out, errors = workspace.run("restore", "change-1", "--yes")
        check.that(code == 0 and listing(workspace) == before, "it is set back", f"{code} {out[-300:]} {errors}")
        code, out, _ = workspace.run("restore", "change-1", "--yes")
        check.that(code == 0 and "nothing to do" in out, "a second time there is nothing to do", out)
        code, _, errors = workspace.run("restore", "nobody")
        check.that(code == 2 and "no snapshot 'nobody'" in errors, "an unknown one is a usage error", errors)


def a_living_mission_keeps_others_away(check):
    with Workspace() as workspace:
        prepare(workspace, "exec sleep 60", "true")
        with workspace.start("run", "--no-ui", "mission.yaml", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             stdin=subprocess.DEVNULL) as process:
            until(lambda: "task.launched" in workspace.kinds("change"), 60)
            code, _, errors = workspace.run("restore", "change-1", "--yes")
            check.that(code == 4, "restore refuses while a mission runs", f"{code} {errors}")
            process.terminate()


def a_restore_that_was_cut_off_is_finished(check):
    """The supervisor dies while it sets back; resumed, the fallback sees the tree as it was."""
    generator = random.Random(time.time_ns())
    for number in range(12 if is_proving() else 3):
        with Workspace() as workspace:
            prepare(workspace, VANDAL, LOOKING, files=400)
            before = listing(workspace)
            process = workspace.start("run", "--no-ui", "mission.yaml", stdout=subprocess.DEVNULL,
                                      stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
            until(lambda: "task.fellBack" in workspace.kinds("change"), 60, every=0.005)
            # Some files are there again, others are not.
            half = until(lambda: 0 < len(list((workspace.path / "src").glob("f*"))) or "task.restored" in workspace.kinds("change"),
                         60, every=0.001)
            time.sleep(generator.uniform(0, 0.1))
            process.kill()
            process.wait()
            check.that(half, "it was being set back")
            figure("files there again when the supervisor was killed", len(list((workspace.path / "src").glob("f*"))))
            was_done = "task.restored" in workspace.kinds("change")
            code, out, errors = workspace.run("resume", "--no-ui")
            check.that(code == 0, "the mission succeeds when it is resumed", f"{code} {out[-900:]} {errors}")
            after = listing(workspace)
            check.that(after == before, "no trace is left", str([pair for pair in zip(before, after) if pair[0] != pair[1]])[:600])
            check.that(was_done or workspace.kinds("change").count("task.restored") >= 1, "that is written down")


def an_attempt_that_died_with_its_supervisor_is_undone(check):
    with Workspace() as workspace:
        script = VANDAL + "touch .copilot/spoilt; [ $COPILOT_ATTEMPT = 1 ] && sleep 60; exit 1\n"
        prepare(workspace, script, LOOKING)
        before = listing(workspace)
        process = workspace.start("run", "--no-ui", "mission.yaml", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                  stdin=subprocess.DEVNULL)
        until((workspace.path / ".copilot/spoilt").exists, 60)
        process.kill()
        process.wait()
        code, out, errors = workspace.run("resume", "--no-ui")
        check.that(code == 0, "the mission succeeds when it is resumed", f"{code} {out[-900:]} {errors}")
        check.that(listing(workspace) == before, "no trace is left")
        check.that(workspace.kinds("change").count("task.restored") == 2, "both tries were undone")


def what_a_person_writes_after_a_crash_stays(check):
    with Workspace() as workspace:
        prepare(workspace, VANDAL + "touch .copilot/spoilt; sleep 60; exit 1\n", LOOKING)
        process = workspace.start("run", "--no-ui", "mission.yaml", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                  stdin=subprocess.DEVNULL)
        until((workspace.path / ".copilot/spoilt").exists, 60)
        alive, = (workspace.path / ".copilot/snapshots").glob("*/change-1/alive")
        first = alive.stat().st_mtime
        check.that(until(lambda: alive.stat().st_mtime > first, 20), "signs of life are written down")
        process.kill()
        process.wait()
        # As if it had been dead for an hour.
        workspace.write("b.txt", "mine")
        os.utime(alive, (time.time() - 3600,) * 2)
        code, out, errors = workspace.run("resume", "--no-ui")
        check.that(code == 1 and (workspace.path / "b.txt").read_text() == "mine", "nothing is set back", f"{code} {out[-900:]} {errors}")
        check.that("last sign of life" in out + errors + workspace.run("explain", "change")[1], "the reason is named", out[-900:])


def closed_folders_are_set_back(check):
    """What the task itself has closed is opened for as long as it takes."""
    with Workspace() as workspace:
        prepare(workspace, "echo new > src/deep/new; echo spoilt > src/deep/code.py; chmod 000 b.txt; chmod 555 src/deep; "
                "mkdir -p closed/in; echo x > closed/in/x; chmod 000 closed/in; chmod 300 src\n", LOOKING)
        shell(workspace, "mkdir -m 555 kept; mkdir -m 700 own; echo mine > own/file; chmod 600 own")
        before = listing(workspace)
        drop = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
        done = subprocess.run([*drop, PROGRAM, "run", "--no-ui", "mission.yaml"], cwd=workspace.path, env=workspace.env,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
        check.that(done.returncode == 0, "the mission succeeds", done.stdout[-900:] + done.stderr[-300:])
        after = listing(workspace)
        check.that(after == before, "no trace is left", str([pair for pair in zip(before, after) if pair[0] != pair[1]])[:600])
        subprocess.run(["chmod", "-R", "u+rwx", str(workspace.path)])


def what_cannot_be_kept_does_not_start(check):
    with Workspace() as workspace:
        workspace.write("mission.yaml", "name: m\ntasks: { a: { run: touch started, protect: [sub/../../outside] } }\n")
        code, out, _ = workspace.run("run", "--no-ui", "mission.yaml")
        started = (workspace.path / "started").exists()
        check.that(code in (1, 2) and not started, "an unprotected command never starts", f"{code} {out}")


if __name__ == "__main__":
    run_all(a_fallback_starts_where_the_task_started, what_a_person_sets_back, a_living_mission_keeps_others_away,
            a_restore_that_was_cut_off_is_finished, an_attempt_that_died_with_its_supervisor_is_undone,
            what_a_person_writes_after_a_crash_stays, closed_folders_are_set_back,
            what_cannot_be_kept_does_not_start)
