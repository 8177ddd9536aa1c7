"""Failures of real commands, told apart by `classify`: from a pipe, and as JSON lines."""
import base64, json, os, subprocess, time
from harness import PROGRAM, figure, run_all


def classify(arguments, given):
    done = subprocess.run([PROGRAM, "classify", *arguments], input=given, capture_output=True, timeout=60)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def verdict(command):
    """Runs a command and asks why it failed."""
    ran = subprocess.run(["bash", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                         stdin=subprocess.DEVNULL, env=os.environ | {"LC_ALL": "C.UTF-8"})
    code = ran.returncode if ran.returncode >= 0 else 128 - ran.returncode
    code, out, err = classify(["--json", "--exit-code", str(code), "--command", command], ran.stdout)
    assert code == 0, err
    return json.loads(out)


def real_failures(check):
    for command, category, retryable in [
        ("cat /no/such/file", "filesystem", False), ("nosuchcommand-x", "dependency", True),
        ("python3 -c 'import nosuchmodule_x'", "dependency", True), ("python3 -c '[][1]'", "code", False),
        ("python3 -c 'import socket; socket.create_connection((\"127.0.0.1\", 9))'", "network", True),
        ("ls --nosuch", "validation", False), ("timeout 0.2 sleep 5", "timeout", True), ("kill -9 $$", "resource", True),
        ("kill -SEGV $$", "code", False), ("grep -q nothing /etc/hostname", "unknown", False), ("exit 3", "unknown", True),
        ("head -c 100 /dev/zero > /dev/full", "resource", False),
    ]:
        found = verdict(command)
        check.that((found["category"], found["retryable"]) == (category, retryable), f"{command} is {category}", found)


def words_for_people(check):
    code, out, err = classify(["--exit-code", "1"], b"\x1b[31mfrob: disk full\x1b[0m\r\nfrob: gave up\r\n")
    check.that(code == 0 and out.startswith("resource, recoverable: the disk is full: frob: disk full\n"), "one line says it", out + err)
    check.that("\x1b" not in out and "free_disk" in out, "no escape passes, the remedy is named", out)


def lines_with_faults_are_named(check):
    good = json.dumps({"id": "a", "tail": base64.b64encode(b"x").decode(), "exit_code": 1})
    for bad, word in [("{", "not a JSON object"), ('{"id": "b"}', "'tail' is missing"), ('{"id": "b", "tail": "a"}', "not base64")]:
        code, out, err = classify(["--jsonl"], f"{good}\n\n{bad}\n".encode())
        check.that(code == 2 and "line 3" in err and word in err, f"{bad} is refused by its line", (code, err))
        check.that(json.loads(out)["id"] == "a", "what came before is answered", out)
    code, _, err = classify(["--jsonl", "--exit-code", "1"], b"")
    check.that(code != 0 and "--jsonl" in err, "options that contradict are refused", err)


def megabytes(check):
    lines = b"compiling something that is fine\n" * 3_000_000 + b"fatal: Connection refused\n"
    for name, given in [("a log of 99 MB", lines), ("a line of 1 MB", b"x" * 1_000_000 + b" Connection refused")]:
        begun = time.monotonic()
        code, out, _ = classify(["--json", "--exit-code", "1"], given)
        figure(f"classify {name}, with start and pipe", f"{(time.monotonic() - begun) * 1000:.0f} ms")
        check.that(code == 0 and json.loads(out)["category"] == "network", name, out)


if __name__ == "__main__":
    run_all(real_failures, words_for_people, lines_with_faults_are_named, megabytes)
