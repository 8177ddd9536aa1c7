"""Limits that the system sets: open files run out, files may not grow; neither ends a mission or costs a task its tries."""
import json, resource, signal, subprocess
from harness import PROGRAM, Workspace, run_all


def limited(workspace, soft, hard, which, *arguments):
    """Runs the program under a limit: exit code, output, errors."""
    done = subprocess.run([PROGRAM, *arguments], cwd=workspace.path, env=workspace.env, timeout=120, stdin=subprocess.DEVNULL,
                          capture_output=True, preexec_fn=lambda: resource.setrlimit(which, (soft, hard)))
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


def few_files(check):
    """More tasks at once than there are descriptors for: those that cannot start wait, and lose no try."""
    tasks = "".join(f'  t{n}: {{ run: "echo x >> ran/t{n}; sleep 1" }}\n' for n in range(40))
    with Workspace() as workspace:
        workspace.write("mission.yaml", "name: few\nconcurrency: 40\ndefaults: { retry: { attempts: 1 } }\ntasks:\n" + tasks)
        (workspace.path / "ran").mkdir()
        code, out, errors = limited(workspace, 40, 70, resource.RLIMIT_NOFILE, "run", "--no-ui", "mission.yaml")
        check.that(code == 0, "the mission succeeds", f"exit {code}: {out[-800:]} {errors}")
        check.that(all((workspace.path / "ran" / f"t{n}").read_text() == "x\n" for n in range(40)), "every task has run once")
        backed = [json.loads(body) for _, kind, _, body in workspace.events() if kind == "task.backingOff"]
        check.that(backed and all(body["charge"] == "infrastructure" and body["tries"] == 0 for body in backed),
                   "what could not start was the machine's fault", str(backed[:2]))
        check.that("ulimit -Hn" in out, "and said what would help", out[-500:])


def files_of_commands(check):
    """The supervisor takes all the open files that it may have; its commands get what they would have had."""
    with Workspace() as workspace:
        workspace.write("mission.yaml", 'name: own\ntasks:\n  a: { run: "ulimit -Sn > soft; ulimit -Hn > hard; grep Max.open /proc/$PPID/limits > parent" }\n')
        code, out, errors = limited(workspace, 256, 900, resource.RLIMIT_NOFILE, "run", "--no-ui", "mission.yaml")
        read = {name: (workspace.path / name).read_text().split() for name in ("soft", "hard", "parent")}
        check.that(code == 0 and read["soft"] == ["256"] and read["hard"] == ["900"], "a command has the limits we were given", f"{read} {errors}")
        check.that(read["parent"][3] == "900", "the supervisor has more", str(read["parent"]))


def small_files(check):
    """No file may grow beyond 2 MiB: output is lost, the supervisor is not; a command hears of it as it would alone."""
    text = """\
name: small
tasks:
  loud: { run: "yes | head -c 6000000" }
  big: { run: "head -c 6000000 /dev/zero > big; echo $? > code" }
  after: { needs: [loud, big], run: "echo x > after" }
"""
    with Workspace() as workspace:
        workspace.write("mission.yaml", text)
        size = 2 << 20
        code, out, errors = limited(workspace, size, size, resource.RLIMIT_FSIZE, "run", "--no-ui", "mission.yaml")
        check.that(code == 0 and (workspace.path / "after").exists(), "the mission succeeds", f"exit {code}: {out[-500:]} {errors}")
        check.that("ulimit -f" in errors, "it says why output is not kept", errors)
        killed = str(128 + signal.SIGXFSZ)
        check.that((workspace.path / "code").read_text().strip() == killed, "a command's SIGXFSZ is the default one")


def small_journal(check):
    """A journal that may not grow any further ends the mission in order: exit 4, and a word."""
    tasks = "".join(f"  t{n}: {{ run: ': a command that takes some room in the journal {'x' * 200}' }}\n" for n in range(1500))
    with Workspace() as workspace:
        workspace.write("mission.yaml", "name: journal\ntasks:\n" + tasks)
        size = 1 << 20
        code, _, errors = limited(workspace, size, size, resource.RLIMIT_FSIZE, "run", "--no-ui", "mission.yaml")
        check.that(code == 4 and errors, "the mission ends with our own failure", f"exit {code}: {errors}")


if __name__ == "__main__":
    run_all(few_files, files_of_commands, small_files, small_journal)
