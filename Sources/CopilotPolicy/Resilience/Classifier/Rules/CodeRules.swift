extension ErrorRules {
    /// Compilers, linkers and checkers.
    static let compilers = ErrorRuleTable(
        #"""
        code.compile = compile 68
            module build failed | compilation failed | compilation error | compile error | compileerror
            failed to compile | failed compiling | undeclared | use of undeclared | not declared in this scope
            expected ';' | cannot find symbol | cannot find value | cannot find type | cannot find function
            cannot find '*' in scope | mismatched types | incompatible types | error[e0 | error ts | undefined:
            imported and not used | declared and not used | unresolved import | unresolved reference | has no member
            no matching function | incompatible type | expected expression | expected declaration
            expected identifier | cannot convert | implicit declaration | type error | type mismatch
            unresolved identifier | not in scope | undefined symbol | this expression has type | couldn't match
            no instance for | variable not in scope | emit-module command failed | compile failed
            is not a member of | missing return statement | unreported exception | borrow of moved value
            unexpected token | undefined variable | assembler messages | cannot assign to | redefinition of
            conflicting types | php parse error | build input file cannot be found | error: linking with
            unused variable | error: expected | syntax error | erreur de syntaxe | syntaxfehler | error de sintaxis
            parse error on input | unterminated | unexpected eof while looking | unexpected end-of-input
            unexpected indent | syntaxerror | indentationerror | taberror | was never closed
            e.g. error[E0425]: cannot find value `x` in this scope
            e.g. Main.java:3: error: cannot find symbol

        code.link = link 74
            undefined reference | undefined reference* | multiple definition of | undefined symbols for architecture
            duplicate symbol | relocation truncated | unresolved external symbol | symbol lookup error
            undefined symbol:
            e.g. a.c:(.text+0x5): undefined reference to `f'

        code.compile-end = compile 50
            error: aborting due to | could not compile | compilation terminated | ld returned 1 exit status
            linker command failed | failed building | build step | command 'gcc' failed | command '*cc' failed
            e.g. collect2: error: ld returned 1 exit status

        code.document = compile 62
            undefined control sequence | latex error | no output pdf file produced | emergency stop
            e.g. ! LaTeX Error: \begin{itemize} on input line 3 ended by \end{document}.

        code.parse = compile 76
            -e expression | php parse error | parse error on input | module parse failed | compilation errors
            syntax error, unexpected | syntax error: unexpected | syntax error near unexpected | parse error near
            e.g. a.sh: line 3: syntax error near unexpected token `fi'

        code.style = style 64
            problems ( | problem ( | would reformat | fixable with the | would be reformatted | code style issues
            lint errors | linting failed | lint failed | eslint found | found*errors in | found * error in
            found * errors | violations found | offenses detected | style violations | not formatted
            needs formatting | clippy | [*] fixable | warnings being treated as errors | -werror
            linting violations | lint error | type errors | findings | unused import
            files were modified by this hook | hook id:
            e.g. ✖ 3 problems (3 errors, 0 warnings)
            e.g. Found 2 errors in 1 file (checked 4 source files)
            e.g. would reformat a.py
        """#)

    /// Test runners.
    static let tests = ErrorRuleTable(
        #"""
        test.failed = test 73
            ^failed (failures= | ^failed (errors= | --- fail: | tests failed | test failed | test result: failed
            there are test failures | there were failing tests | test run failed | failed tests | failing tests
            ^fail· | ^not ok· | assertion failed: | assertion `left | failures: | tests: * failed
            short test summary info | examples, * failure | % tests passed | some tests failed | test suite failed
            test suites: * failed | unit tests failed | tests run: *, failures: *<<< | expectation failed | ✘ test
            failed assertion | assertionerror | assertion error | assertionfailederror | expected: *but was
            failed to pass | tests did not pass | test failures | 1 failing | * failing$
            errors while running ctest | suite failed | spec failed | scenarios (* failed
            tests completed, * failed | comparisonfailure | failed, * passed | * failed in *s | coverage threshold
            required test coverage
            e.g. FAILED (failures=1)
            e.g. --- FAIL: TestAdd (0.00s)
            e.g. === 1 failed, 3 passed in 0.12s ===
            e.g. Tests: 1 failed, 4 passed, 5 total
        """#)

    /// Crashes and errors that nobody caught.
    static let crashes = ErrorRuleTable(
        #"""
        crash.signal = crash 86
            segmentation fault | segfault | erreur de segmentation | speicherzugriffsfehler | violación de segmento
            bus error | illegal instruction | floating point exception | stack smashing | double free
            corrupted size vs | malloc(): | free(): invalid | heap-use-after-free | addresssanitizer
            undefinedbehaviorsanitizer | threadsanitizer | leaksanitizer | runtime error: | sigsegv | sigabrt
            sigbus | sigill | core dumped | stack overflow detected | error: stack overflow | overflowed its stack
            stackoverflowerror | fatal python error | access violation | invalid memory reference | munmap_chunk
            program crashed | fatal error: index out of range | trace/breakpoint trap | assertion `*' failed
            internal compiler error | buffer overflow detected | error summary: 1 | errors from * contexts
            invalid free() | abgebrochen (speicherabzug | abandon (core | abortado | signal: aborted | ^abort trap
            aborted  * | ^aborted$ | (core dumped) | process crashed | unhandled signal | stack level too deep
            e.g. bash: line 1:  2063 Segmentation fault      (core dumped) ./a
            e.g. free(): double free detected in tcache 2

        crash.uncaught = exception 54
            ^node.js v* | unary operator expected | operand expected | readonly variable | nesting level exceeded
            bad array subscript | value too great for base | deprecated and removed | panicked at | panic:
            unhandled exception | uncaught | exception in thread | terminate called | unhandled promise rejection
            unhandledpromiserejection | unhandled error | unhandled rejection | fatal error: uncaught
            traceback (most recent call last) | assertion failed | nullpointerexception | null pointer
            index out of | zerodivisionerror | division by zero | divided by zero | divide by zero | keyerror
            indexerror | attributeerror | nameerror | typeerror | recursionerror | unboundlocalerror | nomethoderror
            referenceerror | rangeerror | undefined method | undefined local variable | is not a function
            is not defined | cannot read propert | object has no attribute | stopiteration | notimplementederror
            lookuperror | arithmeticerror | unwrap() | runtimeexception | runtimeerror | (runtimeerror)
            argumenterror | matcherror | functionclauseerror | undefined index | call to undefined function
            exception: | execution failed for task | fatal error: unexpectedly found nil | arrayindexoutofbounds
            classcastexception | illegalstateexception | concurrentmodificationexception | unhandled | backtrace:
            division by 0 | error token is | all goroutines are asleep | goroutine * [running] | unbound variable:
            stack trace: | attempt to index a nil | attempt to call a nil | stack traceback
            subscript out of bounds | object '*' not found | error in eval | execution halted | die at
            can't locate object method | can't call method | while executing | invoked from within | undefvarerror
            ` not defined
            e.g. thread 'main' panicked at src/main.rs:2:5:
            e.g. Exception in thread "main" java.lang.NullPointerException
            e.g. KeyError: 'id'

        crash.typed = exception 75
            wrong type ( | wrong type argument | wrong-type-arg* | error: in procedure
            e.g. In procedure car: Wrong type (expecting pair): 1
        """#)

    /// Changes that do not go together.
    static let versionControl = ErrorRuleTable(
        #"""
        merge.conflict = merge 90
            in conflict | previously applied) patch | file to patch | conflict ( | merge conflict
            automatic merge failed | patch does not apply | patch failed | hunk failed | hunks failed
            hunk #* failed | saving rejects to | fix conflicts | resolve conflicts | resolve your current index
            unresolved conflict | could not apply | unmerged files | unmerged paths | needs merge | conflits
            konflikt | conflicto | abort: conflicts | unresolved merge | you have unmerged | merging is not possible
            tree conflict | summary of conflicts | patch is malformed | malformed patch | corrupt patch
            does not match index | 3-way merge | have diverged | divergent branches | not possible to fast-forward
            e.g. CONFLICT (content): Merge conflict in a.txt
            e.g. error: patch failed: a.c:1
            e.g. 1 out of 1 hunk FAILED -- saving rejects to file a.rej

        merge.uncommitted = uncommitted 90
            would be overwritten by | commit your changes or stash | uncommitted changes | you have unstaged changes
            local changes to the following | working tree is dirty | contains modified or untracked
            working directory is not clean | working tree contains | local modifications | please commit or stash
            index contains uncommitted
            e.g. error: Your local changes to the following files would be overwritten by checkout:

        merge.behind = behind 88
            non-fast-forward | fetch first | updates were rejected | failed to push some refs
            tip of your current branch is behind | push creates new remote head | stale info
            e.g. ! [rejected] main -> main (non-fast-forward)

        merge.outdated = behind 86 for svn hg git cvs bzr
            is out of date | out-of-date
            e.g. svn: E155011: File '/srv/a' is out of date

        merge.refused = exception 82
            pre-receive hook declined | hook declined | protected branch | remote rejected | pre-commit hook
            hook failed
            e.g. ! [remote rejected] main -> main (pre-receive hook declined)
        """#)

    /// Words that say little: they decide only where nothing else is said.
    static let generic = ErrorRuleTable(
        #"""
        words.permission = denied 40
            denied | privilege | not allowed | permission
            e.g. error: setuid not allowed

        words.network = refused 38
            connection | unreachable | offline | socket | remote host
            e.g. Error: no connection

        words.dependency = missingModule 38
            package | library | dependency | dependencies | plugin | unsupported platform
            e.g. error: needs library foo

        words.validation = badValue 41
            invalid | unknown | unexpected | unsupported | not supported | illegal | must | expected | missing
            incorrect | wrong | required | unrecognized | ambiguous | not recognized | too many | too few
            cannot use | mismatch | no such | not found | duplicate | bad·
            e.g. error: unexpected colour

        words.nothing = generic 43
            something went wrong | an error occurred | an error has occurred | unexpected error | unknown error
            e.g. Something went wrong

        words.temporary = temporary 36
            temporary failure | temporarily | try again
            e.g. please try again

        words.interrupted = interrupted 50
            keyboardinterrupt | ^interrupted$ | ^terminated$ | interrupted by signal | received sigterm
            received signal
            e.g. KeyboardInterrupt
        """#)
}
