"""A terminal of our own: a tmux server that nobody else sees."""
import os, shutil, subprocess, uuid
from harness import PROGRAM, until


def has_tmux():
    return shutil.which("tmux") is not None


class Terminal:
    """A shell in a tmux pane of a size, in a workspace; its server ends with it."""

    def __init__(self, workspace, columns=120, rows=34, environment=()):
        self.workspace = workspace
        self.socket = f"copilot-tui-{uuid.uuid4().hex[:12]}"
        setup = {"LANG": "C.UTF-8", "PROGRAM": PROGRAM, "COLORTERM": "truecolor"} | dict(environment)
        # The pane's shell gets the server's environment, so everything is set there.
        kept = {k: v for k, v in workspace.env.items() if k not in ("TMUX", "TMUX_PANE", "NO_COLOR", "LC_ALL", "LC_CTYPE")}
        self.env = kept | setup
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", str(rows), "-c", str(workspace.path),
                  "PS1='prompt$ ' exec bash --norc --noprofile -i")
        self.tmux("set-option", "-g", "status", "off")
        self.tmux("set-option", "-g", "window-size", "manual")
        self.tmux("set-option", "-g", "remain-on-exit", "on")
        self.resize(columns, rows)
        self.waits_for("prompt$")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["tmux", "-L", self.socket, "kill-server"], capture_output=True)

    def tmux(self, *arguments):
        done = subprocess.run(["tmux", "-L", self.socket, *arguments], env=self.env, cwd=self.workspace.path, capture_output=True, timeout=20)
        return done.stdout.decode(errors="replace")

    def screen(self, *options):
        """What the pane shows; `-e` with its colours."""
        return self.tmux("capture-pane", "-p", *options)

    def shows(self, *texts):
        shown = self.screen()
        return all(text in shown for text in texts)

    def waits_for(self, *texts, seconds=15):
        """Whether all the texts are there in time."""
        return until(lambda: self.shows(*texts), seconds, 0.05)

    def waits_without(self, *texts, seconds=15):
        return until(lambda: not any(text in self.screen() for text in texts), seconds, 0.05)

    def keys(self, *keys):
        """Types keys by tmux's names, such as Enter or C-z."""
        self.tmux("send-keys", *keys)

    def types(self, text):
        self.tmux("send-keys", "-l", text)

    def command(self, text):
        """Types a command line."""
        self.types(text)
        self.keys("Enter")

    def resize(self, columns, rows):
        self.tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def ask(self, form):
        """One of tmux's values of the pane, such as `#{alternate_on}`."""
        return self.tmux("display-message", "-p", form).strip()

    def record(self, path):
        """From now on every byte that reaches the terminal is written to a file."""
        self.tmux("pipe-pane", f"cat >> '{path}'")

    def modes(self):
        """The terminal's settings as `stty -a` says them, without its size."""
        tty = self.ask("#{pane_tty}")
        words = subprocess.run(["stty", "-a", "-F", tty], capture_output=True).stdout.decode().split(";", 3)[-1]
        return " ".join(words.split())
