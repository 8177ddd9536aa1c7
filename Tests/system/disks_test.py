"""Workspaces on strange paths, on disks that cannot be written, and on disks that run full."""
import json, os, shutil, subprocess
from harness import PROGRAM, Workspace, processes_with, run_all

SIMPLE = "name: simple\ntasks: { a: { run: 'echo hello > a' }, b: { needs: [a], run: 'pwd > b' } }\n"


def strange_paths(check):
    for name in ("with space", "日本語 é 👩‍💻", "it's \"quoted\" $HOME", "-dash", "x" * 200):
        with Workspace(name) as workspace:
            workspace.write("mission ü.yaml", SIMPLE)
            code, _, errors = workspace.run("run", "--no-ui", "mission ü.yaml")
            check.that(code == 0, f"a workspace named {name[:20]!r} works", f"exit {code}: {errors}")
            written = (workspace.path / "b").read_text().strip() if (workspace.path / "b").exists() else ""
            check.that(written == str(workspace.path), "commands run in it", written)
            code, out, errors = workspace.run("status", "--json")
            check.that(code == 0 and json.loads(out)["exitCode"] == 0, "its status is known", errors)


def from_elsewhere(check):
    with Workspace("a place") as workspace:
        workspace.write("mission.yaml", SIMPLE)
        done = subprocess.run([PROGRAM, "run", "--no-ui", "-C", str(workspace.path), str(workspace.path / "mission.yaml")], cwd="/",
                              env=workspace.env, capture_output=True, timeout=60)
        check.that(done.returncode == 0, "-C runs in another folder", done.stderr.decode())
        check.that((workspace.path / "a").exists() and (workspace.path / ".copilot").is_dir(), "everything is there")


def modes(check):
    with Workspace() as workspace:
        workspace.write("mission.yaml", SIMPLE)
        workspace.run("run", "--no-ui", "mission.yaml")
        open_to_others = [str(path) for root in (workspace.path / ".copilot", workspace.base / "state") for path in root.rglob("*")
                          if path.stat().st_mode & 0o077]
        check.that(not open_to_others, "what is kept is the user's alone", str(open_to_others))


def no_home(check):
    with Workspace() as workspace:
        workspace.write("mission.yaml", SIMPLE)
        for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
            workspace.env.pop(name, None)
        code, _, errors = workspace.run("run", "--no-ui", "mission.yaml")
        check.that(code in (2, 4) and "HOME" in errors, "without a home the word is clear", f"exit {code}: {errors}")


def may_mount():
    if os.geteuid() != 0 or not shutil.which("unshare"):
        return False
    return subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True).returncode == 0


def in_mounts(workspace, script, timeout=60):
    """Runs a script where it may mount what it likes; $PROGRAM is the program."""
    done = subprocess.run(["unshare", "-m", "bash", "-c", script], cwd=workspace.base, timeout=timeout, capture_output=True,
                          stdin=subprocess.DEVNULL, env=workspace.env | {"PROGRAM": PROGRAM, "WS": str(workspace.path)})
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


def read_only_workspace(check):
    if not may_mount():
        return check.skip("a read-only disk: this needs root and mounts")
    with Workspace() as workspace:
        workspace.write("mission.yaml", SIMPLE)
        script = 'mount --bind "$WS" "$WS" && mount -o remount,ro,bind "$WS" && cd "$WS" && "$PROGRAM" run --no-ui mission.yaml'
        code, out, errors = in_mounts(workspace, script)
        check.that(code == 4, "a read-only workspace is our failure", f"exit {code}: {out}{errors}")
        check.that("read-only" in errors.lower() and str(workspace.path) in errors, "it names the folder and the reason", errors)
        check.that(len(errors.strip().splitlines()) <= 2, "in one message", errors)


def read_only_state(check):
    if not may_mount():
        return check.skip("a read-only home: this needs root and mounts")
    with Workspace() as workspace:
        workspace.write("mission.yaml", SIMPLE)
        (workspace.base / "state").mkdir()
        script = 'S=$XDG_STATE_HOME; mount --bind "$S" "$S" && mount -o remount,ro,bind "$S" && cd "$WS" && "$PROGRAM" run --no-ui mission.yaml'
        code, out, errors = in_mounts(workspace, script)
        check.that(code == 4 and "read-only" in errors.lower(), "a read-only state home is told", f"exit {code}: {out}{errors}")


# What fills a disk is bounded, so that nothing else is filled should the small one not be there.
SMALL_DISK = 'mount -t tmpfs -o size=6m none "$WS" && mountpoint -q "$WS" && cd "$WS" || exit 99\ncp ../m.yaml .\n'
FULL = """\
name: full
concurrency: 2
tasks:
  fill: { run: "sleep 0.3; [ -e filled ] || { touch filled; head -c 20000000 /dev/zero > fill; }; true" }
  work: { for_each: { items: [ITEMS] }, run: "sleep 0.05; seq 300" }
""".replace("ITEMS", ", ".join(map(str, range(40))))


def full_from_the_start(check):
    if not may_mount():
        return check.skip("a full disk: this needs root and mounts")
    with Workspace() as workspace:
        (workspace.base / "m.yaml").write_text(SIMPLE)
        script = SMALL_DISK + 'head -c 20000000 /dev/zero > fill 2>/dev/null; timeout 20 "$PROGRAM" run --no-ui m.yaml'
        code, out, errors = in_mounts(workspace, script)
        check.that(code == 4, "a disk that is full from the start is our failure", f"exit {code}: {out}{errors}")
        check.that("space" in errors.lower() or "full" in errors.lower(), "it says that the disk is full", errors)
        check.that(len(errors.strip().splitlines()) <= 3, "in one message", errors)


def full_for_a_while(check):
    """A task fills the disk while the journal is written; somebody makes room some seconds later."""
    if not may_mount():
        return check.skip("a disk that runs full: this needs root and mounts")
    with Workspace() as workspace:
        (workspace.base / "m.yaml").write_text(FULL)
        script = SMALL_DISK + '(sleep 3; rm -f fill) &\ntimeout -k 2 40 "$PROGRAM" run --no-ui m.yaml; c=$?; wait; exit $c'
        code, out, errors = in_mounts(workspace, script, 90)
        check.that(code == 0, "a disk that is freed again is survived", f"exit {code}: {out[-300:]}{errors[-500:]}")


def full_for_good(check):
    """The same, but nobody makes room: the mission is ended from outside, and goes on once there is room."""
    if not may_mount():
        return check.skip("a disk that stays full: this needs root and mounts")
    with Workspace() as workspace:
        (workspace.base / "m.yaml").write_text(FULL)
        script = SMALL_DISK + """\
timeout --preserve-status -k 15 -s TERM 6 "$PROGRAM" run --no-ui m.yaml > ../out; c=$?; rm -f fill
timeout -k 2 40 "$PROGRAM" resume --no-ui > ../again; echo "first $c then $?"
"""
        code, out, errors = in_mounts(workspace, script, 120)
        # A stop of a few hundred bytes may still fit into the log's last block: then it is a plain stop.
        ended = "first 4 then" in out or "first 143 then" in out
        check.that(ended, "a mission that is ended on a full disk says so", out + errors[-500:])
        check.that("then 0" in out, "with room again, resume carries it to its end", out + errors[-500:])
        left = processes_with(f"COPILOT_WORKSPACE={workspace.path}")
        check.that(not left, "no process is left over", str(left))


def a_damaged_journal_is_set_aside(check):
    """Pages of the journal are overwritten after a stop: what had ended before is not run again, and the user is told."""
    with Workspace() as workspace:
        tasks = "\n".join(f"  t{n}: {{ run: 'echo {n} >> ran', needs: [t{n - 1}] }}" for n in range(1, 120))
        workspace.write("mission.yaml", f"name: torn\nconcurrency: 1\ntasks:\n  t0: {{ run: 'echo 0 >> ran' }}\n{tasks}\n"
                        "  last: { run: 'test -e go', needs: [t119], retry: { attempts: 1 } }\n")
        code, _, _ = workspace.run("run", "--no-ui", "mission.yaml")
        check.that(code == 1, "the last task fails")
        path = workspace.path / ".copilot/state.sqlite"
        data = bytearray(path.read_bytes())
        at = data.find(b"task.startedt100{") // 4096 * 4096
        check.that(at > 0, "the page is found")
        data[at:at + 4096] = b"\xa5" * 4096
        path.write_bytes(data)
        (workspace.path / "go").touch()
        code, out, err = workspace.run("status")
        check.that(code == 4 and "damaged" in err and "resume" in err or code in (0, 1), "status says so", f"{code} {err}")
        code, out, err = workspace.run("run", "--no-ui", "mission.yaml", "--fresh")
        check.that(code == 0, "a new run works", f"{code} {err[-300:]}")
        check.that("damaged" in err and "damaged-1" in err, "the user is told where the damaged one lies", err[:400])
        aside = (workspace.path / ".copilot/state.sqlite.damaged-1").read_bytes()
        check.that(b"\xa5" * 4096 in aside, "it is kept with its damage")
        with workspace.database() as connection:
            runs = connection.execute("SELECT name, (SELECT count(*) FROM events WHERE run = id) FROM runs").fetchall()
        check.that(len(runs) == 2 and all(events > 100 for _, events in runs), "the old run is still there", str(runs))


if __name__ == "__main__":
    run_all(a_damaged_journal_is_set_aside, strange_paths, from_elsewhere, modes, no_home, read_only_workspace, read_only_state, full_from_the_start, full_for_a_while, full_for_good)
