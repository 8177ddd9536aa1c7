"""Tasks that keep what they have done: saved in time and before they are ended, and gone on with."""
import http.server, json, random, signal, subprocess, threading, time
from harness import Check, Workspace, figure, run_all, until

COUNT = r"""
n=${1:-0}; [ -f "$n" ] && n=$(cat "$n")
echo "from $n"
while [ "$n" -lt "$2" ]; do n=$((n + 1)); echo "$n" > state.tmp; mv state.tmp state; echo "$n" >> done; sleep 0.05; done
"""


def mission(workspace, save, to=60, every="1s", extra=""):
    workspace.write("count.sh", COUNT)
    workspace.write("mission.yaml", f"""
name: checkpoints
level: fullAutonomous
tasks:
  count:
    run: [sh, count.sh, "0", "{to}"]
    resume: [sh, count.sh, "{{checkpoint}}", "{to}"]
    checkpoint: {{ every: {every}, save: {json.dumps(save)} }}
{extra}""")


def outcomes(workspace):
    return [json.loads(body)["outcome"] for _, kind, _, body in workspace.events() if kind == "task.checkpointed"]


def stopped_work_goes_on(check):
    with Workspace() as workspace:
        mission(workspace, "cp state $COPILOT_CHECKPOINT_DIR/at-$(cat state)", every="1h")
        process = workspace.start("run", "--no-ui", "mission.yaml", stdout=subprocess.DEVNULL)
        check.that(until(lambda: (workspace.path / "done").exists()
                         and len((workspace.path / "done").read_text().split()) >= 10, 30), "it counts")
        process.send_signal(signal.SIGTERM)
        check.that(process.wait(60) == 143, "the mission stops")
        made = outcomes(workspace)
        check.that(len(made) == 1 and "saved" in made[0], "a last checkpoint is made before it is ended", str(made))
        code, out, err = workspace.run("resume", "--no-ui")
        check.that(code == 0, "the mission goes on and succeeds", err[-300:])
        numbers = [int(word) for word in (workspace.path / "done").read_text().split()]
        twice = len(numbers) - len(set(numbers))
        check.that(sorted(set(numbers)) == list(range(1, 61)), "every number was counted")
        check.that(twice <= 40, "the work before the checkpoint is not done again", f"{twice} numbers twice")
        figure("numbers counted twice after a stop", twice)
        code, out, _ = workspace.run("logs", "count")
        check.that("from 0" not in out.split("from ", 2)[-1] and "from " in out, "it began at its checkpoint", out[-200:])


def checkpoints_come_in_time(check):
    with Workspace() as workspace:
        mission(workspace, "cp state $COPILOT_CHECKPOINT_DIR/at-$(cat state)", to=100)
        code, _, err = workspace.run("run", "--no-ui", "mission.yaml")
        check.that(code == 0, "the mission succeeds", err[-300:])
        with workspace.database() as connection:
            times = [at for (at,) in connection.execute("SELECT wall FROM events WHERE kind = 'task.checkpointed' ORDER BY seq")]
        gaps = [after - before for before, after in zip(times, times[1:])]
        check.that(len(times) >= 4 and max(gaps) <= 1500, "each is at most so old as was asked", str(gaps))
        figure("longest between two checkpoints that are due every 1,000 ms, ms", max(gaps or [0]))
        code, out, _ = workspace.run("events", "--text", "--task", "count")
        check.that("checkpoint in" in out, "the journal says where it lies", out[-300:])


def a_save_that_saves_nothing_is_said(check):
    with Workspace() as workspace:
        mission(workspace, "true", to=40)
        code, _, err = workspace.run("run", "--no-ui", "mission.yaml")
        check.that(code == 0, "the mission succeeds all the same", err[-300:])
        made = outcomes(workspace)
        check.that(made and all("failed" in one for one in made), "what saved nothing is no checkpoint", str(made))
        check.that(len(made) == 1, "the same trouble is told once", str(made))


def bad_rules_are_refused(check):
    for text, words in [("checkpoint: { save: SIGKILL }", "SIGUSR1"), ("checkpoint: { every: 5ms }", "every"),
                        ("checkpoint: { evry: 5m }", "every"), ("resume: 'go {checkpoint}'", "checkpoint: {dir")]:
        with Workspace() as workspace:
            workspace.write("mission.yaml", f"name: bad\ntasks:\n  a:\n    run: 'true'\n    {text}\n")
            code, _, err = workspace.run("validate", "mission.yaml")
            check.that(code == 2 and words in err, f"{text} is refused with a remedy", f"{code}: {err}")


class Slowly(http.server.BaseHTTPRequestHandler):
    """A file that comes at 200 kB/s, from where it is asked for."""
    content = random.Random(7).randbytes(1_000_000)
    asked = []

    def do_GET(self):
        start = int(self.headers.get("Range", "bytes=0-").split("=")[1].split("-")[0])
        self.asked.append(start)
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(self.content) - 1}/{len(self.content)}")
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Length", str(len(self.content) - start))
        self.end_headers()
        try:
            for place in range(start, len(self.content), 20_000):
                self.wfile.write(self.content[place:place + 20_000])
                time.sleep(0.1 if place < 600_000 else 0)
        except OSError:
            pass

    def log_message(self, *_):
        pass


AGENT = """#!/bin/sh
echo "$@" >> asked
case "$1" in --resume) exit 0;; esac
touch begun; sleep 600
"""


def tools_go_on_by_themselves(check):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Slowly)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with Workspace() as workspace:
        workspace.write("bin/claude", AGENT)
        (workspace.path / "bin/claude").chmod(0o755)
        workspace.write("mission.yaml", f"""
name: tools
level: fullAutonomous
concurrency: 2
defaults: {{ resume: auto }}
tasks:
  fetch: {{ run: wget -q http://127.0.0.1:{server.server_address[1]}/corpus.bin }}
  agent: {{ run: [bin/claude, -p, mend the tests] }}
""")
        process = workspace.start("run", "--no-ui", "mission.yaml", stdout=subprocess.DEVNULL)
        part = workspace.path / "corpus.bin"
        check.that(until(lambda: part.exists() and part.stat().st_size > 100_000
                         and (workspace.path / "begun").exists(), 30), "both work")
        process.send_signal(signal.SIGTERM)
        check.that(process.wait(60) == 143, "the mission stops")
        code, _, err = workspace.run("resume", "--no-ui", timeout=60)
        check.that(code == 0, "the mission goes on and succeeds", err[-300:])
        check.that(part.read_bytes() == Slowly.content, "the file is whole")
        check.that(len(Slowly.asked) == 2 and Slowly.asked[1] > 100_000, "only the rest is fetched", str(Slowly.asked))
        asked = (workspace.path / "asked").read_text().splitlines()
        check.that(len(asked) == 2 and asked[0].startswith("--session-id ") and asked[1].startswith("--resume ")
                   and asked[0].split()[1] == asked[1].split()[1], "the agent goes on with its own session", str(asked))
    server.shutdown()


if __name__ == "__main__":
    run_all(stopped_work_goes_on, checkpoints_come_in_time, a_save_that_saves_nothing_is_said, bad_rules_are_refused,
            tools_go_on_by_themselves)
