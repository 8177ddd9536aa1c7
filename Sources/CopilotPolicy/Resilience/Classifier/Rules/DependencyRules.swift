extension ErrorRules {
    /// Commands, modules, libraries that are not there.
    static let dependency = ErrorRuleTable(
        #"""
        missing.command = missingCommand 80
            xargs: *: no such file or directory | no such file or directory: b' | failed to run command*no such file
            command not found: | no command * found | is currently not installed | exec: *: not found | cannot spawn
            problem with the editor | you need to install | unable to run | can't exec | command not found
            ^sh: *: not found | sh: 1: *: not found | /bin/sh: *: not found | *: line *: *: not found
            commande introuvable | kommando nicht gefunden | befehl nicht gefunden | orden no encontrada
            コマンドが見つかりません | executable file not found | env: *no such file or directory | bad interpreter
            is not recognized as an internal | no such file or directory: '*' (command | unknown program
            could not find executable | failed to find executable | unable to find executable | executable not found
            program not found | binary not found | is not installed | not installed | could not be found in path
            not in your path | not found in $path | not found in path | not in path
            no such file or directory (os error 2)*spawn | command*not available | spawn * enoent
            unable to find*in path | compiler not found | no acceptable c compiler | could not find compiler
            no cmake_c_compiler | linker `cc` not found | please install | need to install | you must install
            requires * to be installed | required program | is required but | failed to execute *: no such file
            unable to exec | could not exec | interpreter not found | no java | java_home | could not find command
            no such command: *install | cannot run program | unable to start program | executable*does not exist
            make: *: no such file or directory | make: *: command not found | error 127 | exit status 127
            exit code 127 | status 127 | cannot run *: no such file | compose' is not a docker command
            'buildx' is not a docker command | no editor | no external command | was not found on your system
            not found on this system | not found on the system | fish: unknown command
            cannot execute: required file not found | nice: *: no such file or directory | strace: can't stat
            ionice: failed to execute
            e.g. bash: line 1: jq: command not found
            e.g. sh: 1: node: not found
            e.g. exec: "gcc": executable file not found in $PATH

        missing.install = missingCommand 66
            not found*or install | not found*please install | not found*you can install
            e.g. pdflatex not found. Please select a different engine or install pdflatex

        missing.module = missingModule 84
            if you wanted to use a crate | unlinked crate | missing crate | cannot find module providing
            missing go.sum entry | in any of the sources | can't find gem | missingspecerror
            can't find header files | failed to import the required | module is required | library is required
            the role '*' was not found | hidden package | binary incompatibility | that was compiled using
            remote helper | failed to run custom build command | plugin is not found | native extension
            target may not be installed | toolchain * is not installed | toolchain not available | no module named
            modulenotfounderror | cannot import name | cannot find module | module not found | can't resolve '
            can't locate *.pm | cannot load such file | importerror | err_module_not_found | cannot find package
            noclassdeffounderror | classnotfoundexception | could not find or load main class | is not available)
            is not in std | is not in goroot | couldn't resolve module | could not resolve module
            missing collection | cannot find crate | can't find crate | no required module provides package
            package * does not exist | no such module | could not find module | could not load library
            there is no package called | unbound module | module * is not available
            could not load host key library | module '*' not found | undefinedfunctionerror*module
            could not find a package configuration | not find module | no such plugin | plugin * not found
            plugin not found | failed to load plugin | no virtual environment | virtual environment*not
            no native library | failed to load module | could not find * (missing: | by not providing "find
            unmet dependencies | unmet dependency | missing dependencies | missing dependency
            dependency * not found | dependencies*not installed | failed to load config*to extend from
            could not load the | cannot find type definition file | bundler: command not found
            config * to extend from | can't find package | .sty' not found | .cls' not found
            e.g. ModuleNotFoundError: No module named 'pandas'
            e.g. Error: Cannot find module 'express'

        missing.library = missingModule 88
            cannot find -l* | cannot open shared object | error while loading shared libraries | library not found
            unable to find library | fatal error: *.h*: no such file | fatal error: '*' file not found
            .h: no such file | .h' file not found | libraries: lib | dll load failed | library not loaded
            no package '*' found | pkg-config search path | was not found in the pkg-config
            configure: error: *required | configure: error: *not found | configure: error: no· | required library
            requires the * library | could not find library | cannot find library | missing header
            header*not found | dlopen | unsatisfiedlinkerror | could not find openssl
            configure: error: cannot find | package requirements | system library*not found
            pkg-config*could not be
            e.g. /usr/bin/ld: cannot find -lz
            e.g. a.c:1:10: fatal error: zlib.h: No such file or directory
        """#)

    /// Package managers.
    static let packages = ErrorRuleTable(
        #"""
        package.unknown = missingPackage 64
            no package matching | unrecognized import path | is not installable | unable to locate package
            could not find a version that satisfies | no installation candidate | no matching distribution
            no match for argument | no packages found | package * not found | package '*' not found
            no such package | could not find package | unable to find a match | target not found: | nothing provides
            no available formula | could not find gem | could not find a valid gem | no package * found
            no matching package | unable to find package | no matching packages | package * is not available
            unknown package | no candidates | was not found in the package registry | not found in the package index
            unable to find image | manifest unknown | no such image | manifest for * not found
            repository does not exist | image not known | no such package or | package not found
            there are no versions | no available modules | no matching manifest | packagesnotfound*
            following packages are not available | package not found:
            e.g. E: Unable to locate package foo
            e.g. error: no matching package named `a` found

        package.registry = missingPackage 84
            e404 | is not in this registry | not found in registry | for *, repository does not exist
            is not in the * registry
            e.g. npm error code E404

        package.version = missingVersion 72
            requires go * | is not allowed by the project | not a supported wheel | compatible versions for
            compatible version | require a different python | requires a different python | required_ruby_version
            but you have | is not compatible with | need pk compat | is not supported by the following package
            version '*' for '*' was not found | no matching version | no matching versions | no matching version*
            matching version of | doesn't match any versions | version solving | notarget
            unsupported class version | unsupportedclassversionerror | class file version | requires python
            requires-python | requires node | unsupported engine | ebadengine | incompatible with this version
            failed to select a version | or higher is required | or later is required | or newer is required
            version * is required | requires version | requires ruby | requires php | requires rustc | requires go
            requires swift tools | using swift tools version | is too old | minimum version | not compatible with
            is incompatible with | unsupported python version | unsupported version | version mismatch | glibc_
            version not found | unknown revision v | invalid version: unknown revision | requires at least version
            no such version | version solving failed | not supported by this version
            release version * not supported | invalid target release | unsupported major.minor
            is not supported by any | lib not compatible | npm warn ebadengine | no kernel image is available
            e.g. error: failed to select a version for the requirement `serde = "^9"`
            e.g. error: package requires Python >=3.12

        package.conflict = conflict 82
            conflicts with installed | conflicts with dependencies | conflicts with package | resolutionfailure
            locking failed | have conflicting dependencies | resolutionimpossible | eresolve
            conflicting dependencies | unsatisfiable | no solution found | have conflicting
            depends on*incompatible | dependency conflict | could not resolve dependencies
            could not resolve dependency | cannot be resolved | held broken packages | broken packages
            following packages have unmet | dependency tree | incompatible versions | because no versions
            conflict:· | version conflict | pubgrub | requirements are unsatisfiable | not going to be installed
            incompatible packages | could not be resolved | requires peer | peer dep | lock file is out of date
            lockfile is out of date | frozen-lockfile | lock file needs to be updated
            e.g. npm error ERESOLVE unable to resolve dependency tree
            e.g. E: Unable to correct problems, you have held broken packages.

        package.managed = managed 90
            externally-managed-environment | externally managed | break-system-packages
            e.g. error: externally-managed-environment

        package.offline = missingModule 88
            enotcached | no cached response | lookup disabled by | offline mode is enabled | in offline mode
            has not been downloaded from it before | offline was specified | --offline | no cached version
            e.g. Cannot access central (https://x.test) in offline mode and the artifact has not been downloaded
        """#)
}
