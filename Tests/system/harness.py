"""What the system tests share: the program, workspaces of their own, and a closing line."""
import ctypes, json, os, pathlib, random, shutil, signal, sqlite3, subprocess, sys, tempfile, threading, time, traceback

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

    def kinds(self, task=None):
        """The kinds of event so far, of one task if given; empty while there is no journal."""
        try:
            return [kind for _, kind, of, _ in self.events() if task is None or of == task]
        except sqlite3.OperationalError:
            return []

    def owner(self):
        """The process that carries the newest run; None if nobody does."""
        code, out, _ = self.run("status", "--json")
        return json.loads(out).get("pid") if code == 0 else None


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


def stat_of(pid):
    """State and parent of a process; None if it is gone."""
    try:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return None
    return fields[0], int(fields[1])


def zombies_of(parent):
    """The zombies whose parent is `parent`."""
    numbers = [int(entry.name) for entry in pathlib.Path("/proc").iterdir() if entry.name.isdigit()]
    return [pid for pid in numbers if stat_of(pid) == ("Z", parent)]


class ZombieWatch:
    """Looks now and then for children of a supervisor that have ended and whose status it does not take."""

    # It looks for orphans at least every 5 s (ExecutorLoop.lookAround); twice that is forgetting them.
    PATIENCE = 10

    def __init__(self, parent, every=0.5):
        self.parent, self.every = parent, every
        self.forgotten, self.most, self.seen = set(), 0, {}
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.watch, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()

    def watch(self):
        while not self.over.wait(self.every):
            now, zombies = time.monotonic(), zombies_of(self.parent)
            self.most = max(self.most, len(zombies))
            self.seen = {pid: self.seen.get(pid, now) for pid in zombies}
            self.forgotten |= {pid for pid, since in self.seen.items() if now - since > self.PATIENCE}


def adopt_orphans():
    """Makes orphans of what this script starts its children (prctl(2), PR_SET_CHILD_SUBREAPER), so that none gets lost."""
    if ctypes.CDLL(None, use_errno=True).prctl(36, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


def orphans(own=()):
    """The living children of this script that it did not start, whatever their environment; ended ones are let go."""
    living = []
    for task in pathlib.Path("/proc/self/task").iterdir():
        for pid in map(int, (task / "children").read_text().split()):
            if pid in own:
                continue
            try:
                if os.waitpid(pid, os.WNOHANG) == (0, 0):
                    living.append(pid)
            except ChildProcessError:
                continue
    return living


def until(holds, seconds=20, every=0.02):
    """Polls until `holds()` is true and gives what it gave; what it gave last if that takes longer than `seconds`."""
    end = time.monotonic() + seconds
    while True:
        value = holds()
        if value or time.monotonic() > end:
            return value
        time.sleep(every)


def is_alive(pid):
    """Whether a process runs; a zombie does not."""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def kill(pid):
    """SIGKILL, to a process that may be gone already."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def figure(what, value):
    """Keeps a figure for the evidence, and prints it."""
    print(f"{what}: {value}", flush=True)
    path = os.environ.get("COPILOT_TUI_FIGURES")
    if path:
        with open(path, "a") as file:
            file.write(f"{what}\t{value}\n")


def is_proving():
    """Whether the long versions are wanted."""
    return bool(os.environ.get("COPILOT_TUI_PROVE"))


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

    def end(self):
        """Prints the closing line and ends the script."""
        print(f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped", flush=True)
        sys.exit(1 if self.failed else 0)


def run_all(*tests):
    """Runs each test with one `Check`; a test that raises has failed, and the next one runs. Names as arguments choose."""
    check = Check()
    wanted = sys.argv[1:]
    for test in tests:
        if wanted and test.__name__ not in wanted:
            continue
        start = time.monotonic()
        before = check.failed
        try:
            test(check)
        except Exception as error:
            at = traceback.extract_tb(error.__traceback__)[-1]
            check.that(False, f"{test.__name__} ran to its end", f"{type(error).__name__}: {error} ({at.filename}:{at.lineno})")
        word = "ok" if check.failed == before else "FAILED"
        print(f"  {word:6} {test.__name__} ({time.monotonic() - start:.1f} s)", flush=True)
    check.end()
