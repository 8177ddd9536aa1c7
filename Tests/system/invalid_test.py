"""Mission files that cannot be used: exit 2 within 5 s, one clear message with file and line, and nothing on disk."""
import os, time
from harness import Workspace, figure, run_all

# Seconds after which a refusal is too late.
PATIENCE = 5.0

# What is wrong, the file's text, and the line that the message has to name (None: there is none to name).
TEXTS = [
    ("a cycle", "name: m\ntasks:\n  a: { run: x, needs: [b] }\n  b: { run: x, needs: [a] }\n", (3, 4)),
    ("a task that needs itself", "name: m\ntasks:\n  a: { run: x, needs: [a] }\n", (3,)),
    ("a cycle through a group", "name: m\ntasks:\n  g:\n    needs: [z]\n    tasks: { a: { run: x } }\n  z: { run: x, needs: [g/a] }\n", (4, 5, 6)),
    ("an unknown need", "name: m\ntasks:\n  alpha: { run: x }\n  b: { run: x, needs: [alhpa] }\n", (4,)),
    ("an unknown key", "name: m\ntasks:\n  a:\n    run: x\n    neds: []\n", (5,)),
    ("an unknown top-level key", "name: m\nconcurency: 2\ntasks: { a: { run: x } }\n", (2,)),
    ("a duplicate id", "name: m\ntasks:\n  a: { run: x }\n  b: { run: x }\n  a: { run: y }\n", (5,)),
    ("a bad duration", "name: m\ntasks:\n  a:\n    run: x\n    timeout: 45\n", (5,)),
    ("a bad unit", "name: m\nduration: 3 fortnights\ntasks: { a: { run: x } }\n", (2,)),
    ("an endless duration", "name: m\nduration: 99999999999999999999999h\ntasks: { a: { run: x } }\n", (2,)),
    ("a bad level", "name: m\nlevel: brave\ntasks: { a: { run: x } }\n", (2,)),
    ("a bad when", "name: m\ntasks:\n  a: { run: x, when: sometimes }\n", (3,)),
    ("a bad id", "name: m\ntasks:\n  'a b': { run: x }\n", (3,)),
    ("a task that runs nothing", "name: m\ntasks:\n  a: { critical: false }\n", (3,)),
    ("a task that is a group too", "name: m\ntasks:\n  a: { run: x, tasks: { b: { run: y } } }\n", (3,)),
    ("no name", "tasks:\n  a: { run: x }\n", None),
    ("no tasks", "name: m\n", None),
    ("tasks that are none", "name: m\ntasks: {}\n", None),
    ("tasks that are a list", "name: m\ntasks: [a, b]\n", (2,)),
    ("a top level that is a list", "- a\n- b\n", None),
    ("text that is no mapping", "hello world\n", None),
    ("an empty file", "", None),
    ("only comments", "# nothing\n", None),
    ("tabs", "name: m\ntasks:\n\ta: { run: x }\n", (3,)),
    ("an unclosed bracket", "name: m\ntasks:\n  a: { run: [x\n", (3, 4)),
    ("something that is not YAML", "name: m\n  tasks: : :\n }{ %%\n", (2, 3)),
    ("two documents", "name: m\ntasks: { a: { run: x } }\n---\nname: n\n", None),
    ("a number too large", "name: m\nconcurrency: 99999999999999999999\ntasks: { a: { run: x } }\n", (2,)),
    ("a negative concurrency", "name: m\nconcurrency: -3\ntasks: { a: { run: x } }\n", (2,)),
    ("an alias to nothing", "name: m\ntasks: { a: *nowhere }\n", (2,)),
    ("an alias to itself", "name: m\ntasks: &t { a: { run: x, env: *t } }\n", None),
    ("a word where a list stands", "name: m\ntasks:\n  a: { run: x, retry: 3 }\n", (3,)),
    ("a matrix that explodes", "name: m\ntasks:\n  a:\n    run: x\n    matrix: { " + ", ".join(
        f"k{n}: [{', '.join(map(str, range(100)))}]" for n in range(8)) + " }\n", (5,)),
    ("a fallback that is no list", "name: m\ntasks:\n  a:\n    run: x\n    fallback: make slow\n", (5,)),
    ("a critical task that would be skipped", "name: m\ntasks:\n  a:\n    run: x\n    fallback: [skip]\n", (5,)),
    ("a default for no output", "name: m\ntasks:\n  a:\n    run: x\n    outputs: [out/a]\n    default: { out/b: '' }\n", (6,)),
    ("a permission that is none", "name: m\ntasks:\n  a:\n    run: x\n    allow: [mkdr]\n", (5,)),
    ("a limit's name with a space", "name: m\ntasks:\n  a:\n    run: x\n    quota: my limit\n", (5,)),
    ("a protected path outside", "name: m\ntasks:\n  a:\n    run: x\n    protect: [../other]\n", (5,)),
    ("control characters", "name: \"m\\e]0;owned\\a\"\nbad\x1b[31mkey: 1\ntasks: { a: { run: x } }\n", None),
]


def bomb(levels, width):
    """Aliases that stand for width^levels values."""
    lines = ["name: bomb", "l0: &l0 [x]"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * width)}]" for n in range(1, levels)]
    return "\n".join(lines + ["tasks: { a: { run: x } }"]) + "\n"


def files():
    """What is wrong, and the file's bytes."""
    yield "a bomb of aliases", bomb(10, 10).encode()
    yield "a deep bomb", bomb(60, 2).encode()
    yield "a bomb in a task's command", bomb(9, 9).replace("run: x", "run: *l8").encode()
    yield "ten thousand brackets", b"name: m\ntasks: " + b"[" * 10_000 + b"]" * 10_000
    yield "a million brackets", b"{" * 1_000_000
    yield "JSON ten thousand deep", b'{"name": "m", "tasks": ' + b'{"a":' * 10_000 + b"1" + b"}" * 10_000 + b"}"
    yield "JSON that is cut off", b'{"name": "m", "tasks": {"a": {"run": "x"'
    yield "JSON lines with a bad line", b'{"name": "m"}\n{"id": "a", "run": "x"}\n{"id": }\n'
    yield "binary", os.urandom(100_000)
    yield "a program", open("/bin/true", "rb").read()
    yield "zeros", bytes(100_000)
    yield "UTF-16", "name: m\ntasks: { a: { run: x } }\n".encode("utf-16")
    yield "bytes that are not UTF-8", b"name: m\xff\xfe\ntasks: { a: { run: x } }\n"
    yield "50 MB of one key", b"name: m\nx: " + b"y" * 50_000_000
    yield "50 MB of keys", b"name: m\n" + b"".join(b"key%07d: 123456789\n" % n for n in range(2_300_000))
    yield "50 MB of zeros", bytes(50_000_000)
    yield "50 MB of random bytes", os.urandom(50_000_000)


def refused(check, workspace, what, name, lines=None, command="run"):
    start = time.monotonic()
    arguments = ["run", "--no-ui", name] if command == "run" else [command, name]
    try:
        code, out, errors = workspace.run(*arguments, timeout=60)
    except Exception as error:
        check.that(False, f"{what}: refused in time", type(error).__name__)
        return 60.0
    seconds = time.monotonic() - start
    check.that(code == 2, f"{what}: exit 2", f"exit {code}: {out[-200:]}{errors[-300:]}")
    check.that(seconds < PATIENCE, f"{what}: within {PATIENCE} s", f"{seconds:.1f} s")
    check.that(errors.count("\n") <= 12 and len(errors) < 3000, f"{what}: the message is short", f"{len(errors)} characters")
    check.that(os.path.basename(name) in errors, f"{what}: the message names the file", repr(errors[:300]))
    check.that(all(c == "\n" or c.isprintable() for c in errors + out), f"{what}: the message is printable", repr(errors[:300]))
    if lines:
        check.that(any(f"{name}:{line}" in errors or f"line {line}" in errors for line in lines), f"{what}: the message names the line",
                   repr(errors[:300]))
    made = [p.name for p in workspace.path.iterdir() if p.name not in ("bad.yaml", "folder")]
    check.that(not made, f"{what}: nothing is created in the workspace", str(made))
    check.that(not (workspace.base / "state").exists(), f"{what}: nothing is created in the home")
    return seconds


def texts(check):
    with Workspace() as workspace:
        for what, text, lines in TEXTS:
            workspace.write("bad.yaml", text)
            refused(check, workspace, what, "bad.yaml", lines)
            refused(check, workspace, what + " (validate)", "bad.yaml", lines, "validate")


def bytes_and_bombs(check):
    slowest = 0.0
    with Workspace() as workspace:
        for what, content in files():
            workspace.write("bad.yaml", content)
            slowest = max(slowest, refused(check, workspace, what, "bad.yaml"))
    figure("the slowest refusal, s", f"{slowest:.2f}")


def no_files(check):
    with Workspace() as workspace:
        (workspace.path / "folder").mkdir()
        refused(check, workspace, "a folder", "folder")
        refused(check, workspace, "a missing file", "nowhere.yaml")
        refused(check, workspace, "a device", "/dev/zero")
        refused(check, workspace, "an empty device", "/dev/null")
        os.mkfifo(workspace.base / "fifo")
        refused(check, workspace, "a pipe that nobody writes", str(workspace.base / "fifo"))
        workspace.write("bad.yaml", "name: m\ntasks: { a: { run: x } }\n").chmod(0)
        if os.geteuid() != 0:
            refused(check, workspace, "a file that may not be read", "bad.yaml")


def suggestions(check):
    with Workspace() as workspace:
        for text, word in (("name: m\ntasks: { a: { run: x, neds: [] } }\n", "needs"), ("name: m\ntasks: { alpha: { run: x }, b: { run: x, needs: [alhpa] } }\n", "alpha"),
                           ("name: m\ntasks: { a: { run: x, timeout: 45 } }\n", "45s"), ("name: m\nlevel: brave\ntasks: { a: { run: x } }\n", "autonomous"),
                           ("name: m\ntasks: { a: { run: x, allow: [instal] } }\n", "install"), ("name: m\ntasks: { a: { run: x, fallback: [skip] } }\n", "critical: false")):
            workspace.write("bad.yaml", text)
            errors = workspace.run("validate", "bad.yaml")[2]
            check.that(word in errors, f"the remedy names {word!r}", errors)


def valid_neighbours(check):
    """What is next to an error and is none."""
    with Workspace() as workspace:
        for what, text in (("JSON", '{"name": "m", "tasks": {"a": {"run": "true"}}}'), ("a byte order mark", "\ufeffname: m\ntasks: { a: { run: x } }\n"),
                           ("carriage returns", "name: m\r\ntasks:\r\n  a: { run: x }\r\n"),
                           ("anchors that are used well", "name: m\ndefaults: &d { retry: { attempts: 2 } }\ntasks: { a: { run: x, retry: { attempts: 3 } } }\n"),
                           ("JSON lines", '{"name": "m"}\n{"id": "a", "run": "x"}\n{"id": "b", "run": "x", "needs": ["a"]}\n')):
            name = "good.jsonl" if what == "JSON lines" else "good.yaml"
            workspace.write(name, text)
            code, out, errors = workspace.run("validate", name)
            check.that(code == 0 and "valid" in out, f"{what}: valid", f"exit {code}: {errors}")


if __name__ == "__main__":
    run_all(texts, bytes_and_bombs, no_files, suggestions, valid_neighbours)
