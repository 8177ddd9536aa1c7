package import CopilotModel

/// Makes missions for those who have none yet.
package enum MissionWriter {
    /// The text of a `mission.yaml` to begin with, with comments; it can be run as it stands.
    ///
    /// - Parameter name: the mission's name, a directory's for example; what a name may not have in it is left out.
    package static func template(name: String) -> String {
        let kept = name.unicodeScalars.filter { TaskID.isValidPart(String($0)) }
        var plain = String(String.UnicodeScalarView(kept.prefix(60)))
        if plain.isEmpty { plain = "mission" }
        return """
            # A mission of copilot-tui. `copilot-tui plan FILE` shows what would run, `copilot-tui run FILE` runs it.
            name: "\(plain)"
            duration: 2h                  # the deadline; it also sets how much is decided without you

            # Every task has these unless it says otherwise.
            defaults:
              retry: { attempts: 3, delay: 10s }

            tasks:
              prepare:
                run: mkdir -p out && ls > out/list.txt
                outputs: [out/list.txt]   # must exist afterwards, or the task has failed

              process:                    # one child for each line of the file, which is read when prepare has ended
                needs: [prepare]
                for_each: { file: out/list.txt }
                run: echo processing {item}
                critical: false           # its failure degrades the mission and does not fail it

              report:
                needs: [process]
                when: always              # also after failures
                run: [echo, all done]
                timeout: 5m

            """
    }
}

extension Mission {
    /// The mission of `run -- COMMAND ARGUMENTS…`: one task with this argument vector, called after the program. Check
    /// ``problems()``: the command may be empty.
    ///
    /// - Parameter name: the mission's name; nil: the program's.
    package static func single(command: [String], name: String? = nil) -> Mission {
        let program = command.first?.split(separator: "/").last.map(String.init) ?? ""
        let kept = program.unicodeScalars.filter { TaskID.isValidPart(String($0)) }
        var id = String(String.UnicodeScalarView(kept.prefix(40)))
        if id.allSatisfy({ $0 == "." }) { id = "command" }
        return Mission(
            name: name ?? id, tasks: [MissionTask(id: TaskID(id), command: .arguments(command))])
    }
}
