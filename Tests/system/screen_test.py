"""The screen in a real terminal: sizes, keys, Ctrl-Z, detaching and coming back, and what is left of the terminal after a kill."""
import json, os, shutil, signal, subprocess
from harness import Workspace, is_alive, kill, processes_with, run_all, stat_of, until
from terminal import Terminal, has_tmux

# One task runs until it is told to end, one fails, two wait.
SHOWN = """\
name: shown
concurrency: 2
tasks:
  held: { run: "echo begin; until [ -e go ]; do sleep 0.05; done; echo over" }
  broken: { run: "exit 7", critical: false, retry: { attempts: 1 } }
  spare: { needs: [held], run: "touch spare" }
  last: { needs: [spare, broken], when: always, run: "touch last" }
"""
RUN = '"$PROGRAM" run mission.yaml'


class Shown:
    """A terminal in which the mission is shown; the mission is ended with it."""

    def __init__(self, columns=120, rows=34, command=RUN, environment=(), text="held"):
        self.workspace = Workspace()
        self.workspace.write("mission.yaml", SHOWN)
        self.terminal = Terminal(self.workspace, columns, rows, environment)
        self.modes = self.terminal.modes()
        self.terminal.command(command)
        self.ready = self.terminal.waits_for(text)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.terminal.__exit__()
        owner = self.workspace.owner()
        for pid in [owner] if owner else []:
            kill(pid)
        for pid in processes_with(f"COPILOT_WORKSPACE={self.workspace.path}"):
            kill(pid)
        self.workspace.__exit__()

    def has(self, kind, task=None):
        return until(lambda: kind in self.workspace.kinds(task), 10)

    def go(self):
        (self.workspace.path / "go").touch()


def sizes(check):
    wide = ("1 tree", "2 errors", "3 timeouts", "4 health", "0 held")
    steps = [(160, 45, wide, ()), (120, 34, wide, ()), (80, 24, ("1 tree", "2 errors", "3 timeouts", "held", "cpu"), ("╭─┐4 health",)),
             (60, 16, ("tree", "held", "broken"), ("exit 7",)), (40, 10, ("held", "broken", "spare"), ("2 errors", "╭")),
             (20, 5, ("too small", "20×5", "40×10"), ("held",)), (39, 10, ("too small", "39×10"), ("held",)), (1, 1, (), ("held",)),
             (80, 24, ("1 tree", "held"), ("too small",)), (70, 50, ("tree", "held"), ("too small",)), (120, 34, wide, ("too small",)),
             (250, 70, wide, ())]
    with Shown() as shown:
        check.that(shown.ready and shown.terminal.waits_for(*wide), "the screen comes up with its panes", shown.terminal.screen())
        check.that(shown.terminal.waits_for("exit 7"), "the failure is in the errors pane", shown.terminal.screen())
        for columns, rows, there, gone in steps:
            shown.terminal.resize(columns, rows)
            fine = shown.terminal.waits_for(*there, seconds=10) and shown.terminal.waits_without(*gone, seconds=10)
            check.that(fine, f"{columns}x{rows} has what belongs there", "\n" + shown.terminal.screen())
            lines = shown.terminal.screen().rstrip("\n").split("\n")
            check.that(len(lines) <= rows, f"{columns}x{rows} is not overrun")
        for width in range(30, 130, 3):
            shown.terminal.resize(width, 34 - width % 20)
        shown.terminal.resize(120, 34)
        check.that(shown.terminal.waits_for(*wide, "exit 7"), "after many sizes in a row it is whole", shown.terminal.screen())
        shown.go()
        check.that(shown.terminal.waits_for("degraded"), "the mission has gone on and its end is shown", shown.terminal.screen())


def started_small(check):
    with Shown(20, 5, text="too small") as shown:
        check.that(shown.terminal.waits_for("too small"), "a terminal that is too small is told so", shown.terminal.screen())
        check.that(shown.has("task.started", "held"), "while the mission runs")
        shown.terminal.resize(80, 24)
        check.that(shown.terminal.waits_for("held", "1 tree"), "and shown when there is room", shown.terminal.screen())


def keys(check):
    with Shown() as shown:
        terminal = shown.terminal
        terminal.waits_for("exit 7", "running")
        terminal.keys("p")
        check.that(shown.has("mission.paused") and terminal.waits_for("⏸ paused"), "p pauses the mission", terminal.screen())
        check.that(terminal.waits_for("p resume", seconds=10), "the key is then called resume", terminal.screen())
        terminal.keys("p")
        check.that(shown.has("mission.resumed") and terminal.waits_for("▶ running"), "p again resumes it", terminal.screen())
        terminal.keys("?")
        check.that(terminal.waits_for("esc closes"), "? shows the keys", terminal.screen())
        terminal.keys("Escape")
        check.that(terminal.waits_without("esc closes"), "escape closes it", terminal.screen())
        terminal.keys("/")
        terminal.types("spa")
        check.that(terminal.waits_without("fail(?)", "· last"), "/ filters the tree", terminal.screen())
        terminal.keys("Enter")
        terminal.waits_without("enter keeps")
        terminal.keys("Escape")
        check.that(terminal.waits_for("· last"), "escape clears the filter", terminal.screen())
        terminal.keys("z")
        check.that(terminal.waits_without("4 health"), "z zooms a pane", terminal.screen())
        terminal.keys("z")
        check.that(terminal.waits_for("4 health"), "and back", terminal.screen())
        terminal.keys("G", "s")
        check.that(terminal.waits_for("Skip last?"), "s asks before it skips", terminal.screen())
        terminal.keys("n")
        check.that(terminal.waits_without("Skip last?") and "task.skipped" not in shown.workspace.kinds(), "n does not")
        terminal.keys("s")
        terminal.waits_for("Skip last?")
        terminal.keys("y")
        check.that(shown.has("task.skipped", "last") and terminal.waits_for("skip"), "y does", terminal.screen())
        terminal.keys("0")
        terminal.keys("C-l")
        check.that(terminal.waits_for("1 tree", "last"), "C-l draws it anew", terminal.screen())
        shown.go()
        check.that(terminal.waits_for("degraded", "has ended"), "the end is shown", terminal.screen())
        terminal.keys("Escape")
        terminal.waits_without("has ended")
        terminal.keys("q")
        check.that(terminal.waits_for("prompt$") and terminal.shows("degraded", "failed broken"), "the result stays in the shell",
                   terminal.screen())
        terminal.command("echo exit $?")
        check.that(terminal.waits_for("exit 3"), "the exit code is the mission's", terminal.screen())
        check.that(terminal.modes() == shown.modes and terminal.ask("#{alternate_on}") == "0", "the terminal is as it was")


def detach_and_attach(check):
    with Shown() as shown:
        terminal = shown.terminal
        terminal.waits_for("exit 7")
        terminal.keys("q")
        check.that(terminal.waits_for("Detach"), "q asks how to leave", terminal.screen())
        terminal.keys("Enter")
        check.that(terminal.waits_for("prompt$", "detached"), "enter detaches", terminal.screen())
        check.that(terminal.ask("#{alternate_on}") == "0" and terminal.modes() == shown.modes, "the terminal is as it was", terminal.modes())
        owner = shown.workspace.owner()
        check.that(owner and is_alive(owner), "the mission goes on")
        terminal.command("clear; \"$PROGRAM\" attach")
        check.that(terminal.waits_for("held", "1 tree", "exit 7"), "attach shows it again", terminal.screen())
        terminal.keys("p")
        check.that(shown.has("mission.paused") and terminal.waits_for("⏸ paused"), "keys work there", terminal.screen())
        terminal.keys("p")
        shown.has("mission.resumed")
        terminal.keys("D")
        check.that(terminal.waits_for("prompt$"), "D leaves at once", terminal.screen())
        terminal.command("clear; \"$PROGRAM\" attach")
        terminal.waits_for("1 tree", "held")
        os.kill(owner, signal.SIGKILL)
        check.that(terminal.waits_for("onnection lost"), "a supervisor that dies is told", terminal.screen())


def hang_up(check):
    """The terminal goes away: the mission goes on."""
    with Shown() as shown:
        shown.terminal.waits_for("exit 7")
        owner = shown.workspace.owner()
        shown.terminal.tmux("kill-server")
        shown.go()
        check.that(shown.has("mission.ended"), "a mission whose terminal went away ends", str(shown.workspace.kinds()))
        check.that((shown.workspace.path / "last").exists(), "with all of its work done")
        check.that(until(lambda: not is_alive(owner)), "and its supervisor leaves")


def stopped_after_hang_up(check):
    """A supervisor whose terminal went away still hears that it is to stop, and stops in order."""
    with Shown() as shown:
        shown.terminal.waits_for("exit 7")
        owner = shown.workspace.owner()
        shown.terminal.tmux("kill-server")
        check.that(until(lambda: stat_of(owner)[1] == 1 or not is_alive(owner), 10), "its launcher is gone")
        os.kill(owner, signal.SIGTERM)
        check.that(until(lambda: not is_alive(owner), 15), "it leaves")
        check.that(shown.has("mission.stopped"), "and says that it was stopped", str(shown.workspace.kinds()[-5:]))


def launcher_hung_up(check):
    """SIGHUP reaches the launcher alone, the terminal stays: the shell has it back, and the mission goes on without a screen."""
    with Shown() as shown:
        terminal = shown.terminal
        terminal.waits_for("exit 7")
        owner = shown.workspace.owner()
        launcher = stat_of(owner)[1]
        os.kill(launcher, signal.SIGHUP)
        check.that(until(lambda: not is_alive(launcher)), "the launcher ends")
        check.that(terminal.waits_for("prompt$"), "the shell is back", terminal.screen())
        check.that(until(lambda: terminal.modes() == shown.modes, 5), "with its terminal as it was", terminal.modes())
        terminal.command("clear; echo in the shell")
        check.that(terminal.waits_for("in the shell"), "and works", terminal.screen())
        check.that(stat_of(owner) is not None and stat_of(owner)[0] not in "TZ", "the supervisor runs", str(stat_of(owner)))
        shown.go()
        check.that(shown.has("mission.ended"), "the mission goes on to its end", str(shown.workspace.kinds()))
        check.that((shown.workspace.path / "last").exists(), "with all of its work done")
        check.that(until(lambda: not is_alive(owner)), "and its supervisor leaves")


def suspended(check):
    with Shown() as shown:
        terminal = shown.terminal
        terminal.waits_for("exit 7")
        for _ in range(2):
            terminal.keys("C-z")
            check.that(terminal.waits_for("Stopped"), "Ctrl-Z gives the shell back", terminal.screen())
            check.that(terminal.modes() == shown.modes and terminal.ask("#{alternate_on}") == "0", "with its terminal as it was")
            terminal.command("clear; echo in the shell")
            check.that(terminal.waits_for("in the shell"), "the shell works", terminal.screen())
            terminal.command("fg")
            check.that(terminal.waits_for("1 tree", "held"), "fg brings the screen back", terminal.screen())
        terminal.keys("C-z")
        terminal.waits_for("Stopped")
        shown.go()
        check.that(shown.has("mission.ended"), "the mission goes on while the screen is away")
        terminal.command("clear; fg")
        check.that(terminal.waits_for("degraded"), "its end is shown when it comes back", terminal.screen())


def killed(check):
    with Shown() as shown:
        terminal = shown.terminal
        terminal.waits_for("exit 7")
        check.that(terminal.ask("#{alternate_on}") == "1", "the screen is another one than the shell's")
        os.kill(shown.workspace.owner(), signal.SIGKILL)
        check.that(terminal.waits_for("prompt$"), "after kill -9 the shell is back", terminal.screen())
        check.that(until(lambda: terminal.modes() == shown.modes, 5), "echo and line editing are as before",
                   f"{terminal.modes()} {shown.modes}")
        check.that(terminal.ask("#{alternate_on}#{mouse_any_flag}#{cursor_flag}") == "001", "no alternate screen, no mouse, a cursor",
                   terminal.ask("#{alternate_on}#{mouse_any_flag}#{cursor_flag}"))
        terminal.command("clear; echo well")
        check.that(terminal.waits_for("well"), "the shell works", terminal.screen())


def stopped_by_name(check):
    with Shown() as shown:
        terminal = shown.terminal
        terminal.waits_for("exit 7")
        terminal.keys("q")
        terminal.waits_for("Detach")
        terminal.keys("Down", "Enter")
        check.that(terminal.waits_for("type its name"), "stopping asks for the mission's name", terminal.screen())
        terminal.types("wrong")
        terminal.keys("Enter")
        check.that("mission.stopping" not in shown.workspace.kinds(), "another name does not stop it")
        for _ in range(5):
            terminal.keys("BSpace")
        terminal.types("shown")
        terminal.keys("Enter")
        check.that(shown.has("mission.stopped"), "its name does", terminal.screen())
        check.that(terminal.waits_for("prompt$", "resume"), "and it is said how to go on", terminal.screen())
        terminal.command("echo exit $?")
        check.that(terminal.waits_for("exit 130"), "the exit code says that the user stopped it", terminal.screen())


def unfinished_run_is_offered(check):
    with Workspace() as workspace, Terminal(workspace) as terminal:
        workspace.write("mission.yaml", "name: left\ntasks:\n  a: { run: 'echo once >> ran' }\n  b: { needs: [a], run: sleep 60 }\n")
        process = workspace.start("run", "--no-ui", "mission.yaml", stdout=subprocess.DEVNULL)
        until(lambda: "task.started" in workspace.kinds("b"))
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        terminal.command("$PROGRAM run mission.yaml; echo left with $?")
        check.that(terminal.waits_for("has not ended: 1 of 2 tasks", "stopped", "Go on with it?"), "run offers to go on", terminal.screen())
        terminal.command("maybe")
        check.that(terminal.waits_for("y, n or q?"), "what is no answer is asked again", terminal.screen())
        terminal.command("q")
        check.that(terminal.waits_for("left with 130"), "q does neither", terminal.screen())
        terminal.command("clear; $PROGRAM run mission.yaml; echo left with $?")
        terminal.waits_for("Go on with it?")
        terminal.keys("Enter")
        check.that(until(lambda: workspace.kinds("b").count("task.started") == 2), "Enter goes on", terminal.screen())
        check.that((workspace.path / "ran").read_text() == "once\n", "what was done is not done again")
        workspace.run("ctl", "stop")
        check.that(terminal.waits_for("left with 130"), "the mission is stopped", terminal.screen())
        terminal.command("clear; $PROGRAM run mission.yaml")
        terminal.waits_for("Go on with it?")
        terminal.command("n")
        check.that(until(lambda: (workspace.path / "ran").read_text() == "once\nonce\n"), "n starts anew", terminal.screen())
        workspace.run("ctl", "stop")


def configuration(check):
    """What the user configured is read again on a key, and what is wrong with it is told with file, line and remedy."""
    with Shown() as shown:
        terminal, workspace = shown.terminal, shown.workspace
        terminal.waits_for("exit 7", "p pause")
        folder = workspace.base / "config/copilot-tui"
        (folder / "themes").mkdir(parents=True)
        (folder / "keymap.yaml").write_text("global:\n  pause_resume_mission: [f5]\n")
        (folder / "config.yaml").write_text("theme: mine\n")
        (folder / "themes/mine.theme").write_text('theme[main_fg]="#123456"\n')
        terminal.keys("C-r")
        check.that(terminal.waits_for("read again"), "ctrl-r reads the configuration again", terminal.screen())
        check.that(terminal.waits_for("f5 pause"), "a changed key is in the footer", terminal.screen())
        terminal.keys("C-t")
        check.that(terminal.waits_for("mine"), "a new theme can be chosen", terminal.screen())
        terminal.keys("Escape")
        terminal.keys("F5")
        check.that(shown.has("mission.paused"), "the changed key works", terminal.screen())
        (folder / "keymap.yaml").write_text("global:\n  help: [q]\n")
        terminal.keys("C-r")
        check.that(terminal.waits_for("keymap.yaml:2:"), "a conflict is told with its line", terminal.screen())
        code, out, _ = workspace.run("doctor")
        check.that(code == 1 and "keymap.yaml:2: key 'q' is bound to both" in out and "[] for none" in out, "doctor tells it, too", out)
        (folder / "keymap.yaml").unlink()
        (folder / "config.yaml").write_text("mouse: maybe\ntheme: nosuch\n")
        (folder / "themes/mine.theme").write_text('theme[main_fg]="red"\n')
        code, out, _ = workspace.run("doctor")
        check.that(code == 1 and "config.yaml:1: 'mouse' is 'maybe'; write true or false" in out, "doctor looks at config.yaml", out)
        check.that("mine.theme:1: 'red' is no colour" in out, "doctor looks at themes", out)
        (folder / "config.yaml").write_text("\ntheme: nosuch\n")
        code, out, _ = workspace.run("doctor")
        check.that(code == 0 and "config.yaml:2: there is no theme 'nosuch': choose" in out, "a theme that is not there is told", out)
        for arguments in (["run", "--fresh"], ["demo"]):
            code, out, errors = workspace.run(*arguments, "--no-ui", "--theme", "nosuch")
            check.that(code == 2 and "there is no theme 'nosuch': choose copilot" in errors and errors.count("\n") == 1,
                       f"{arguments[0]} --theme nosuch is refused with the themes there are", f"exit {code}: {errors}")


def clipboard_and_export(check):
    with Shown() as shown:
        terminal = shown.terminal
        terminal.tmux("set-option", "-s", "set-clipboard", "on")
        terminal.waits_for("exit 7", "begin")
        terminal.keys("g", "j", "y")
        check.that(until(lambda: "held" == terminal.tmux("show-buffer").strip(), 10), "y copies the selected task's name",
                   repr(terminal.tmux("show-buffer")) + terminal.screen())
        terminal.keys("2", "y")
        check.that(until(lambda: terminal.tmux("show-buffer").strip().startswith("broken#1: exit 7"), 10), "y copies a failure",
                   repr(terminal.tmux("show-buffer")))
        terminal.keys("0", "C-s")
        check.that(terminal.waits_for("wrote 1 file to"), "ctrl-s writes the log", terminal.screen())
        files = [p for p in shown.workspace.path.glob(".copilot/runs/*/exported/*")]
        check.that(len(files) == 1 and "begin" in files[0].read_text(), "with what the task has printed", str(files))


def items(check):
    with Shown() as shown:
        shown.go()
        shown.has("mission.ended")
        workspace, terminal = shown.workspace, shown.terminal
        workspace.write("items.txt", "corpus-entry\nzwei drei\n")
        workspace.write("each.yaml", "name: each\ntasks: { generation: { for_each: { file: items.txt }, run: 'echo {item}; sleep 60' } }\n")
        terminal.waits_for("has ended")
        terminal.keys("Escape")
        terminal.waits_without("has ended")
        terminal.keys("q")
        terminal.waits_for("prompt$")
        terminal.command('clear; "$PROGRAM" run --concurrency 2 each.yaml')
        check.that(terminal.waits_for("] corpus-entry", "[2] zwei drei"), "items stand beside their numbers",
                   terminal.screen())
        check.that(terminal.waits_for("$ echo 'zwei drei'; sleep 60") or terminal.shows("$ echo corpus-entry; sleep 60"),
                   "the command is shown as it runs", terminal.screen())


# Nobody listens on port 1: each is refused, and after some the rest is held back.
REFUSED = """\
name: refused
concurrency: 2
tasks:
  get: { for_each: { items: [a, b, c, d, e, f, g, h] }, run: "curl -sS http://127.0.0.1:1/{item}" }
"""


def troubles(check):
    if not shutil.which("curl"):
        return check.skip("what is held back: no curl")
    with Shown() as shown:
        shown.go()
        shown.has("mission.ended")
        workspace, terminal = shown.workspace, shown.terminal
        workspace.write("refused.yaml", REFUSED)
        terminal.waits_for("has ended")
        terminal.keys("Escape")
        terminal.waits_without("has ended")
        terminal.keys("q")
        terminal.waits_for("prompt$")
        terminal.command('clear; "$PROGRAM" run refused.yaml')
        check.that(terminal.waits_for("held, prob", "1 brake", seconds=60), "tasks that would fail alike are shown as held",
                   terminal.screen())
        check.that(terminal.shows("get, "), "and the errors pane says by what", terminal.screen())
        terminal.keys("2", "Enter")
        check.that(terminal.waits_for("seen", "by rule network.", "decided", "o opens the task"),
                   "enter opens the evidence", terminal.screen())
        terminal.keys("q")
        check.that(terminal.waits_without("by rule network.") and terminal.shows("1 tree"), "q closes it and no more", terminal.screen())
        status = json.loads(workspace.run("status", "--json")[1])
        brake = (status.get("brakes") or [{}])[0]
        check.that(brake.get("name") == "get" and brake.get("tasks", 0) > 2 and status["recovery"]["failures"] > 2,
                   "status tells it, too", json.dumps(status)[:500])
        check.that("held back: get (" in workspace.run("status")[1], "also in words")
        terminal.keys("2", "Enter", "o")
        check.that(terminal.waits_for("holds back get") or terminal.shows("0 get["), "o opens the task", terminal.screen())


def fixed_clock(check):
    with Workspace() as workspace, Terminal(workspace) as terminal:
        terminal.command(f'"$PROGRAM" demo --seed 1 --scale 0.2 --clock fixed -C {workspace.path}')
        check.that(terminal.waits_for("1 tree", "02:00:0"), "the demo's clock starts at a fixed time", terminal.screen())
        terminal.waits_for("started 02:00:")
        records = [json.loads(line) for line in workspace.run("events")[1].splitlines()]
        check.that(records and 0 <= records[0]["wallMilliseconds"] - 1_767_232_800_000 < 5_000, "and so does its journal's", str(records[:1]))
        owner = workspace.owner()
        if owner:
            os.kill(owner, signal.SIGTERM)
            until(lambda: not is_alive(owner), 20)


def plain(check):
    with Shown(command=RUN.replace("run", "run --ascii"), environment={"NO_COLOR": "1"}) as shown:
        shown.terminal.waits_for("exit 7")
        text = shown.terminal.screen("-e")
        check.that("[>>]" in text and text.isascii(), "--ascii is ASCII", text)
        check.that("[3" not in text.replace("[39m", "") and "[38" not in text and "[48" not in text, "NO_COLOR has no colour", repr(text[:500]))
    with Shown(environment={"LANG": "C", "LC_ALL": "C"}) as shown:
        check.that(shown.terminal.waits_for("[>>]"), "a locale that is not UTF-8 gets ASCII", shown.terminal.screen())
    with Shown(environment={"TERM": "dumb"}, command="export TERM=dumb; " + RUN) as shown:
        check.that(shown.terminal.waits_for("held started"), "a terminal that cannot be a screen gets lines", shown.terminal.screen())


if __name__ == "__main__":
    if has_tmux():
        run_all(
            sizes, started_small, keys, detach_and_attach, hang_up, stopped_after_hang_up,
            launcher_hung_up, suspended, killed,
            stopped_by_name, unfinished_run_is_offered, configuration, clipboard_and_export, items, troubles, fixed_clock, plain)
    else:
        run_all(lambda check: check.skip("the screen: no tmux"))
