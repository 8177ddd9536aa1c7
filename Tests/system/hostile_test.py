"""Commands that print, hide and hang as badly as they can: others are not slowed, memory stays, the terminal stays clean."""
import json, os, re, statistics, time, unicodedata
from harness import Workspace, figure, is_alive, is_proving, processes_with, run_all, until
from terminal import Terminal, has_tmux

MEGABYTES = 200 if is_proving() else 20

# Random bytes and every family of escape sequence, again and again.
PRINTER = """\
import os, sys
bad = (b"\\x1b]0;owned\\x07\\x1b]52;c;b3duZWQ=\\x07\\x1b]8;;http://x\\x1b\\\\link\\x1b]8;;\\x1b\\\\\\x1bPq#0;2;0;0;0\\x1b\\\\"
       b"\\x1b[?1049h\\x1b[?1000h\\x1b[?2004h\\x1b[2J\\x1b[6n\\x1b[c\\x1bc\\x1b(0\\x9b31m\\x9d0;x\\x9c\\x1b_apc\\x1b\\\\\\x1b^pm\\x1b\\\\"
       b"\\xe2\\x80\\xae\\xf3\\xa0\\x81\\x81\\x1b[38;5;999999999999m\\x1b[99999999999;9999999999H" + "日本語 👩‍💻\\n".encode())
left = int(sys.argv[1]) * 1000000
while left > 0:
    piece = os.urandom(8000) + bad
    left -= os.write(1, piece)
"""

MISSION = """\
name: hostile
concurrency: 3
tasks:
  loud: { run: "LOUD", critical: false }
  steady: { for_each: { items: [ITEMS] }, run: "true" }
""".replace("ITEMS", ", ".join(map(str, range(150))))


def peak_and_latencies(workspace, text):
    """Runs a mission; the supervisor's peak of memory in bytes, and the milliseconds that each steady task took."""
    workspace.write("printer.py", PRINTER)
    workspace.write("m.yaml", text)
    process = workspace.start("run", "--no-ui", "--output", "json", "m.yaml", stdout=open(workspace.base / "out", "wb"))
    peak = 0
    while process.poll() is None:
        try:
            line = next(l for l in open(f"/proc/{process.pid}/status") if l.startswith("VmHWM"))
            peak = max(peak, int(line.split()[1]) * 1024)
        except (OSError, StopIteration):
            pass
        time.sleep(0.02)
    records = [json.loads(line) for line in open(workspace.base / "out")]
    started, took = {}, []
    for record in records:
        task = record.get("task", "")
        if task.startswith("steady["):
            if record["kind"] == "task.started":
                started[task] = record["monotonicMilliseconds"]
            elif record["kind"] == "task.succeeded":
                took.append(record["monotonicMilliseconds"] - started[task])
    return process.returncode, peak, took


def acts(character):
    """Whether a character does anything but stand there: a control, a change of direction, a tag, something invisible."""
    return (unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") and character not in "\n\r\t\b") \
        or character in "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff" \
        or 0xe0000 <= ord(character) <= 0xe007f


def flood(check):
    with Workspace() as workspace:
        code, calm_peak, calm = peak_and_latencies(workspace, MISSION.replace("LOUD", "sleep 1"))
        check.that(code == 0, "the calm mission succeeds", f"exit {code}")
    with Workspace() as workspace:
        code, peak, took = peak_and_latencies(workspace, MISSION.replace("LOUD", f"python3 printer.py {MEGABYTES}"))
        check.that(code == 0 and len(took) == 150, "the mission with a flood succeeds", f"exit {code}")
        growth = (peak - calm_peak) / 1e6
        check.that(growth < 32, "memory grows by less than 32 MB", f"{growth:.1f} MB")
        median, calm_median = statistics.median(took), statistics.median(calm)
        # The flood's own command takes a core of the few; what it must not do is hold up the loop.
        check.that(median < 3 * calm_median + 50, "other tasks are not slowed", f"median {median} ms, calm {calm_median} ms")
        figure(f"memory that {MEGABYTES} MB of hostile output add, MB", f"{growth:.1f}")
        figure("a short task beside it, median ms (without it)", f"{median:.0f} ({calm_median:.0f})")
        start = time.monotonic()
        code, out, errors = workspace.run("logs", "loud", timeout=600)
        figure("reading it back with logs, s", f"{time.monotonic() - start:.1f}")
        check.that(code == 0 and len(out) > 1_000_000, "logs prints what was kept", f"{len(out)} characters {errors}")
        bad = [c for c in set(out) if acts(c)]
        check.that(not bad, "logs prints printable text only", repr(bad[:20]))
        check.that("owned" not in out.replace("b3duZWQ", ""), "what is inside a sequence is not printed")
        size = sum(f.stat().st_size for f in (workspace.path / ".copilot").rglob("*") if f.is_file())
        check.that(size < 140e6, "the kept output has a cap", f"{size / 1e6:.0f} MB")


def endless_sequence(check):
    with Workspace() as workspace:
        body = r"""printf '\\033]0;'; head -c 50000000 /dev/zero | tr '\\0' x; printf '\\033P'; head -c 20000000 /dev/zero | tr '\\0' y"""
        code, peak, took = peak_and_latencies(workspace, MISSION.replace("LOUD", body))
        check.that(code == 0, "an escape sequence of 50 MB is survived", f"exit {code}")
        with Workspace() as calm:
            _, calm_peak, _ = peak_and_latencies(calm, MISSION.replace("LOUD", "sleep 1"))
        growth = (peak - calm_peak) / 1e6
        check.that(growth < 32, "it does not grow memory", f"{growth:.1f} MB")
        figure("memory that an escape sequence of 50 MB adds, MB", f"{growth:.1f}")


def odd_commands(check):
    """Each succeeds or fails as the command does; none keeps the mission, and none leaves a process."""
    cases = [("closes its terminal", 0, "exec 0<&- 1>&- 2>&-; sleep 0.3"),
             ("closes its terminal and hangs on", 1, "trap : HUP; exec 0<&- 1>&- 2>&-; sleep 60"),
             ("never reads", 0, "sleep 0.3"),
             ("reads without a word", 0, "read -r x; test -z \"$x\""),
             ("daemonises", 0, "setsid sleep 300 > /dev/null 2>&1 < /dev/null & echo $! > daemon; sleep 0.2"),
             ("daemonises and keeps its terminal", 0, "setsid sleep 300 & echo $! > daemon; sleep 0.2"),
             ("ignores TERM", 1, "trap : TERM INT HUP; while :; do sleep 1; done"),
             ("stops itself", 1, "kill -STOP $$; echo woken"),
             ("puts its terminal into raw mode", 0, "stty raw -echo 2> /dev/null; printf hello"),
             ("kills its process group", 1, "kill -9 0"),
             ("forks a hundred", 0, "i=0; while [ $i -lt 100 ]; do sleep 300 & i=$((i+1)); done; sleep 0.2"),
             ("dumps core", 1, "ulimit -c 0; kill -SEGV $$")]
    for what, expected, command in cases:
        with Workspace() as workspace:
            workspace.write("m.yaml", "name: odd\nconcurrency: 2\ndefaults: { retry: { attempts: 1 } }\ntasks:\n  a:\n    timeout: { limit: 2s, grace: 300ms }\n    run: "
                            + json.dumps(command) + "\n  b: { run: 'true' }\n")
            start = time.monotonic()
            try:
                code, out, errors = workspace.run("run", "--no-ui", "m.yaml", timeout=25)
            except Exception as error:
                check.that(False, f"a command that {what} does not keep the mission", type(error).__name__)
                for pid in processes_with(f"COPILOT_WORKSPACE={workspace.path}"):
                    os.kill(pid, 9)
                continue
            check.that(code == expected, f"a command that {what}: exit {expected}", f"exit {code}: {out[-300:]}{errors}")
            check.that(time.monotonic() - start < 12, f"a command that {what} is over in time")
            left = until(lambda: not processes_with(f"COPILOT_WORKSPACE={workspace.path}"), 3)
            check.that(left, f"a command that {what} leaves no process", str(processes_with(f"COPILOT_WORKSPACE={workspace.path}")))
            daemon = workspace.path / "daemon"
            if daemon.exists():
                check.that(not is_alive(int(daemon.read_text())), "its daemon is ended with the mission")


# What may reach a terminal from a screen: text, SGR, cursor and erasing, and the modes that a screen itself sets.
SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[P_^X][^\x1b]*(?:\x1b\\)?|[ -/]*[0-~])")


def terminal_bytes(check):
    if not has_tmux():
        return check.skip("what reaches a terminal: no tmux")
    calm = "name: shown\ntasks:\n  loud: { run: \"for i in 1 2 3 4 5; do echo line $i; sleep 0.2; done; touch over; until [ -e go ]; do sleep 0.1; done\" }\n"
    seen = {}
    for what, text in (("calm", calm), ("hostile", calm.replace("echo line $i;", "python3 printer.py 1;"))):
        with Workspace() as workspace, Terminal(workspace) as terminal:
            workspace.write("printer.py", PRINTER)
            workspace.write("m.yaml", text)
            record = workspace.base / "bytes"
            terminal.record(record)
            terminal.command('"$PROGRAM" run m.yaml')
            check.that(terminal.waits_for("loud", "shown"), f"the {what} mission is shown", terminal.screen())
            for key in ("0", "1", "0", "G"):
                terminal.keys(key)
            check.that(until(lambda: (workspace.path / "over").exists(), 40), f"the {what} mission goes on")
            (workspace.path / "go").touch()
            check.that(terminal.waits_for("succeeded", seconds=20), f"the {what} mission ends", terminal.screen())
            check.that(terminal.ask("#{pane_title}") != "owned", "the terminal's title is its own")
            seen[what] = record.read_bytes()
    families = {what: {family(m) for m in SEQUENCE.findall(raw)} for what, raw in seen.items()}
    extra = families["hostile"] - families["calm"]
    bad = [f for f in extra if not f.startswith(b"CSI m") and f[:5] not in (b"CSI A", b"CSI B", b"CSI C", b"CSI D", b"CSI G", b"CSI H", b"CSI d",
           b"CSI K", b"CSI J", b"CSI X", b"CSI L", b"CSI M", b"CSI P", b"CSI @", b"CSI r", b"CSI S", b"CSI T", b"CSI b")]
    check.that(not bad, "no sequence of the command reaches the terminal", str(bad[:20]))
    check.that(b"]52" not in seen["hostile"] and b"owned" not in seen["hostile"], "nor what is inside one")
    stripped = SEQUENCE.sub(b"", seen["hostile"])
    controls = {bytes([b]) for b in stripped if b < 0x20 and b not in b"\n\r\t\b\x07\x0e\x0f"}
    check.that(not controls, "nor a control character", str(controls))
    check.that("\u202e" not in stripped.decode(errors="replace"), "nor a change of direction")


def family(sequence):
    """What kind of sequence it is: its introducer and final, and for private modes the whole of it."""
    if sequence[1:2] == b"[":
        return b"CSI " + (sequence[2:] if sequence[2:3] in b"<=>?" and len(sequence) > 3 else sequence[-1:])
    return b"ESC " + sequence[1:2]


if __name__ == "__main__":
    run_all(flood, endless_sequence, odd_commands, terminal_bytes)
