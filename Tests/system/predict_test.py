"""`predict`: a small made-up trace, streams, what it refuses, and that it does not look ahead."""
import csv, io, pathlib, subprocess, tempfile, time
from harness import PROGRAM, figure, run_all

TRACE = pathlib.Path(__file__).with_name("traces") / "small.csv"


def predict(*arguments, given=None):
    done = subprocess.run([PROGRAM, "predict", *map(str, arguments)], input=given, capture_output=True, timeout=250)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def a_trace_is_predicted(check):
    code, out, err = predict("--csv", TRACE)
    check.that(code == 0 and err == "", "it is read", err)
    found, runs = rows(out), list(csv.DictReader(TRACE.open(newline="")))
    check.that([int(row["row"]) for row in found] == list(range(1, len(runs) + 1)), "a line for each row, in order")
    check.that(list(found[0]) == ["row", "q50", "q95", "q99", "timeout", "basis"], "the columns", list(found[0]))
    check.that(all(float(r["q50"]) <= float(r["q95"]) <= float(r["q99"]) <= float(r["timeout"]) < 1e9 for r in found), "numbers rise")
    check.that("guess" in found[0]["basis"] and found[-1]["basis"].endswith("no cap"), "the basis says why", found[-1]["basis"])
    good = [(run, row) for run, row in zip(runs, found) if run["status"] == "ok"]
    killed = sum(float(run["run_s"]) > float(row["timeout"]) for run, row in good)
    check.that(killed / len(good) <= 0.02, "few good runs are cut off", killed)


def limits_are_kept(check):
    _, out, _ = predict("--csv", TRACE, "--use-requested")
    runs = list(csv.DictReader(TRACE.open(newline="")))
    kept = [float(row["timeout"]) <= float(run["requested_s"]) for run, row in zip(runs, rows(out)) if run["requested_s"]]
    check.that(kept and all(kept), "no timeout is above the request", len(kept))


def streams_and_disorder(check):
    data = TRACE.read_bytes()
    file = predict("--csv", TRACE)[1]
    check.that(predict("--csv", "-", given=data)[1] == file, "standard input says the same as the file")
    check.that(predict("--csv", "-", given=data.replace(b"\r\n", b"\n"))[1] == file, "line ends do not matter")
    lines = data.decode().split("\r\n")
    middle = len(lines) // 2
    mixed = "\n".join([lines[0], *lines[middle:-1], *lines[1:middle]]) + "\n"
    found = {float(row["timeout"]) for row in rows(predict("--csv", "-", given=mixed.encode())[1])}
    check.that(len(found & {float(row["timeout"]) for row in rows(file)}) > 5, "rows out of order are predicted in order of start")


def nothing_looks_ahead(check):
    lines = TRACE.read_text().splitlines()
    changed = lines[:401] + [f"other,999999,{5000 + place},,ok" for place in range(len(lines) - 401)]
    same = predict("--csv", TRACE)[1].splitlines()[:401]
    check.that(predict("--csv", "-", given="\n".join(changed).encode())[1].splitlines()[:401] == same, "the later half changes nothing before it")


def what_is_refused(check):
    for text, words in [
        ("", ["empty"]), ("key,submit_s\n", ["line 1", "'run_s' is missing"]), ("key,submit_s,run_s\na,b,1\n", ["line 2", "submit_s is 'b'"]),
        ("key,submit_s,run_s\na,1,-1\n", ["line 2", "run_s is -1"]), ("key,submit_s,run_s\na,1,nan\n", ["line 2", "'nan'"]),
        ("key,submit_s,run_s\n\na,1\n", ["line 3", "2 fields"]), ('key,submit_s,run_s\n"a,1,1\n', ["line 2", "never closed"]),
        ('key,submit_s,run_s\n"a"b,1,1\n', ["line 2", "twice"]),
    ]:
        code, _, err = predict("--csv", "-", given=text.encode())
        check.that(code == 2 and all(word in err for word in ["standard input", *words]), f"{text!r} is refused", (code, err))
    for path in ["/no/such/file", "/"]:
        code, _, err = predict("--csv", path)
        check.that(code == 2 and path in err, f"{path} is refused", (code, err))
    code, out, _ = predict("--csv", "-", given=b"\xef\xbb\xbfrun_s,key,submit_s,other\n1,\"a\"\"\n,b\",0,x\n")
    check.that(code == 0 and len(rows(out)) == 1, "a mark, other columns, line ends in quotes")


def many_rows(check):
    text = "key,submit_s,run_s\n" + "".join(f"a/b{n % 50}/c{n % 700},{n},{n % 37 + 1}\n" for n in range(20_000))
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        file.write(text.encode())
        file.flush()
        begun = time.monotonic()
        code, out, _ = predict("--csv", file.name)
        figure("20,000 rows", f"{time.monotonic() - begun:.1f} s")
        check.that(code == 0 and out.count("\n") == 20_001, "all are predicted")


if __name__ == "__main__":
    run_all(a_trace_is_predicted, limits_are_kept, streams_and_disorder, nothing_looks_ahead, what_is_refused, many_rows)
