"""What the system tests share: the program, workspaces of their own, and a closing line."""
import json, os, pathlib, random, shutil, signal, sqlite3, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("COPILOT_TUI") or str(ROOT / ".build/debug/copilot-tui")


class Workspace:
    """A folder with a state home of its own, removed at the end."""

    def __init__(self, name="ws"):
        self.base = pathlib.Path(tempfile.mkdtemp(prefix="copilot-tui-"))
        self.path = self.base / name
        self.path.mkdir()
        self.env = {k: v for k, v in os.environ.items() if not k.startswith("COPILOT_")}
        self.env |= {"XDG_STATE_HOME": str(self.base / "state"), "XDG_CONFIG_HOME": str(self.base / "config"),
                     "SWIFT_BACKTRACE": "interactive=no"}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.base, ignore_errors=True)

    def write(self, name, text):
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def start(self, *arguments, **options):
        return subprocess.Popen([PROGRAM, *map(str, arguments)], cwd=self.path, env=self.env, **options)

    def run(self, *arguments, timeout=120):
        """Runs the program to its end: exit code, output, errors."""
        done = subprocess.run([PROGRAM, *map(str, arguments)], cwd=self.path, env=self.env, timeout=timeout,
                              stdin=subprocess.DEVNULL, capture_output=True)
        return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")

    def database(self):
        return sqlite3.connect(f"file:{self.path}/.copilot/state.sqlite?mode=ro", uri=True)

    def events(self):
        with self.database() as connection:
            return connection.execute("SELECT seq, kind, task, body FROM events ORDER BY run, seq").fetchall()


def processes_with(marker):
    """The processes that have `marker` in their environment, zombies aside."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            if marker.encode() in (entry / "environ").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def zombies_of(parent):
    """The zombies whose parent is `parent`."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if fields[0] == "Z" and int(fields[1]) == parent:
                found.append(int(entry.name))
    return found


class Check:
    """Counts what holds and what does not."""

    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def that(self, holds, what, detail=""):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"not so: {what} {detail}", flush=True)

    def skip(self, what):
        self.skipped += 1
        print(f"skipped: {what}", flush=True)
