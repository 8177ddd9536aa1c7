"""Failures of real commands: how each is made to happen in a running mission, what it is to be called, and how it must end."""
import json, os, pathlib, shutil, subprocess, sys, threading, time
from faults import Server, certificate, free_port, lock, may_mount, small_disk, small_memory, wheel
from harness import PROGRAM, until

HERE = pathlib.Path(__file__).resolve().parent
CASES = []


class Scene:
    """One case's workspace, and what happens around its mission."""

    def __init__(self, workspace):
        self.workspace, self.path, self.base = workspace, workspace.path, workspace.base
        self.ended = threading.Event()
        self.gone = None
        self.prefix, self.threads = [], []
        # What is mended may empty caches: not those of whoever runs this.
        self.env = {"PIP_CACHE_DIR": str(self.base / "pip"), "npm_config_cache": str(self.base / "npm"), "PIP_RETRIES": "0"}

    def write(self, name, text, mode=None):
        path = self.workspace.write(name, text)
        if mode is not None:
            path.chmod(mode)
        return path

    def after_failure(self, seconds, action):
        """Ends the cause so long after the task has failed first, and remembers when."""
        def wait():
            while not self.ended.wait(0.1):
                if "task.backingOff" in self.workspace.kinds("it"):
                    self.ended.wait(seconds)
                    action()
                    self.gone = time.time()
                    return
        self.threads.append(threading.Thread(target=wait, daemon=True))
        self.threads[-1].start()

    def run(self, tasks):
        mission = {"name": "failing", "duration": "6h", "level": "fullAutonomous", "concurrency": 2, "tasks": tasks}
        self.write("mission.json", json.dumps(mission))
        command = [*self.prefix, PROGRAM, "run", "--no-ui", "mission.json"]
        done = subprocess.run(command, cwd=self.path, env=self.workspace.env | self.env, timeout=150, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.returncode, done.stdout.decode(errors="replace")

    def log(self, task="it"):
        """What the journal says of a task: a list of (kind, data, wall clock in seconds)."""
        found = []
        code, out, errors = self.workspace.run("events")
        for line in out.splitlines():
            event = json.loads(line)
            if event.get("task") == task:
                found.append((event["kind"], event.get("data", {}), event["wallMilliseconds"] / 1000))
        return found


def case(name, category, ends="retry", waits=0, tries=None, needs=None):
    """A failure, what it is to be called, and how its task must end: by what it recovers, or `failed`.

    `waits`: seconds that the failure itself asks to wait; `tries`: how often it may be started; `needs`: what this machine must have.
    """
    def add(prepare):
        CASES.append((name, category, ends, waits, tries, needs, prepare))
        return prepare
    return add


def may(*programs):
    return lambda: all(map(shutil.which, programs))


# MARK: Network

def names():
    return may_mount() and all(map(shutil.which, ("ip", "curl", "unshare")))


@case("DNS gone, back after 8 s", "network", needs=names)
def dns(scene):
    flag = scene.write("resolver", "")
    scene.write("resolv.conf", "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")
    script = ('ip link set lo up; mount --bind "$1/resolv.conf" /etc/resolv.conf; "$2" "$3" "$1/resolver" & helper=$!; '
              'until curl -s http://a.test/ >/dev/null; do sleep 0.1; done; "${@:4}"; code=$?; kill $helper; exit $code')
    scene.prefix = ["unshare", "-m", "-n", "bash", "-c", script, "-", str(scene.path), sys.executable, str(HERE / "faults.py")]
    scene.after_failure(8, flag.touch)
    yield {"first": {"run": "curl -sS http://first.test/ && rm resolver"},
           "it": {"needs": ["first"], "run": "curl -sS http://data.test/"},
           "other": {"needs": ["first"], "run": "curl -sS http://other.test/"}}


@case("connection refused, up after 3 s", "network", needs=may("curl"))
def refused(scene):
    port, servers = free_port(), []
    scene.after_failure(3, lambda: servers.append(Server(port=port)))
    yield {"it": {"run": f"curl -sS http://127.0.0.1:{port}/"}}
    for server in servers:
        server.end()


@case("connection reset twice", "network", needs=may("curl"), tries=3)
def reset(scene):
    server = Server([(None, {}, b"")] * 2)
    yield {"it": {"run": f"curl -sS http://127.0.0.1:{server.port}/"}}
    server.end()


@case("429 with Retry-After: 4", "resource", waits=4, needs=may("curl"), tries=2)
def too_many(scene):
    server = Server([(429, {"Retry-After": "4"}, b"slow down\n")])
    yield {"it": {"run": f"curl -sS -i --fail-with-body http://127.0.0.1:{server.port}/"}}
    server.end()


@case("500 three times", "network", needs=may("curl"), tries=4)
def internal(scene):
    server = Server([(500, {}, b"")] * 3)
    yield {"it": {"run": f"curl -sSf http://127.0.0.1:{server.port}/"}}
    server.end()


@case("503 in Python twice", "network", tries=3)
def unavailable(scene):
    server = Server([(503, {}, b"")] * 2)
    yield {"it": {"run": ["python3", "-c", f"import urllib.request as r; print(r.urlopen('http://127.0.0.1:{server.port}/').read())"]}}
    server.end()


@case("TLS handshake fails for 2 s", "network", needs=may("curl", "openssl"))
def handshake(scene):
    made, port = certificate(scene.base), free_port()
    plain, servers = Server(port=port), []

    def swap():
        plain.end()
        servers.append(Server(port=port, certificate=made))
    scene.after_failure(2, swap)
    yield {"it": {"run": f"curl -sS --cacert {made[0]} https://127.0.0.1:{port}/"}}
    for server in servers:
        server.end()


@case("TLS certificate that nobody trusts", "network", ends="failed", needs=may("curl", "openssl"), tries=2)
def untrusted(scene):
    server = Server(certificate=certificate(scene.base))
    yield {"it": {"run": f"curl -sS https://127.0.0.1:{server.port}/"}}
    server.end()


# MARK: Files and disks

@case("temporary files on a full disk", "resource", ends="temporaryFolder", needs=may_mount)
def full_temporary(scene):
    with small_disk(scene.base / "tmp", 256) as tmp:
        yield {"it": {"env": {"TMPDIR": str(tmp)}, "run": "f=$(mktemp) && head -c 900000 /dev/zero > $f && wc -c $f"}}


@case("full disk with a cache on it", "resource", ends="makeRoom", needs=lambda: may_mount() and shutil.which("pip"))
def full_with_cache(scene):
    with small_disk(scene.path / "out", 1024) as disk:
        cached = disk / "pip/http/a/b/c/d/e"
        cached.mkdir(parents=True)
        (cached / "abcde").write_bytes(bytes(700_000))
        yield {"it": {"env": {"PIP_CACHE_DIR": str(disk / "pip")}, "run": "head -c 600000 /dev/zero > out/data"}}


@case("full disk, room after 4 s", "resource", needs=may_mount)
def full_for_a_while(scene):
    with small_disk(scene.path / "out", 1024) as disk:
        (disk / "big").write_bytes(bytes(800_000))
        scene.after_failure(4, (disk / "big").unlink)
        yield {"it": {"run": ["python3", "-c", "open('out/data', 'wb').write(bytes(600000))"]}}


@case("file system that is read-only", "filesystem", ends="alternative", needs=may_mount)
def read_only_disk(scene):
    with small_disk(scene.path / "ro", 256) as disk:
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        yield {"it": {"run": "echo x > ro/data", "fallback": ["echo x > data"]}}


def as_anybody(scene):
    """Root may write everywhere: the mission runs without that right."""
    if os.geteuid() == 0:
        scene.prefix = ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner"]


def may_drop():
    return os.geteuid() != 0 or shutil.which("setpriv")


@case("read-only directory", "permission", ends="makeWritable", needs=may_drop, tries=2)
def read_only_folder(scene):
    as_anybody(scene)
    (scene.path / "out").mkdir(mode=0o555)
    yield {"it": {"run": "mkdir out/deep && echo x > out/deep/data"}}


@case("read-only file, in Python", "permission", ends="makeWritable", needs=may_drop, tries=2)
def read_only_file(scene):
    as_anybody(scene)
    scene.write("data.txt", "old\n", mode=0o444)
    yield {"it": {"run": ["python3", "-c", "open('data.txt', 'a').write('new')"]}}


@case("script that may not be executed", "permission", ends="makeExecutable", tries=2)
def not_executable(scene):
    scene.write("work.sh", "#!/bin/sh\necho done\n", mode=0o644)
    yield {"it": {"run": "./work.sh"}}


@case("program that may not be executed", "permission", ends="makeExecutable", tries=2)
def not_startable(scene):
    scene.write("work.sh", "#!/bin/sh\necho done\n", mode=0o644)
    yield {"it": {"run": ["./work.sh"]}}


@case("missing folder, in the shell", "filesystem", ends="makeFolder", tries=2)
def missing_folder(scene):
    yield {"it": {"run": "echo x > out/a/b.txt"}}


@case("missing folder, in Python", "filesystem", ends="makeFolder", tries=2)
def missing_folder_python(scene):
    yield {"it": {"run": ["python3", "-c", "open('out/a/b.txt', 'w').write('x')"]}}


@case("missing folder to work in", "filesystem", ends="makeFolder", tries=2)
def missing_cwd(scene):
    yield {"it": {"cwd": "build/x", "run": "pwd"}}


@case("input that comes a moment later", "filesystem")
def late_input(scene):
    scene.after_failure(0, lambda: scene.write("in.txt", "x\n"))
    yield {"it": {"run": "cat in.txt"}}


# MARK: Dependencies

@case("missing Python module with requirements.txt", "dependency", ends="install", needs=may("pip"), tries=2)
def missing_module(scene):
    wheel(scene.path / "wheels", "frobtool", "def work(): print('done')\n")
    scene.write("requirements.txt", "--no-index\n--find-links wheels\nfrobtool==1.0\n")
    yield {"it": {"run": ["python3", "-c", "import frobtool; frobtool.work()"]}}


@case("missing Node module with package.json", "dependency", ends="install", needs=may("npm", "node"), tries=2)
def missing_node_module(scene):
    scene.write("pkg/package.json", json.dumps({"name": "frobtool", "version": "1.0.0", "main": "index.js"}))
    scene.write("pkg/index.js", "module.exports = () => console.log('done')\n")
    scene.write("package.json", json.dumps({"name": "a", "version": "1.0.0", "dependencies": {"frobtool": "file:./pkg"}}))
    scene.write("work.js", "require('frobtool')()\n")
    yield {"it": {"run": ["node", "work.js"]}}


@case("missing command, installed meanwhile", "dependency")
def late_command(scene):
    (scene.path / "bin").mkdir()
    scene.after_failure(0, lambda: scene.write("bin/frobnicate-x", "#!/bin/sh\necho done\n", mode=0o755))
    yield {"it": {"env": {"PATH": f"{scene.path}/bin:{os.environ['PATH']}"}, "run": "frobnicate-x --all"}}


@case("missing command with a fallback", "dependency", ends="alternative")
def missing_command(scene):
    yield {"it": {"run": ["frobnicate-x", "--all"], "fallback": ["echo done"]}}


@case("missing command", "dependency", ends="failed")
def no_command(scene):
    yield {"it": {"run": "frobnicate-x --all"}}


@case("corrupt cache of pip", "validation", ends="clearCache", needs=lambda: may("pip", "openssl")() and pip_has_cache(), tries=2)
def pip_cache(scene):
    path, digest = wheel(scene.base / "index", "frobtool", "x = '" + os.urandom(3000).hex() + "'\n")
    name = path.name

    def page(asked):
        return path.read_bytes() if asked.endswith(".whl") else f'<a href="/{name}#sha256={digest}">{name}</a>'.encode()
    made = certificate(scene.base)
    server = Server(page=page, certificate=made)
    cache = scene.base / "pip-cache"
    install = f"python3 -m pip install --index-url https://{server.at}/simple --trusted-host {server.at} --target lib frobtool"
    env = {"PIP_CACHE_DIR": str(cache), "PIP_FIND_LINKS": "", "PIP_RETRIES": "0"}
    subprocess.run(install.replace("--target lib", f"--target {scene.base}/lib"), shell=True, check=True,
                   capture_output=True, env=os.environ | env)
    for file in cache.rglob("*"):
        if file.is_file():
            kept = file.read_bytes()
            at = kept.find(b"frobtool.py")
            if kept.find(b"PK\x03\x04") >= 0 and at >= 0:
                file.write_bytes(kept[:at + 100] + bytes(64) + kept[at + 164:])
    yield {"it": {"env": env, "run": install, "allow": ["cleanup"]}}
    server.end()


def pip_has_cache():
    return subprocess.run([sys.executable, "-m", "pip", "cache", "dir"], capture_output=True).returncode == 0


# npm mends a damaged cache by itself where it can fetch again: one that cannot is played.
NPM = """#!/bin/sh
cache=${npm_config_cache:-$HOME/.npm}
if [ "$1" = cache ]; then rm -rf "$cache/_cacache"; exit; fi
if [ -e "$cache/_cacache/bad" ]; then
  echo 'npm error code EINTEGRITY'
  echo 'npm error sha512-aaaa integrity checksum failed when using sha512: wanted sha512-aaaa but got sha512-bbbb. (120 bytes)'
  exit 1
fi
echo 'added 1 package in 1s'
"""


@case("corrupt cache of npm", "validation", ends="clearCache", tries=2)
def npm_cache(scene):
    scene.write("bin/npm", NPM, mode=0o755)
    scene.write("cache/_cacache/bad", "x")
    env = {"PATH": f"{scene.path}/bin:{os.environ['PATH']}", "npm_config_cache": str(scene.path / "cache")}
    yield {"it": {"env": env, "run": "npm ci"}}


# MARK: Locks

def repository(scene):
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@a.test"]
    subprocess.run(["git", "init", "-q", "."], cwd=scene.path, check=True, capture_output=True)
    scene.write("a", "a\n")
    scene.write(".gitignore", ".copilot\n")
    return " ".join(git) + " add a && " + " ".join(git) + " commit -qm a"


@case("stale .git/index.lock", "resource", ends="removeLock", needs=may("git"))
def stale_lock(scene):
    command = repository(scene)
    made = scene.write(".git/index.lock", "")
    os.utime(made, (time.time() - 3600,) * 2)
    yield {"it": {"run": command}}


@case(".git/index.lock of a living process", "resource", needs=may("git"))
def live_lock(scene):
    command = repository(scene)
    made = scene.write(".git/index.lock", "")
    holder = open(made)

    def end():
        scene.write("held", "yes" if made.exists() else "no")
        made.unlink(missing_ok=True)
        holder.close()
    scene.after_failure(5, end)
    yield {"it": {"run": command}}
    if (scene.path / "held").read_text() != "yes":
        raise AssertionError("the lock of a living process was removed")


def apt(scene):
    lists = scene.base / "lists"
    (lists / "partial").mkdir(parents=True)
    nothing = scene.base / "sources"
    nothing.mkdir()
    return lists / "lock", (f"apt-get update -o Dir::State::lists={lists} -o Dir::Etc::sourcelist={nothing}/none "
                            f"-o Dir::Etc::sourceparts={nothing} -o APT::Sandbox::User=root")


@case("apt's lock, held for 4 s", "resource", needs=may("apt-get"))
def apt_live(scene):
    path, command = apt(scene)
    holder = lock(path)
    scene.after_failure(4, lambda: (holder.terminate(), holder.wait()))
    yield {"it": {"run": command}}


@case("apt's lock, whose owner is killed", "resource", needs=may("apt-get"))
def apt_dead(scene):
    path, command = apt(scene)
    holder = lock(path)
    scene.after_failure(2, lambda: (holder.kill(), holder.wait()))
    yield {"it": {"run": command}}
    if not path.exists():
        raise AssertionError("apt's lock file is left alone")


@case("port in use for 4 s", "resource")
def port_in_use(scene):
    server = Server()
    port = server.port
    scene.after_failure(4, server.end)
    listen = f"import socket; s = socket.socket(); s.setsockopt(1, 2, 1); s.bind(('127.0.0.1', {port})); s.listen()"
    yield {"it": {"run": ["python3", "-c", listen]}}


# MARK: Memory and crashes

HUNGRY = "x = bytearray(120_000_000); print(len(x))"


@case("killed by the kernel for want of memory", "resource", tries=2, needs=lambda: os.geteuid() == 0)
def out_of_memory(scene):
    with small_memory(f"copilot-tui-{os.getpid()}-{id(scene)}", 40_000_000) as group:
        fate = f"echo $$ > {group}/cgroup.procs" if group else "kill -9 $$"
        yield {"it": {"run": f"[ -e once ] || {{ touch once; {fate}; }}; exec python3 -c '{HUNGRY}'"}}


@case("memory that a limit denies once", "resource", tries=2)
def limited_memory(scene):
    yield {"it": {"run": f"[ -e once ] || {{ touch once; ulimit -v 100000; }}; exec python3 -c '{HUNGRY}'"}}


@case("segfault, once", "code", ends="flaky", tries=2)
def segfault_once(scene):
    yield {"it": {"run": "[ -e once ] || { touch once; exec python3 -c 'import ctypes; ctypes.string_at(0)'; }"}}


@case("segfault, each time", "code", ends="failed", tries=2)
def segfault(scene):
    yield {"it": {"run": ["python3", "-c", "import ctypes; ctypes.string_at(0)"]}}


# MARK: Code

TEST = """import os, unittest
class A(unittest.TestCase):
    def test_a(self):
        isSecond = os.path.exists("once")
        open("once", "w").close()
        self.assertEqual(isSecond or ALWAYS, not ALWAYS)
"""


@case("flaky test", "code", ends="flaky", tries=2)
def flaky(scene):
    scene.write("test_a.py", TEST.replace("ALWAYS", "False"))
    yield {"it": {"run": "python3 -m pytest -q test_a.py" if has_pytest() else "python3 -m unittest test_a"}}


@case("failing test", "code", ends="failed", tries=2)
def failing(scene):
    scene.write("test_a.py", TEST.replace("ALWAYS", "True"))
    yield {"it": {"run": "python3 -m pytest -q test_a.py" if has_pytest() else "python3 -m unittest test_a"}}


def has_pytest():
    return subprocess.run([sys.executable, "-m", "pytest", "--version"], capture_output=True).returncode == 0


@case("real bug", "code", ends="failed", tries=2)
def bug(scene):
    yield {"it": {"run": ["python3", "-c", "def f(x): return x['b']\nf({'a': 1})"]}}


@case("option that is not there", "validation", ends="failed", tries=2)
def usage(scene):
    yield {"it": {"run": "ls --no-such-option"}}


# MARK: Limits

AGENT = """import sys, time, pathlib
first = pathlib.Path("first")
if not first.exists():
    first.write_text(str(time.time()))
if time.time() < float(first.read_text()) + 20:
    sys.exit("Error: usage limit reached. Try again in %d seconds." % (float(first.read_text()) + 20 - time.time() + 1))
print("done")
"""


@case("usage limit that resets in 20 s", "resource", waits=20, tries=2)
def usage_limit(scene):
    scene.write("agent.py", AGENT)
    yield {"it": {"run": "python3 agent.py one"}}
