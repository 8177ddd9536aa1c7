import CopilotModel

extension BadMissionTests {
    /// A key `run`, and this on line 5.
    private static func bad(_ keys: String, _ expected: String, run: String = "a") -> Case {
        Case(task("run: \(run)\n\(keys)"), "5: " + expected)
    }

    static let fallbacks: [Case] = [
        bad("fallback: make slow", "'fallback' is 'make slow'; write a list, as fallback: [make slow]"),
        bad("fallback: {run: b}", "'fallback' is a mapping; write a list, as fallback: [make slow, skip]"),
        bad("fallback: ", "'fallback' is nothing; write a list, as fallback: [make slow, skip]"),
        bad("fallback: [~]", "'fallback' has nothing in it; write a command, or skip"),
        bad(
            "fallback: [['']]",
            "task 't': alternative 1 of 'fallback' is an empty list; write the command it runs, its first word the program, or remove it"
        ),
        bad(
            "fallback: [b, ' ']",
            "task 't': alternative 2 of 'fallback' is empty; write the command it runs, or remove it"),
        bad("fallback: [[b, [c]]]", "'fallback' has a list in it; write words, in quotes if there are signs in one"),
        bad("fallback: [{}]", "an alternative of 'fallback' is empty; write {run: make slow}"),
        bad("fallback: [{command: b}]", "unknown key 'command' in an alternative of 'fallback'; write 'run'"),
        bad("fallback: [{rnu: b}]", "unknown key 'rnu' in an alternative of 'fallback'; did you mean 'run'?"),
        bad("fallback: [{run: b, args: [c]}]", "'run' and 'args' in one alternative of 'fallback'; remove one"),
        bad("fallback: [{run: b, skip: true}]", "'run' and 'skip' in one alternative of 'fallback'; remove one"),
        bad("fallback: [{skip: false}]", "'skip' is false; write skip: true, or remove it"),
        bad(
            "fallback: [{skip: true, cwd: b}]",
            "'skip' runs nothing, so 'env' and 'cwd' have no meaning beside it; remove them"),
        bad("fallback: [{args: b}]", "'args' is 'b'; write a list of words, as [a, b]"),
        bad(
            "fallback: [{args: [b]}]",
            "task 't': 'args' are for a 'run' that is a list, and its 'run' is a text; write the whole command as 'run'"
        ),
        bad(
            "fallback: [{run: b, cwd: ''}]",
            "task 't': the 'cwd' of alternative 1 of 'fallback' is not a path; leave it out for the task's own"),
        bad("fallback: [{env: {A=B: c}}]", "task 't': 'A=B' cannot name a variable; use letters, digits and '_'"),
        bad(
            "fallback: [b, skip]",
            "task 't': alternative 2 of 'fallback' is skip, but the task is critical; write critical: false, or remove skip"
        ),
        bad(
            "fallback: [skip, b]\ncritical: false",
            "task 't': alternative 1 of 'fallback' is skip, so that what stands behind it would never run; move skip to the end"
        ),
        bad(
            "fallback: [\(Array(repeating: "b", count: 21).joined(separator: ", "))]",
            "'fallback' has 21 alternatives; the most is 20"),
        Case(
            task("tasks: {b: {run: x}}\nfallback: [c]"),
            "5: 'fallback' on a group has no meaning; give it to the tasks in it, or to 'defaults'"),
        Case(
            "name: a\nfallback: [b]\ntasks: {t: {run: a}}",
            "2: unknown key 'fallback' in the mission; it belongs to a task"),
    ]

    static let recovery: [Case] = [
        bad("default: {o: x}", "task 't': 'default' has 'o' in it, but the task has no 'outputs'; write outputs: [o]"),
        bad(
            "default: {o: x}\noutputs: [p, q]",
            "task 't': 'default' has 'o' in it, which is none of its 'outputs' ('p', 'q'); add it to them"),
        bad("default: {o: x, ./o: y}\noutputs: o", "task 't': 'default' has './o' in it twice; remove one"),
        bad(
            "default: {../o: x}\noutputs: ../o",
            "task 't': 'default' has '../o' in it, which is outside the workspace; name a path inside it"),
        bad(
            "default: {/o: x}\noutputs: /o",
            "task 't': 'default' has '/o' in it, an absolute path; write it relative to the task's directory"),
        bad(
            "default: {o: [x]}\noutputs: o",
            "'o' is a list; write its text in quotes ('' for an empty file), or {copy: FILE}"),
        bad(
            "default: {o: }\noutputs: o",
            "'o' is nothing; write its text in quotes ('' for an empty file), or {copy: FILE}"),
        bad(
            "default: {o: {}}\noutputs: o",
            "'o' is an empty mapping; write its text in quotes ('' for an empty file), or {copy: FILE}"),
        bad("default: {o: {cpy: x}}\noutputs: o", "unknown key 'cpy' in an output of 'default'; did you mean 'copy'?"),
        bad(
            "default: {o: {copy: ''}}\noutputs: o",
            "task 't': 'copy' for 'o' is not a path; name the file that is copied"),
        bad(
            "default: {o: {copy: ./o}}\noutputs: o",
            "task 't': 'o' would be copied onto itself; name another file in 'copy'"),
        bad("default: x\noutputs: o", "'default' is 'x'; write paths with their texts, as { out/a.json: '[]' }"),
        bad(
            "default: {}\noutputs: o",
            "'default' is empty; write paths with their texts, as { out/a.json: '[]' }, or remove it"),
        bad(
            "default: {o: \(String(repeating: "x", count: 65_537))}\noutputs: o",
            "task 't': the text for 'o' is longer than 64 KiB; put it into a file, and write {copy: FILE}"),
        bad("allow: [instal]", "'allow' has 'instal' in it; did you mean 'install'?"),
        bad("allow: sudo", "'allow' has 'sudo' in it; write some of install, chmod, cleanup, mkdir, offline"),
        bad("allow: {mkdir: true}", "'allow' is a mapping; write a list of words, as [a, b]"),
        bad(
            "quota: a b",
            "task 't': 'quota' is 'a b', which is no name; use at most 64 letters, digits, '_', '-' and '.'"),
        bad("quota: [a]", "'quota' is a list; write a text, in quotes if it has signs in it"),
        bad(
            "protect: []",
            "'protect' is an empty list; write true for all of the work tree, or protect: false for nothing"),
        bad(
            "protect: {paths: []}",
            "'paths' is an empty list; leave it out for all of the work tree, or protect: false for nothing"),
        bad("protect: ", "'protect' is nothing; write true, false, or a list of paths, as [src]"),
        bad("protect: [[a]]", "'protect' has a list in it; write paths, in quotes if there are signs in one"),
        bad(
            "protect: [a/../../b]",
            "task 't': 'protect' has 'a/../../b' in it, which is outside the workspace; name a path inside it"),
        bad(
            "protect: /etc",
            "task 't': 'protect' has '/etc' in it, an absolute path; write it relative to the task's directory"),
        bad("protect: ['']", "task 't': 'protect' has '' in it, which is not a path; remove it"),
        bad(
            "protect: ./.copilot/runs",
            "task 't': 'protect' has './.copilot/runs' in it, which belongs to copilot-tui itself; name another path"),
        bad("protect: {restore: maybe}", "'restore' is 'maybe'; write true or false"),
        bad("protect: {path: a}", "unknown key 'path' in 'protect'; did you mean 'paths'?"),
        bad("resume: ", "'resume' is empty; write the command it runs"),
        bad("resume: ''", "task 't': 'resume' is empty; write the command it runs, or remove it"),
        bad(
            "resume: {run: b}",
            "'resume' is a mapping; write a text or a list of words, in quotes if it begins with '{'"),
        bad("rollback: true", "unknown key 'rollback' in a task; write 'protect'"),
    ]
}
