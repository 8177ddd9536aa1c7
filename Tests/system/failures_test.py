"""Failures of real commands, made to happen in running missions: each is told apart, handled as its kind asks, and the mission
goes on. A thousand tasks that fail alike cost a handful of tries."""
import concurrent.futures, json, os, shutil, subprocess, time, traceback
from failure_cases import CASES, Scene
from faults import Server, free_port, isolate
from harness import Workspace, figure, is_proving, run_all, until

# How long it may take from an error, or from the end of what caused it, to work going on again.
PATIENCE = 30


# MARK: Running them

def play(it):
    """Plays one case: what went wrong with it, how long it took to go on, and its log."""
    name, category, ends, waits, tries, _, prepare = it
    with Workspace() as workspace:
        scene = Scene(workspace)
        stage = prepare(scene)
        tasks = next(stage)
        needs = [task for task in tasks if task != "first"]
        tasks |= {"next": {"needs": needs, "run": "echo on"}, "aside": {"run": "echo aside"}}
        code, out = scene.run(tasks)
        scene.ended.set()
        wrong = []
        try:
            next(stage, None)
        except AssertionError as error:
            wrong.append(str(error))
        log = scene.log()
    wrong, seconds = wrong + judge(log, category, ends, waits, tries, scene.gone), going_on(log, waits, scene.gone)
    if (code == 0) != (ends != "failed"):
        wrong.append(f"exit {code}")
    if seconds is not None and seconds > PATIENCE:
        wrong.append(f"{seconds:.0f} s until it goes on")
    return wrong, seconds, out


def judge(log, category, ends, waits, tries, gone):
    failures = [data["failure"] for kind, data, _ in log if "failure" in data and kind != "task.recovered"]
    if not failures:
        return ["it has not failed"]
    wrong = []
    if failures[0]["category"] != category:
        wrong.append(f"called {failures[0]['category']} ({failures[0]['summary']})")
    recovered = [data for kind, data, _ in log if kind == "task.recovered"]
    how = means(recovered[-1]) if recovered else log[-1][0].removeprefix("task.")
    if how != ends:
        wrong.append(f"ended by {how}, not by {ends}")
    started = sum(kind == "task.started" for kind, _, _ in log)
    if tries is not None and started != tries:
        wrong.append(f"started {started} times, not {tries}")
    first = next(at for kind, data, at in log if "failure" in data)
    if recovered and waits and log[-1][2] - first < waits - 1:
        wrong.append(f"went on {log[-1][2] - first:.1f} s after it was asked to wait {waits} s")
    return wrong


def means(recovered):
    """`retry`, `flaky`, `alternative`, or the name of the remedy."""
    given = recovered["means"]
    name = next(iter(given)) if isinstance(given, dict) else given
    return next(iter(given["remedy"]["done"])) if name == "remedy" else name


def going_on(log, waits, gone):
    """Seconds from the first failure, or from the end of its cause, to the success; None if there is none."""
    if not log or log[-1][0] != "task.succeeded":
        return None
    failed = next((at for kind, data, at in log if "failure" in data), None)
    return failed and max(0.0, log[-1][2] - max(failed + waits, gone or 0))


def each_kind(check):
    """Every case in a mission of its own, several at a time."""
    wanted = os.environ.get("CASES", "")
    chosen = [it for it in CASES if wanted in it[0] and (not it[5] or it[5]())]
    for it in CASES:
        if it not in chosen and wanted in it[0]:
            check.skip(f"{it[0]}: this machine cannot make it happen")
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        played = list(pool.map(attempt, chosen))
    well = longest = 0
    recoverable = [it for it in chosen if it[2] != "failed"]
    for it, (wrong, seconds, out) in zip(chosen, played):
        check.that(not wrong, it[0], "; ".join(wrong) + "\n    " + "\n    ".join(out.splitlines()) if wrong else "")
        print(f"    {it[0]:45} {it[1]:11} {it[2] if not wrong else 'WRONG':16} {'' if seconds is None else f'{seconds:5.1f} s'}")
        if it[2] != "failed" and seconds is not None:
            well += 1
            longest = max(longest, seconds)
    figure("recoverable failures that ended well", f"{well} of {len(recoverable)}")
    figure("longest time from an error, or the end of its cause, to going on", f"{longest:.1f} s")
    check.that(well >= 0.9 * len(recoverable), "at least 90 of 100 recoverable failures end well", f"{well} of {len(recoverable)}")


def attempt(it):
    try:
        return play(it)
    except Exception as error:
        return [f"{type(error).__name__}: {error}", traceback.format_exc()], None, ""


# MARK: A thousand

FETCH = "curl -sS http://127.0.0.1:{port}/"


def thousand(check, what, tasks, port, limit):
    """A thousand before a port that nobody listens on for 10 s: a handful of tries, and then all of them succeed."""
    mission = {"name": "many", "duration": "6h", "level": "fullAutonomous", "concurrency": 8, "tasks": tasks}
    with Workspace() as workspace:
        workspace.write("mission.json", json.dumps(mission))
        process = workspace.start("run", "--no-ui", "mission.json", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        check.that(until(lambda: "mission.braked" in workspace.kinds(), 30), f"{what}: what fails alike is held back")
        time.sleep(10)
        before = workspace.kinds()
        server = Server(port=port)
        opened = time.time()
        code = process.wait(limit)
        ended = time.time() - opened
        kinds = workspace.kinds()
        started, probes = before.count("task.started"), before.count("mission.braked")
        figure(f"{what}: tries before a closed port in 10 s, and steps of the pause", f"{started}, {probes}")
        check.that(started <= 8 + probes + 8, f"{what}: a handful of tries", f"{started} with {probes} steps")
        check.that(code == 0 and kinds.count("task.succeeded") >= 1000, f"{what}: all of them succeed when it opens",
                   f"exit {code}, {kinds.count('task.succeeded')} succeeded")
        check.that(server.asked <= 1000, f"{what}: nobody asks twice", str(server.asked))
        thawed = next((body for _, kind, _, body in workspace.events() if kind == "mission.thawed"), None)
        figure(f"{what}: from the port's opening to the end of 1,000", f"{ended:.1f} s")
        check.that(thawed, f"{what}: the brake is let go")
        server.end()


def a_thousand_items(check):
    if not shutil.which("curl"):
        return check.skip("a thousand items: there is no curl")
    port = free_port()
    items = [str(number) for number in range(1000)]
    thousand(check, "1,000 items", {"all": {"for_each": {"items": items}, "run": FETCH.format(port=port) + "{item}"}}, port, 110)


def a_thousand_tasks(check):
    if not shutil.which("curl"):
        return check.skip("a thousand tasks: there is no curl")
    port = free_port()
    tasks = {f"t{number}": {"run": FETCH.format(port=port) + str(number)} for number in range(1000)}
    thousand(check, "1,000 tasks", tasks, port, 110)


def a_thousand_in_vain(check):
    """What a retry cannot mend is given up after ten probes, and the rest has not been tried."""
    if not is_proving():
        return check.skip("a thousand in vain: takes minutes, done by `make prove`")
    mission = {"name": "vain", "duration": "6h", "level": "fullAutonomous", "concurrency": 4,
               "tasks": {"all": {"for_each": {"items": [str(number) for number in range(1000)]},
                                 "run": ["python3", "-c", "raise ValueError('a bug')", "{item}"]}}}
    with Workspace() as workspace:
        workspace.write("mission.json", json.dumps(mission))
        begun = time.monotonic()
        code, _, errors = workspace.run("run", "--no-ui", "mission.json", timeout=900)
        kinds = workspace.kinds()
        figure("1,000 with the same bug: tries, and time to the end", f"{kinds.count('task.started')}, {time.monotonic() - begun:.0f} s")
        check.that(code == 1 and kinds.count("task.failed") >= 1000, "all of them fail", f"exit {code}: {errors}")
        check.that(kinds.count("task.started") <= 40, "all but a handful untried", str(kinds.count("task.started")))


if __name__ == "__main__":
    isolate()
    run_all(each_kind, a_thousand_items, a_thousand_tasks, a_thousand_in_vain)
