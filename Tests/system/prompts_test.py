"""Programs that ask, under a real mission at the highest level with no rule given: each ends as the table says, soon, and
nothing is typed that it forbids."""
import importlib.util, json, os, pathlib, re, shutil, signal, subprocess, time, zipfile
from harness import Workspace, figure, run_all

# From the question to the next thing that happens to it.
SOON = 2_000


def has(tool):
    return shutil.which(tool) is not None


def module(name):
    return importlib.util.find_spec(name) is not None


class Night:
    """One mission, run to its end, and what its tasks asked."""

    def __init__(self, workspace, tasks, head="level: fullAutonomous\n", timeout=180):
        lines = ["name: asking", head.rstrip(), "concurrency: 3", "tasks:"]
        for name, task in tasks.items():
            lines.append(f"  {name}: {json.dumps(task if isinstance(task, dict) else {'run': task})}")
        workspace.write("mission.yaml", "\n".join(lines) + "\n")
        self.workspace = workspace
        self.code, self.out, self.err = workspace.run("run", "mission.yaml", "--no-ui", timeout=timeout)
        _, out, _ = workspace.run("decisions", "--json")
        self.decisions = [json.loads(line) for line in out.splitlines()]
        _, out, _ = workspace.run("events")
        self.events = [json.loads(line) for line in out.splitlines()]

    def asked(self, task):
        return [d for d in self.decisions if d["task"] == task]

    def ended(self, task):
        kinds = [e["kind"] for e in self.events if e.get("task") == task]
        return kinds[-1].removeprefix("task.") if kinds else None

    def log(self, task):
        return self.workspace.run("logs", task)[1]


def tell(check, night, task, actions, end, kind=None):
    """The task asked, was dealt with by one of `actions` within the time, and ended so."""
    asked = night.asked(task)
    check.that(asked, f"{task}: it was seen asking", night.log(task)[-300:])
    if asked:
        first = asked[0]
        check.that(first["decision"]["action"] in actions, f"{task}: {actions}", json.dumps(first)[:700])
        if kind:
            check.that(first["prompt"]["kind"] in kind, f"{task}: it asks a {kind}", first["prompt"]["kind"])
        for d in asked:
            check.that(d.get("answerMilliseconds", 0) <= SOON, f"{task}: dealt with soon", str(d.get("answerMilliseconds")))
    check.that(night.ended(task) in end, f"{task}: ends {end}", f"{night.ended(task)}: {night.log(task)[-300:]}")


def shells(check):
    with Workspace() as w:
        for name in ("gone", "kept", "over", "target"):
            w.write(name, name)
        w.write("prompt.py", "import getpass\nx = input('Your name [nobody]: ')\nprint('hello', x)\n")
        w.write("secret.py", "import getpass\nprint(len(getpass.getpass('Password: ')))\n")
        w.write("sel.sh", "select x in red green blue; do echo \"chose $x\"; break; done\n")
        w.write("busy.sh", "printf 'Continue? [y/N] '; i=0; while [ $i -lt 400000 ]; do i=$((i+1)); done; echo; echo done\n")
        night = Night(w, {
            "yes": "printf 'Continue? [Y/n] '; read a; echo \"got <$a>\"",
            "no": "printf 'Delete all data? [y/N] '; read a; case $a in y*|Y*) echo DELETED;; *) echo kept;; esac",
            "remove": "rm -i gone; test -e gone",
            "copy": "cp -i kept over; grep over over",
            "input": "python3 prompt.py",
            "getpass": {"run": "python3 secret.py", "critical": False},
            "select": "bash sel.sh",
            "busy": "sh busy.sh",
            "cat": {"run": "cat > typed; test ! -s typed", "critical": False},
            "enter": "printf 'Press Enter to continue'; read a; echo on",
        })
        tell(check, night, "yes", ["answer"], ["succeeded"], ["confirm"])
        tell(check, night, "no", ["decline"], ["succeeded"])
        check.that("kept" in night.log("no"), "what deletes is declined", night.log("no"))
        tell(check, night, "remove", ["decline"], ["succeeded"])
        tell(check, night, "copy", ["decline"], ["succeeded", "failed"], ["overwrite"])
        check.that((w.path / "over").read_text() == "over", "what is there is kept")
        tell(check, night, "input", ["answer"], ["succeeded"], ["text_default"])
        tell(check, night, "getpass", ["park", "fail"], ["failed"], ["password"])
        tell(check, night, "select", ["answer", "park"], ["succeeded", "failed"], ["menu_numbered"])
        check.that(not night.asked("busy"), "a program that computes is not asked for anything", json.dumps(night.asked("busy"))[:500])
        check.that(night.ended("busy") == "succeeded", "it ends by itself", str(night.ended("busy")))
        tell(check, night, "cat", ["decline", "answer"], ["succeeded"], ["stdin"])
        tell(check, night, "enter", ["answer"], ["succeeded"], ["press_enter"])
        result = next(line for line in night.out.splitlines() if "that the policy allows" in line)
        check.that("(100 %)" in result, "all that the policy allows is removed", result)
        latencies = sorted(d["answerMilliseconds"] for d in night.decisions if "answerMilliseconds" in d)
        figure("from a question's record to its answer taken, median of the night", f"{latencies[len(latencies) // 2]} ms")


def tools(check):
    tasks, wants = {}, {}

    def add(name, run, actions, end, kind=None, needs=True):
        if not needs:
            check.skip(f"{name}: the tool is not here")
            return
        tasks[name] = {"run": run, "critical": False}
        wants[name] = (actions, end, kind)

    with Workspace() as w:
        w.write("long.txt", "".join(f"line {n}\n" for n in range(500)))
        w.write("other.txt", "text\n")
        w.write("click_ask.py", "import click\nprint(click.confirm('Go on?', default=True))\nprint(click.prompt('Colour', default='red'))\n")
        w.write("rich_ask.py", "from rich.prompt import Confirm, Prompt\nprint(Confirm.ask('Go on?', default=True))\nprint(Prompt.ask('Colour', choices=['red', 'blue'], default='red'))\n")
        w.write("quest.py", "import questionary\nprint(questionary.select('Colour?', choices=['red', 'blue']).ask())\nprint(questionary.confirm('Go on?').ask())\n")
        (w.path / "repo").mkdir()
        subprocess.run("git init -q . && git config user.email a@b.c && git config user.name a && echo a > f && git add f && git commit -qm a && echo b > f",
                       shell=True, cwd=w.path / "repo", check=True)
        add("pager", "LESS= PAGER=less less long.txt", ["answer", "decline"], ["succeeded"], ["pager", "tui"], has("less"))
        add("editor", "vi -u NONE -N long.txt", ["answer", "decline"], ["succeeded"], ["editor"], has("vi"))
        add("nano", "nano other.txt", ["answer", "decline"], ["succeeded"], ["editor"], has("nano"))
        add("patch", "cd repo && git add -p; git diff --cached --quiet", ["decline", "answer"], ["succeeded"], None, has("git"))
        add("credential", "GIT_TERMINAL_PROMPT=1 git credential fill <<'X'\nprotocol=https\nhost=example.org\nX", ["park", "fail"], ["failed"], None, has("git"))
        add("keygen", "ssh-keygen -q -t ed25519 -N '' -f key; before=$(cat key); ssh-keygen -q -t ed25519 -N '' -f key; test \"$before\" = \"$(cat key)\"",
            ["decline"], ["succeeded"], ["overwrite", "confirm"], has("ssh-keygen"))
        add("whiptail", "whiptail --yesno 'Go on?' 10 40; echo $?", ["answer", "decline", "park"], ["succeeded", "failed"], ["dialog"], has("whiptail"))
        add("python", "python3", ["decline", "answer"], ["succeeded"], ["repl"])
        add("click", "python3 click_ask.py", ["answer"], ["succeeded"], ["confirm"], module("click"))
        add("rich", "python3 rich_ask.py", ["answer"], ["succeeded"], ["confirm"], module("rich"))
        add("questionary", "python3 quest.py", ["answer"], ["succeeded"], ["list_select"], module("questionary"))
        add("npm", "mkdir -p pkg && cd pkg && npm_config_yes= NPM_CONFIG_YES=false npm init", ["answer"], ["succeeded"], None, has("npm"))
        add("pip", "python3 -m venv venv && venv/bin/pip install -q --no-deps --no-index empty-1-py3-none-any.whl && env -u PIP_NO_INPUT venv/bin/pip uninstall empty; venv/bin/pip show empty",
            ["decline"], ["succeeded"], ["confirm"], module("venv"))
        wheel(w.path / "empty-1-py3-none-any.whl")
        sshd = pathlib.Path("/usr/sbin/sshd")
        port, server = 22_000 + os.getpid() % 20_000, None
        if sshd.exists() and os.geteuid() == 0:
            pathlib.Path("/run/sshd").mkdir(exist_ok=True)
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", w.base / "host"], check=True)
            server = subprocess.Popen([sshd, "-D", "-p", str(port), "-o", "ListenAddress=127.0.0.1", "-h", w.base / "host", "-f", "/dev/null"],
                                      stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time_limit = time.monotonic() + 10
            while time.monotonic() < time_limit and subprocess.run(["ssh-keyscan", "-p", str(port), "127.0.0.1"], capture_output=True).stdout == b"":
                pass
        add("hostkey", f"ssh -F /dev/null -o UserKnownHostsFile={w.path}/known -p {port} nobody@127.0.0.1 true", ["park", "fail", "decline"], ["failed"], ["hostkey"], server is not None)
        conffile(w)
        add("conffile", "dpkg --force-not-root --root=$PWD/root --log=/dev/null -i new.deb; grep -q mine root/etc/asking.conf",
            ["answer", "decline"], ["succeeded"], ["conffile"], has("dpkg-deb") and os.geteuid() == 0)
        try:
            night = Night(w, tasks)
        finally:
            if server:
                server.terminate()
                server.wait()
        for name, (actions, end, kind) in wants.items():
            tell(check, night, name, actions, end, kind)
        for d in night.decisions:
            stakes = d["prompt"]["stakes"]
            check.that(not (stakes and d["decision"]["action"] == "answer"), "nothing with a stake is accepted", json.dumps(d)[:500])


def wheel(path):
    """A package with nothing in it."""
    files = {
        "empty.py": "", "empty-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: empty\nVersion: 1\n",
        "empty-1.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"}
    files["empty-1.dist-info/RECORD"] = "".join(f"{name},,\n" for name in [*files, "empty-1.dist-info/RECORD"])
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)


def conffile(w):
    """An installed package whose configuration was changed, and its next version."""
    if not has("dpkg-deb"):
        return
    root = w.path / "root"
    for folder in ("var/lib/dpkg/updates", "var/lib/dpkg/info", "var/lib/dpkg/triggers", "etc"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for name in ("status", "available"):
        (root / "var/lib/dpkg" / name).touch()
    for version, text in (("1", "theirs 1\n"), ("2", "theirs 2\n")):
        folder = w.path / f"deb{version}"
        (folder / "DEBIAN").mkdir(parents=True)
        (folder / "etc").mkdir()
        (folder / "etc/asking.conf").write_text(text)
        (folder / "DEBIAN/conffiles").write_text("/etc/asking.conf\n")
        (folder / "DEBIAN/control").write_text(
            f"Package: asking\nVersion: {version}\nArchitecture: all\nMaintainer: a <a@b.c>\nDescription: asks\n")
        subprocess.run(["dpkg-deb", "-b", folder, w.path / ("old.deb" if version == "1" else "new.deb")], check=True, capture_output=True)
    if os.geteuid() == 0:
        subprocess.run(["dpkg", f"--root={root}", "--log=/dev/null", "-i", w.path / "old.deb"], check=True, capture_output=True)
        (root / "etc/asking.conf").write_text("mine\n")


def rules(check):
    """What a user lays down: an answer, a denial, a secret with ECHO off and never with ECHO on."""
    with Workspace() as w:
        w.write("pass", "hunter2-secret\n")
        (w.path / "pass").chmod(0o600)
        w.env["ASKED_TOKEN"] = "tok-4711-secret"
        head = ("level: fullAutonomous\nsecrets: {PASS: {file: pass}, TOKEN: {env: ASKED_TOKEN}}\n"
                "prompts:\n  - {match: 'which city', answer: Paris}\n  - {deny: 'launch the'}\n"
                "  - {match: 'remove the old', answer: accept, destructive: true}\n"
                "  - {kind: password, match: 'vault', answer: {secret: PASS}}\n"
                "  - {kind: password, match: 'token', answer: {secret: TOKEN}}\n")
        night = Night(w, {
            "city": "printf 'Which city? '; read a; echo \"city=$a\"; test \"$a\" = Paris",
            "launch": {"run": "printf 'Launch the thing? [Y/n] '; read a; echo launched", "critical": False},
            "old": "printf 'Remove the old build? [y/N] '; read a; test \"$a\" = y",
            "vault": "python3 -c \"import getpass; p = getpass.getpass('Vault password: '); print('it was', p); assert len(p) == 14 and p.startswith('hunter2')\"",
            "token": {"run": "printf 'API token: '; read a; echo \"token=$a\"", "critical": False},
        }, head=head)
        tell(check, night, "city", ["answer"], ["succeeded"])
        tell(check, night, "launch", ["park", "fail"], ["failed"])
        check.that("launched" not in night.log("launch"), "what is denied is not answered")
        tell(check, night, "old", ["answer"], ["succeeded"])
        tell(check, night, "vault", ["answer"], ["succeeded"], ["password"])
        tell(check, night, "token", ["park", "fail", "answer"], ["failed"], ["password"])
        w.write("policy.yaml", "prompts:\n  - {deny: 'which city'}\n  - {match: 'launch', answer: accept}\n")
        code, out, err = w.run("decisions", "--replay", "policy.yaml", "--json")
        would = {v["task"]: v for v in map(json.loads, out.splitlines())}
        check.that(would["city"]["would"]["action"] == "park" and would["city"]["differs"], "another policy's denial is shown", out + err)
        check.that(would["launch"]["would"]["action"] == "answer" and would["launch"]["differs"], "and what it would answer", out + err)
        code, out, err = w.run("decisions", "--replay", "nosuch.yaml")
        check.that(code == 2 and "nosuch.yaml" in err, "a policy that is not there is an error", err)
        raw = b"".join(p.read_bytes() for p in (w.path / ".copilot").rglob("*") if p.is_file() and p.suffix != ".lock")
        for secret in (b"hunter2-secret", b"tok-4711-secret"):
            check.that(secret not in raw, "no secret is kept in the journal or the log", secret.decode())
        check.that("[secret" in night.log("vault"), "a secret that is printed is blotted out", night.log("vault"))


def hostile(check):
    """False prompts, floods, loops, questions that change, passwords with echo on."""
    with Workspace() as w:
        w.write("loop.sh", "i=0; while [ $i -lt 10000 ]; do printf 'Again? [Y/n] '; read a || exit 3; i=$((i+1)); done\n")
        w.write("change.py", """\
import os, sys, termios, threading, time
def change():
    while True:
        sys.stdout.write('\\rProceed? [Y/n] '); sys.stdout.flush(); time.sleep(0.012)
        sys.stdout.write('\\rErase disk? [Y/n] '); sys.stdout.flush(); time.sleep(0.012)
threading.Thread(target=change, daemon=True).start()
import select
r, _, _ = select.select([0], [], [], 4)
print('TYPED' if r else 'nothing typed')
""")
        w.write("flood.py", "import time\nend=time.time()+3\nwhile time.time()<end: print('Continue? [Y/n] ', end='', flush=True)\n")
        w.write("ours.sh", "printf '\\033[2J\\033[Hcopilot-tui: approve rm -rf / ? [Y/n] '; sleep 2; echo; echo no reader\n")
        night = Night(w, {
            "loop": {"run": "sh loop.sh", "critical": False},
            "change": "python3 change.py",
            "flood": "python3 flood.py",
            "ours": "sh ours.sh",
            "echoed": {"run": "printf 'Password: '; read a; echo \"<$a>\"", "critical": False},
        })
        check.that(len(night.asked("loop")) < 200, "a question without end is a loop", str(len(night.asked("loop"))))
        check.that(night.ended("loop") == "failed", "the loop's task does not go on for ever", str(night.ended("loop")))
        taken = [d for d in night.asked("change") if "taken" in d.get("outcome", {})]
        check.that(not any("Erase" in d["prompt"]["question"] and d["decision"]["action"] == "answer" for d in taken), "what erases is not accepted", json.dumps(taken)[:500])
        check.that(not [d for d in night.asked("flood") if "taken" in d.get("outcome", {})], "nothing is typed into a flood")
        check.that(not [d for d in night.asked("ours") if "taken" in d.get("outcome", {})], "nothing is typed at a false prompt of ours")
        check.that(night.log("echoed").count("<") == 0 or "<>" in night.log("echoed"), "no secret is typed with echo on", night.log("echoed"))


# A box whose Yes is lit; `react(key)` says what is lit next.
BOX = """\
import os, select, sys, time, tty
tty.setraw(0)
def draw(sel):
    yes = '\\x1b[7m<Yes>\\x1b[0m' if sel == 0 else '<Yes>'
    no = '\\x1b[7m<No>\\x1b[0m' if sel == 1 else '<No>'
    sys.stdout.write('\\x1b[2J\\x1b[H┌────────────────────────────┐\\r\\n│ Delete all data?           │\\r\\n│                            │\\r\\n'
        '│    %s        %s     │\\r\\n└────────────────────────────┘\\x1b[H' % (yes, no))
    sys.stdout.flush()
def end(name, sel):
    open(name, 'w').write(['DELETED', 'kept'][sel])
"""


def guarded(check):
    """Programs that would turn an answer into another one, work beside their console, or show a secret."""
    with Workspace() as w:
        w.write("pass", "hunter2-secret\n")
        (w.path / "pass").chmod(0o600)
        # Tab moves nothing; a clock makes the screen move all the same.
        w.write("tab.py", BOX + "draw(0)\nwhile True:\n    k = os.read(0, 8)\n    if k[:1] == b'\\r': break\n"
                "    sys.stdout.write('\\x1b[8H%f\\x1b[H' % time.time()); sys.stdout.flush()\nend('tab', 0)\n")
        w.write("lit.py", BOX + "sel = 1; draw(sel); moved = time.time() + 3\nwhile True:\n"
                "    if not select.select([0], [], [], max(0, moved - time.time()) if sel else None)[0]: sel = 0; draw(0); continue\n"
                "    k = os.read(0, 8)\n    if k[:1] == b'\\r': break\n    if k == b'\\t': sel = 1 - sel; draw(sel)\nend('lit', sel)\n")
        w.write("skip.py", """\
import os, sys, tty
tty.setraw(0)
items, at = ['Show details', 'No, keep them', 'Yes, delete the backups'], 0
def draw():
    rows = ''.join(('\\x1b[36m❯ ' if i == at else '  ') + item + '\\x1b[0m\\r\\n' for i, item in enumerate(items))
    sys.stdout.write('\\x1b[2J\\x1b[H? Delete the old backups?\\r\\n' + rows); sys.stdout.flush()
draw()
while True:
    k = os.read(0, 8)
    if k == b'\\x1b[B': at = min(2, at + 2); draw()
    if k[:1] == b'\\r': break
open('skip', 'w').write(items[at])
""")
        w.write("console.py", """\
import os, sys, threading, time, zlib
def listen():
    while True:
        line = sys.stdin.buffer.raw.read(100)
        open('console', 'ab').write(b'GOT ' + line)
        if not line: break
threading.Thread(target=listen, daemon=True).start()
print('computing, console ready', flush=True)
data, end = os.urandom(4_000_000), time.time() + 5
while time.time() < end: zlib.compress(data, 9)
""")
        w.write("draws.py", """\
import os, sys, tty
tty.setraw(0); sys.stdout.write('API token: '); sys.stdout.flush(); line = ''
while True:
    key = os.read(0, 1).decode()
    if not key or key in '\\r\\x03': break
    line += key; sys.stdout.write('\\r\\x1b[KAPI token: ' + line); sys.stdout.flush()
""")
        w.write("ticks.py", """\
import sys, threading, time
def tick():
    for turn in range(10**6):
        sys.stdout.write('\\rDelete all? [y/N] (%s) ' % '|/-'[turn % 3]); sys.stdout.flush(); time.sleep(0.05)
threading.Thread(target=tick, daemon=True).start()
print('got', repr(sys.stdin.readline()))
""")
        relay = "script -qec \"bash -c 'read -p \\\"Password: \\\" x; echo got'\" inner.log"
        night = Night(w, {
            "tab": {"run": "python3 tab.py", "critical": False},
            "lit": {"run": "python3 lit.py", "critical": False},
            "skip": {"run": "python3 skip.py", "critical": False},
            "console": {"run": "python3 console.py", "critical": False},
            "draws": {"run": "python3 draws.py", "critical": False},
            "relay": {"run": relay, "critical": False},
            "ticks": {"run": "python3 ticks.py", "critical": False},
        }, head="level: fullAutonomous\nsecrets: {PASS: {file: pass}}\nprompts:\n  - {match: 'token|password', answer: {secret: PASS}}\n")

        def left(name):
            return (w.path / name).read_text() if (w.path / name).exists() else ""

        for name in ("tab", "lit"):
            check.that(left(name) != "DELETED", f"{name}: the button that deletes is not pressed", json.dumps(night.asked(name))[:700])
        check.that("delete" not in left("skip"), "skip: the row that deletes is not taken", left("skip"))
        check.that(night.asked("skip"), "skip: it was seen asking", night.log("skip"))
        check.that(left("console") == "", "console: nothing is typed into a program that works", left("console"))
        for name in ("draws", "relay"):
            check.that(night.asked(name), f"{name}: it was seen asking", night.log(name))
            check.that("hunter" not in night.log(name) + left("inner.log"), f"{name}: no secret is typed where it may be shown", night.log(name))
        check.that(1 <= len(night.asked("ticks")) <= 3, "ticks: a question that is drawn anew is asked once", str(len(night.asked("ticks"))))


def a_person_answers(check):
    with Workspace() as w:
        w.write("mission.yaml", "name: ask\nlevel: interactive\ntasks:\n  q: { run: \"printf 'Which one? '; read a; test $a = two\" }\n  other: { run: 'true' }\n")
        running = w.start("run", "mission.yaml", "--no-ui", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 20
        while time.monotonic() < end and "task.prompted" not in w.kinds("q"):
            time.sleep(0.05)
        check.that("task.succeeded" in w.kinds("other"), "the rest goes on")
        code, out, err = w.run("explain", "q")
        check.that("Which one?" in out, "explain tells what it asks", out + err)
        number = int(re.search(r"prompt (\d+)", out).group(1))
        code, _, err = w.run("ctl", "answer", "q", "two", "--prompt", number + 1)
        check.that(code == 1 and "something else" in err, "an answer to another question is refused", err)
        code, out, err = w.run("ctl", "answer", "q", "two", "--prompt", number)
        check.that(code == 0, "a person answers", err)
        check.that(running.wait(20) == 0, "the mission ends well")
        check.that("\"by\":\"control\"" in w.run("decisions", "--json")[1].replace(" ", ""), "it is known that a person did")


if __name__ == "__main__":
    run_all(shells, tools, rules, hostile, guarded, a_person_answers)
