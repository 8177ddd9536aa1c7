"""`kill -9` of the supervisor at random instants; each time the run is resumed and nothing that had finished runs again."""
import random, sqlite3, subprocess, sys, time
from harness import Check, Workspace, ZombieWatch, adopt_orphans, figure, is_proving, orphans, processes_with, until

TASKS = 300

# What some tasks leave behind: an orphan that ends by itself, and one that leaves session and terminal and stays.
LEFTOVERS = {3: "(sleep 0.1 &); ", 11: "(setsid sleep 600 </dev/null >/dev/null 2>&1 &); "}


def mission():
    lines = ["name: kills", "concurrency: 2", "defaults: { retry: { attempts: 1 } }", "tasks:"]
    for number in range(TASKS):
        needs = f"needs: [t{number - 7}], " if number % 3 == 0 and number >= 7 else ""
        left = LEFTOVERS.get(number % 40, "")
        lines.append(f'  t{number}: {{ {needs}run: "{left}echo $COPILOT_ATTEMPT >> ran/t{number}; sleep 0.0{number % 4}" }}')
    return "\n".join(lines) + "\n"


def finished(workspace):
    """Tasks that the journal says have succeeded, with how often each had been started by then."""
    try:
        with workspace.database() as connection:
            return {task for (task,) in connection.execute("SELECT DISTINCT task FROM events WHERE kind = 'task.succeeded'")}
    except sqlite3.OperationalError:
        return set()


def counts(workspace):
    return {f.name: len(f.read_text().split()) for f in (workspace.path / "ran").iterdir()}


def kills(check, number, seed):
    generator = random.Random(seed)
    done = most = 0
    while done < number:
        with Workspace() as workspace:
            workspace.write("mission.yaml", mission())
            (workspace.path / "ran").mkdir()
            first, before, runs = True, {}, 0
            while True:
                arguments = ["run", "--no-ui", "mission.yaml"] if first else ["resume", "--no-ui"]
                process = workspace.start(*arguments, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                          stderr=subprocess.PIPE)
                first = False
                if done < number:
                    try:
                        process.wait(generator.uniform(0.0, 1.2))
                    except subprocess.TimeoutExpired:
                        process.kill()
                        process.communicate(timeout=60)
                        done += 1
                        orphans()
                        recorded = finished(workspace)
                        now = counts(workspace)
                        for task, times in before.items():
                            check.that(now.get(task) == times, f"{task} had finished and ran again", f"seed {seed}")
                        before = {task: now.get(task, 0) for task in recorded}
                        if not (workspace.path / ".copilot/state.sqlite").exists():
                            first = True
                        elif not run_exists(workspace):
                            first = True
                        continue
                with ZombieWatch(process.pid) as watch:
                    code, errors = end_of(process, 300)
                check.that(not watch.forgotten, "no zombie is forgotten", f"{watch.forgotten} seed {seed}")
                most = max(most, watch.most)
                check.that(code == 0, "the mission succeeds", f"exit {code}: {errors.decode()[:300]} seed {seed}")
                break
            now = counts(workspace)
            for task, times in before.items():
                check.that(now.get(task) == times, f"{task} had finished and ran again", f"seed {seed}")
            check.that(len(now) == TASKS, "every task has run", f"{len(now)} of {TASKS}")
            left = processes_with(f"COPILOT_WORKSPACE={workspace.path}")
            check.that(not left, "no process is left over", str(left))
            check.that(until(lambda: not orphans(), 5), "nor one without its environment", str(orphans()))
            with workspace.database() as connection:
                check.that(connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok", "the database is whole")
                sequences = [s for (s,) in connection.execute("SELECT seq FROM events ORDER BY seq")]
                check.that(sequences == list(range(1, len(sequences) + 1)), "the journal has no gap")
        seed += 1
        generator.seed(seed)
    return done, most


def end_of(process, seconds):
    """Waits for the supervisor: its exit code and its errors. One that hangs is killed, and its exit code is None."""
    try:
        _, errors = process.communicate(timeout=seconds)
        return process.returncode, errors
    except subprocess.TimeoutExpired:
        process.kill()
        _, errors = process.communicate(timeout=60)
        return None, errors


def run_exists(workspace):
    try:
        with workspace.database() as connection:
            return connection.execute("SELECT count(*) FROM runs").fetchone()[0] > 0
    except sqlite3.OperationalError:
        return False


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else (200 if is_proving() else 20)
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else int(time.time())
    check = Check()
    adopt_orphans()
    done, most = kills(check, number, seed)
    figure("kills of the supervisor", done)
    figure("first seed", seed)
    figure("most zombies at once", most)
    check.end()
