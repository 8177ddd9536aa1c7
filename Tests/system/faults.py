"""What makes real commands fail, for the system tests: servers that misbehave, locks that are held, disks that are full."""
import contextlib, hashlib, http.server, os, pathlib, shutil, socket, ssl, subprocess, sys, threading, time, zipfile


def free_port():
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return it.getsockname()[1]


class Answers(http.server.BaseHTTPRequestHandler):
    """Gives what the server's script says, one answer a request, and then 200."""

    def do_GET(self):
        with self.server.guard:
            self.server.asked += 1
            status, headers, body = self.server.script.pop(0) if self.server.script else (200, {}, self.server.page(self.path))
        if status is None:
            # Closed with something unread, so that the other side sees a reset.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            return self.connection.close()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "text/html")
        self.send_header("Cache-Control", "max-age=3600")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    # A thousand may come at once.
    request_queue_size = 2048

    def __init__(self, script=(), port=0, page=lambda path: b"data\n", certificate=None):
        super().__init__(("127.0.0.1", port), Answers)
        self.script, self.page, self.asked, self.guard = list(script), page, 0, threading.Lock()
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def handle_error(self, request, address):
        pass

    @property
    def port(self):
        return self.server_address[1]

    @property
    def at(self):
        return f"127.0.0.1:{self.port}"

    def end(self):
        self.shutdown()
        self.server_close()


def certificate(folder):
    """A certificate for 127.0.0.1 that nobody trusts, and its key."""
    made = folder / "cert.pem", folder / "key.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
                    "subjectAltName=IP:127.0.0.1", "-out", made[0], "-keyout", made[1]], check=True, capture_output=True)
    return made


def wheel(folder, name, body):
    """A Python package as a wheel, and its SHA-256."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-1.0-py3-none-any.whl"
    info = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(f"{name}.py", body)
        made.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        made.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        made.writestr(f"{info}/RECORD", "")
    return path, hashlib.sha256(path.read_bytes()).hexdigest()


def may_mount():
    """Whether this process has a mount namespace of its own: see `isolate`."""
    return bool(os.environ.get("COPILOT_TEST_ISOLATED"))


def isolate():
    """Goes on in a mount namespace of its own where that is possible, so that no mount outlives the script."""
    if may_mount() or os.geteuid() != 0 or not shutil.which("unshare"):
        return
    if subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True).returncode == 0:
        os.environ["COPILOT_TEST_ISOLATED"] = "1"
        os.execvp("unshare", ["unshare", "-m", sys.executable, *sys.argv])


@contextlib.contextmanager
def small_disk(path, kilobytes):
    path.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "none", path], check=True)
    try:
        yield path
    finally:
        subprocess.run(["umount", "-l", path], check=False)


@contextlib.contextmanager
def small_memory(name, bytes):
    """A control group with a limit on memory: the folder of it; None where that cannot be."""
    for root in ("/sys/fs/cgroup/memory", "/sys/fs/cgroup"):
        group = pathlib.Path(root, name)
        limit = group / ("memory.limit_in_bytes" if root.endswith("memory") else "memory.max")
        try:
            group.mkdir()
            limit.write_text(str(bytes))
        except OSError:
            with contextlib.suppress(OSError):
                group.rmdir()
            continue
        try:
            yield group
        finally:
            with contextlib.suppress(OSError):
                group.rmdir()
        return
    yield None


def lock(path):
    """A process that holds a lock as apt does, until it is ended."""
    script = "import fcntl, sys, time; f = open(sys.argv[1], 'w'); fcntl.lockf(f, fcntl.LOCK_EX); print(flush=True); time.sleep(60)"
    holder = subprocess.Popen([sys.executable, "-c", script, path], stdout=subprocess.PIPE)
    holder.stdout.readline()
    return holder


def serve_names(flag):
    """Inside a network of its own: a resolver while `flag` is there, and a server behind its names."""
    Server(port=80)
    answering = None
    while True:
        if pathlib.Path(flag).exists() and answering is None:
            answering = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            answering.bind(("127.0.0.1", 53))
            answering.settimeout(0.1)
        elif not pathlib.Path(flag).exists() and answering is not None:
            answering.close()
            answering = None
        if answering is None:
            time.sleep(0.05)
            continue
        with contextlib.suppress(OSError):
            asked, sender = answering.recvfrom(512)
            question = asked[12:]
            name = question[:question.index(b"\0") + 5]
            isAddress = name[-4:-2] == b"\0\1"
            answer = b"\xc0\x0c\0\1\0\1\0\0\0\1\0\4\x7f\0\0\1" if isAddress else b""
            answering.sendto(asked[:2] + b"\x81\x80\0\1\0" + bytes([1 if answer else 0]) + b"\0\0\0\0" + name + answer, sender)


if __name__ == "__main__":
    serve_names(sys.argv[1])
