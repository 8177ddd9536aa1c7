import CopilotModel

extension BadMissionTests {
    /// A mission with one task `t` that has these keys, on lines from 4 on.
    static func task(_ keys: String) -> String {
        let lines = keys.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
        return "name: a\ntasks:\n  t:\n" + lines.joined(separator: "\n") + "\n"
    }

    static let tasks: [Case] = [
        Case("name: a\ntasks: {a b: {run: x}}", "2: 'a b' is not an id; use letters, digits, '_', '-' and '.'"),
        Case("name: a\ntasks: {..: {run: x}}", "2: '..' is not an id; use letters, digits, '_', '-' and '.'"),
        Case("name: a\ntasks:\n  t: make all", "3: task 't' is 'make all'; write t: { run: make all }"),
        Case("name: a\ntasks:\n  t:\n", "3: task 't' is nothing; write t: { run: make }"),
        Case(task("cwd: x"), "3: task 't' has neither 'run' nor 'tasks'; give it a command, as run: make"),
        Case(task("run: "), "4: 'run' is empty; write the command it runs"),
        Case(task("cwd: x\nrun: ''"), "5: task 't': 'run' is empty; write the command it runs"),
        Case(task("run: []"), "4: task 't': 'run' is an empty list; its first word is the program"),
        Case(
            task("run: {item}"),
            "4: 'run' is a mapping; write a text or a list of words, in quotes if it begins with '{'"),
        Case(
            task("run: [a, [b]]"), "4: 'run' has a list in it; write words, in quotes if there are signs in one"),
        Case(task("run: a\ndepends_on: [b]"), "5: unknown key 'depends_on' in a task; write 'needs'"),
        Case(
            task("command: a"), "3: task 't' has neither 'run' nor 'tasks'; give it a command, as run: make",
            "4: unknown key 'command' in a task; write 'run'"),
        Case(task("run: a\nretries: 3"), "5: unknown key 'retries' in a task; write 'retry: {attempts: N}'"),
        Case(task("run: a\nworkdir: b"), "5: unknown key 'workdir' in a task; write 'cwd'"),
        Case(task("run: a\nneds: b"), "5: unknown key 'neds' in a task; did you mean 'needs'?"),
        Case(task("run: a\nconcurrency: 2"), "5: unknown key 'concurrency' in a task; it belongs to the mission"),
        Case(task("run: a\nworktree: x"), "5: this version does not know 'worktree' yet; remove it"),
        Case(
            task("run: a\ncheckpoint: x"),
            "5: 'checkpoint' is 'x'; write { every: 10m, save: ./save, dir: checkpoints }"),
        Case(
            task("run: a\nzzz: 1"),
            "5: unknown key 'zzz' in a task; known are allow, checkpoint, critical, cwd, default, description, env, fallback,"
                + " for_each, matrix, may_ask, needs, outputs, priority, prompts, protect, quota, resume, retry, run, timeout, when"
        ),
        Case(task("run: a\ncritical: no"), "5: 'critical' is 'no'; write true or false"),
        Case(
            task("run: a\npriority: high"),
            "5: 'priority' is 'high'; write a whole number from -1000000 to 1000000"),
        Case(task("run: a\nwhen: all_suceeded"), "5: 'when' is 'all_suceeded'; did you mean 'all_succeeded'?"),
        Case(
            task("run: a\ntasks: {b: {run: x}}"),
            "4: 'run' and 'tasks' in one task; a group only holds tasks: make 'run' a task in it"),
        Case(
            task("tasks: {b: {run: x}}\nmatrix: {a: [b]}"),
            "5: 'matrix' on a group, which cannot fan out; give it to the tasks in it"),
        Case(
            task("tasks: {b: {run: x}}\npriority: 3"),
            "5: 'priority' on a group has no meaning; give it to the tasks in it, or to 'defaults'"),
        Case(
            task("tasks: {}"),
            "4: task 't': neither a command nor tasks; give it 'run', or 'tasks' with at least one task in it"),
    ]

    static let rules: [Case] = [
        Case(task("run: a\nretry: 3"), "5: 'retry' is '3'; write retry: {attempts: 3}"),
        Case(
            task("run: a\nretry: {attempts: 0}"),
            "5: 'attempts' is '0'; write a whole number from 1 to 1000"),
        Case(task("run: a\nretry: {tries: 2}"), "5: unknown key 'tries' in 'retry'; write 'attempts'"),
        Case(task("run: a\nretry: {factor: .5}"), "5: 'factor' is '.5'; write a number from 1 to 1000"),
        Case(task("run: a\nretry: {delay: 5}"), "5: 'delay: 5' has no unit; write 5s, or m, h, d, ms"),
        Case(task("run: a\ntimeout: 90"), "5: 'timeout: 90' has no unit; write 90s, or m, h, d, ms"),
        Case(task("run: a\ntimeout: unlimited"), "5: 'timeout' is 'unlimited'; write timeout: {strategy: unlimited}"),
        Case(
            task("run: a\ntimeout: 0s"),
            "5: task 't': the limit must be longer than 0; write one as 45m, or leave it out"),
        Case(
            task("run: a\ntimeout:\n  strategy: adaptiv\n  max: 3m"),
            "6: 'strategy' is 'adaptiv'; did you mean 'adaptive'?", "7: unknown key 'max' in 'timeout'; write 'limit'"),
        Case(task("run: a\nfor_each: [a, b]"), "5: 'for_each' is a list; write for_each: {items: [a, b]}"),
        Case(task("run: a\nfor_each: x.txt"), "5: 'for_each' is 'x.txt'; write for_each: {file: x.txt}"),
        Case(
            task("run: a\nfor_each: {file: x, items: [a]}"),
            "5: 'for_each' needs 'file' or 'items', one of the two; write for_each: {file: PATH}"),
        Case(
            task("run: a\nfor_each: {}"),
            "5: 'for_each' needs 'file' or 'items', one of the two; write for_each: {file: PATH}"),
        Case(
            task("run: a\nfor_each:\n  items:\n  - a\n  - {b: c}"),
            "8: 'items' has a mapping in it; write items, in quotes if there are signs in one"),
        Case(
            task("run: a\nmatrix: {}"), "5: 'matrix' has no axis; write one, as { os: [linux, bsd] }, or remove it"),
        Case(task("run: a\nmatrix: {os: []}"), "5: task 't': axis 'os' has no values; give it a list, as [a, b]"),
        Case(task("run: a\nmatrix: {os: x}"), "5: 'os' is 'x'; write a list of values, as [a, b]"),
        Case(
            task("run: a\nmatrix: {item: [x]}"),
            "5: task 't': an axis cannot be called 'item', which is a placeholder of its own; rename it"),
        Case(
            task("run: a\nmatrix: {1a: [x]}"),
            "5: task 't': '1a' cannot name an axis; use letters, digits and '_', a letter first"),
    ]

    static let graphs: [Case] = [
        Case(task("run: a\nneeds: [t]"), "5: task 't': needs itself; remove 't' from its needs"),
        Case(
            task("run: a\nneeds:\n- u\n- tt"), "6: task 't' needs 'u', which no task is called; did you mean 't'?",
            "7: task 't' needs 'tt', which no task is called; did you mean 't'?"),
        Case(
            "name: a\ntasks:\n  g:\n    tasks:\n      lint: {run: a}\n  b: {run: b, needs: lint}",
            "6: task 'b' needs 'lint', which no task is called; did you mean 'g/lint'?"),
        Case(
            task("run: a\nfor_each: {items: [a]}") + "  u: {run: b, needs: [\"t[1]\"]}",
            "6: needs 't[1]', one child of a fan-out; write 't', which stands for all"),
        Case(
            "name: a\ntasks:\n  a: {run: x, needs: [b]}\n  b: {run: x, needs: [c]}\n  c: {run: x, needs: [a]}",
            "3: task 'a': needs go round in a circle: a → b → c → a; remove one of these needs"),
        Case(
            "name: a\ntasks:\n  g:\n    needs: [y]\n    tasks: {x: {run: a}}\n  y: {run: b, needs: [g]}",
            "4: task 'g': needs go round in a circle: g → y → g; remove one of these needs"),
        Case(
            "name: a\ntasks:\n  g: {tasks: {x: {run: a, needs: [y]}}}\n  y: {run: b, needs: [g]}",
            "3: task 'g': needs go round in a circle: g → g/x → y → g; remove one of these needs"),
        Case(
            "name: a\ntasks:\n  g: {tasks: {x: {run: a, needs: [g]}}}",
            "3: task 'g/x': needs 'g', the group it stands in; remove it, or move the task out of the group"),
        Case(
            "name: a\ntasks:\n  g: {needs: [g/x], tasks: {x: {run: a}}}",
            "3: task 'g': needs 'g/x', which stands in it; a group ends with its tasks by itself: remove it"),
    ]

    static let json: [Case] = [
        Case("{\"name\": 'a'}", "1: not JSON: a text in single quotes; use double quotes", name: "m.json"),
        Case("{\"name\": \"a\",\n}", "2: not JSON: a ',' before '}'; remove it", name: "m.json"),
        Case("{\"name\": \"a\"\n", "2: not JSON: '{' of line 1 has no '}'; is the file cut off?", name: "m.json"),
        Case("{\"name\": yes}", "1: not JSON: 'yes' is no value; put text in double quotes", name: "m.json"),
        Case("{\"name\": \"a\"} x", "1: not JSON: 'x' where the end of the file must stand", name: "m.json"),
        Case(
            "{\"name\": \"a\",\n\"tasks\": {\"t\":{\"run\":\"a\"},\n\"t\":{\"run\":\"b\"}}}",
            "3: 't' stands here and on line 2; a key may stand once: remove one or rename it", name: "m.json"),
        Case("\n\n", "1: the file is empty; its first line must be the mission", name: "m.jsonl"),
        Case(
            "{\"name\":\"a\",\"tasks\":{}}\n{\"id\":\"t\",\"run\":\"a\"}",
            "1: 'tasks' in JSON lines; write each task on a line of its own, with its 'id'", name: "m.jsonl"),
        Case(
            "{\"name\":\"a\"}\n\n{\"run\":\"a\"}\n[]\n{\n{\"id\":\"g/t\",\"run\":\"a\"}\n{\"id\":\"t\",\"run\":\"a\"}"
                + "\n{\"id\":\"t\",\"run\":\"b\"}\n{\"id\":\"u\",\"run\":\"b\",\"needs\":[\"v\"]}",
            "3: this line has no 'id'; write {\"id\": \"build\", \"run\": …}",
            "4: this line is a list; write one {…} a line",
            "5: not JSON: '{' of line 5 has no '}'; is the file cut off?",
            "6: the id 'g/t' has a '/'; write the group as one line, with its 'tasks' in it",
            "8: task 't' stands here and on line 7; an id may stand once: rename one",
            "9: task 'u' needs 'v', which no task is called; did you mean 't'?", name: "m.jsonl"),
    ]
}
