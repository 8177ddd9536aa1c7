extension ErrorRules {
    /// Called in a wrong way.
    static let usage = ErrorRuleTable(
        #"""
        usage.option = usage 76
            unrecognized option | unrecognised option | unrecognized argument | unrecognized command-line option
            unrecognized command line | unknown option | invalid option | illegal option | unknown argument
            unexpected argument | unknown flag | unknown switch | unknown parameter | no such option
            option * is unknown | undefined option | not a valid option | bad option | unsupported option
            unrecognized flag | invalid flag | flag provided but not defined | unrecognized parameter
            unrecognized arguments | unknown shorthand flag | option inconnue | option invalide
            option non reconnue | unbekannte option | ungültige option | opción inválida | opción no reconocida
            無効なオプション | does not take | doesn't allow an argument | unexpected option | unexpected extra argument
            invalid command line | ambiguous option | unknown command line | unknown long option
            unknown primary or operator | unknown predicate | unsupported argument | invalid argument --
            unknown arguments | unexpected positional | processing the option | processing option
            e.g. ls: unrecognized option '--x'
            e.g. error: unexpected argument '--frob' found
            e.g. sort: option inconnue

        usage.command = usage 76
            the command * does not exist | requested command | command "*" is not defined | command * not found in
            no such command: | unknown command | is not a * command | no such command | unknown subcommand
            invalid command | unrecognized command | unrecognized subcommand | unknown operation | unknown action
            invalid subcommand | no such subcommand | unknown task | unknown target | no such task | task*not found
            unknown verb | not a valid command | missing script | no rule to make target | missing command
            no command specified | unknown goal | unknown lifecycle phase | don't know how to build task
            no such target | target "*" does not exist | couldn't find a script | no task named
            there is no command | did you mean this? | commande inconnue | unbekannter befehl
            target*not found in project | target not found | is not a command | no such service | bad command
            e.g. helm: error: unknown command "instal" for "helm"
            e.g. npm error Missing script: "biuld"
            e.g. make: *** No rule to make target 'al'.  Stop.

        usage.missing = usage 74
            accepts at most | accepts * arg* | accepts between | following arguments are required
            required argument | missing operand | missing argument | missing required | too many arguments
            too few arguments | not enough arguments | requires an argument | requires at least | requires exactly
            expects at least | required option | requires a value | expected one argument | argument expected
            expected at least one argument | no such argument | missing file operand | extra operand
            missing option | required flag | were not provided | wrong number of arguments | no arguments
            expected argument | missing value | missing parameter | option requires | missing destination
            opérande manquant | fehlender operand | falta un operando | faltan argumentos | arguments are missing
            argument missing | mutually exclusive | cannot be used with | cannot be combined | incompatible options
            can't be used together | missing command line flags | no url specified | expected exactly
            parameter missing
            e.g. cp: missing file operand
            e.g. error: the following required arguments were not provided:

        usage.wanted = usage 58
            is required | are required | must specify | must be specified | must provide | must be provided
            must supply | must be set | must be given | please specify | need to specify | please provide
            not specified | no input | need to provide | should specify | please supply | was not given | not given
            no * specified | no * given | no * provided | no * supplied
            e.g. Error: a name must be given

        usage.text = usage 52
            ^usage: | ^usage of | ^usage· | ^aufruf: | ^utilisation | ^uso: | try '* --help' | try `* --help'
            --help' for | --help" for | --help' to | -h' for | see '* --help' | see --help | for usage | use --help
            for more information, try | run '* --help' | use '* --help' | --help for
            e.g. Usage: frob [OPTIONS] FILE
            e.g. Try 'frob --help' for more information.
        """#)

    /// Input, configuration and values that are not valid.
    static let input = ErrorRuleTable(
        #"""
        input.parse = parse 74
            offending line | error appears to be in | no module/action detected | conflicting action statements
            syntax error while loading | no start line | bad base64 | asn1 encoding | expecting:· | only garbage
            unmatched | trailing backslash | back reference | range end | template error | invalid toml file
            jsondecodeerror | json parse error | jsonparseexception | parseerror | parse error | parsererror
            parsing error | error parsing | failed to parse | could not parse | cannot parse | can't parse
            unable to parse | couldn't parse | unparseable | unparsable | malformed | mapping values are not allowed
            did not find expected | could not find expected | tomldecodeerror | yamlexception | scannererror
            found character that cannot start | not well-formed | mismatched tag | invalid json | invalid yaml
            invalid toml | invalid xml | invalid syntax in config | while parsing a | in json at | is not valid json
            expecting value | expecting property name | expecting ',' delimiter | unterminated string
            decodingerror | missingsectionheader | no section headers | unicodedecodeerror | unicodeencodeerror
            codec can't decode | invalid utf-8 | invalid byte sequence | invalid continuation byte
            illegal byte sequence | invalid character | incorrect padding | cannot index | error converting yaml
            yaml: line | error reading input | saxparseexception | xmlsyntaxerror | start tag expected
            opening and ending tag | premature end of data | unmarshal* | cannot decode | failed to decode
            could not decode | deserializ* | non-parseable | unmatched { | invalid format | bad format
            unrecognized format | unknown format | control character | invalid literal | syntax error in config
            configuration*syntax | template syntax error | templatesyntaxerror | undefinederror | bad substitution
            invalid regular expression | unterminated address regex | unmatched ( | unmatched [ | unknown command: `
            invalid preceding
            e.g. yaml.scanner.ScannerError: mapping values are not allowed here
            e.g. jq: parse error: Invalid numeric literal at line 1

        input.value = badValue 72
            value out of range | argument out of range | number out of range | badly formed | not a recognized
            invalidschema | no connection adapters | unrecognized operand | url scheme | bad_network_name
            unsupported parameter | invalid endpoint | invalidurl | parameter validation | invalid value
            invalid choice | invalid int | invalid float | invalid number | invalid integer | invalid date
            invalid time | validationerror | validation error | validation failed | validationexception
            could not convert | does not match format | not a valid | is not valid | isn't valid | invalid input
            invalid url | invalid uri | malformed url | using bad/illegal format | unsupported protocol
            unsupported scheme | protocol "*" not supported | invalid reference | invalid mode | invalid user
            invalid group | invalid name | invalid identifier | invalid specification | invalid argument:
            invalid argument ' | invalid argument ‘ | invalid line | invalid field | invalid byte | invalid pattern
            invalid range | invalid signal | invalid parameter | invalid configuration | invalid spec | invalid path
            invalid port | invalid host | invalid id | bad value | bad number | illegal value
            numeric argument required | integer expression expected | not a number | must be a | must be an
            must be one of | must be between | must be positive | must be greater | must not be | cannot be empty
            may not be empty | can't be blank | should be | expected a | expected an | expected one of
            schema validation | does not conform | schemaerror | violates | duplicate key | duplicate entry
            constraint failed | not null constraint | unique constraint | integrityerror | additional properties
            additional property | invalid interval | invalid duration | numberformatexception
            illegalargumentexception | value error | valeur invalide | nombre invalide | ungültiger wert | ungültig
            valor inválido | no válido | non valide | incorrecte | unsupported value | unsupported type
            unknown type | wrong type | type mismatch in input | unknown field | unknown key | unknown property
            unknown directive | unexpected key | unexpected field | unexpected value | invalid length | too long for
            divisor of zero | must be either
            e.g. head: invalid number of lines: 'x'
            e.g. Error: Port must be between 1 and 65535
            e.g. ERROR:  null value in column "a" violates not-null constraint

        input.config = configuration 74
            is undefined | configuration is invalid | invalid configuration | template error while
            configuration error | config error | configerror | improperlyconfigured | misconfigured
            bad configuration | invalid config | error in config | configuration file * test failed
            non-parseable pom | error loading config | failed to load config | unable to load config
            could not load config | key found in configuration | no * found in configuration | in configuration file
            bad config | unsupported config | missing configuration | not configured | is not configured
            no configuration | environment variable | : unbound variable | parameter not set | specify a region
            undefined variable | is not defined in config | configparser | could not locate a * application
            invalid settings | no default | error in configuration | unknown configuration | dockerfile parse error
            compose file*is invalid | docker-compose.yml*invalid | services must be a mapping
            e.g. django.core.exceptions.ImproperlyConfigured: SECRET_KEY is empty
            e.g. bash: HOST: unbound variable

        input.name = unknownName 68
            could not match | does not contain recipe | is not under version control | no such table
            no such column | unknown column | unknown database | table '*' doesn't exist
            relation "*" does not exist | database "*" does not exist | role "*" does not exist
            column "*" does not exist | unknown table | type "*" does not exist | function * does not exist
            did not match any file | unknown revision | ambiguous argument | bad revision | not a valid object name
            couldn't find remote ref | no such ref | no such remote | invalid reference: | not a valid ref
            not something we can merge | invalid object name | unrelated histories | no such branch | no such user
            no such group | user * does not exist | unknown user | unknown id | no such process | no such container
            no such network | no such volume | no such object | resource not found | config profile
            resourcenotfound | no such bucket | nosuchbucket | nosuchkey | no such key | unknown terminal
            unknown job | invalid job id | no such job | invalid partition | invalid account | invalid qos
            no such unit | unit * not found | no such device | no such namespace | namespaces "*" not found
            server doesn't have a resource type | context*does not exist | no context exists | no such element
            unknown locale | unknown host group | could not find a * named | no hosts matched | branch '*' not found
            remote branch * not found | repository not found | repository '*' not found | project not found
            can't find a | no such session | not found on server | unknown encoding | unknown zone
            unknown timezone | tag*not found | unknown variable | does not appear to be a git repository
            e.g. error: pathspec 'x' did not match any file(s) known to git
            e.g. ERROR:  relation "users" does not exist

        input.name-taken = badValue 66
            branch named '*' already exists | tag '*' already exists | remote * already exists
            relation * already exists | table * already exists | database * already exists | user * already exists
            role * already exists | group '*' already exists | name * already exists | re-use a name
            e.g. fatal: tag 'v1' already exists

        input.refspec = unknownName 91
            src refspec
            e.g. error: src refspec x does not match any

        input.identity = configuration 90
            tell me who you are | empty ident name | author identity unknown
            e.g. *** Please tell me who you are.

        input.no-tests = unknownName 50
            no tests ran | no tests found | no test files | collected 0 items
            e.g. === no tests ran in 0.01s ===

        input.unreadable = parse 48
            unable to load | could not load | cannot load | failed to load | could not read | cannot index
            cannot iterate | cannot be parsed
            e.g. Unable to load certificate

        input.sql = parse 70
            error in your sql syntax | syntax error at or near | near "*": syntax error | near *syntax error
            sql syntax | sqlsyntaxerror | syntaxerror: sql | programmingerror | sql error
            e.g. Error: in prepare, near "SELEC": syntax error
            e.g. ERROR:  syntax error at or near "FORM"

        input.checksum = checksum 88
            checksum mismatch | hash mismatch | hash sum mismatch | do not match the hashes | checksum did not match
            checksums did not match | integrity check failed | eintegrity | computed checksum | checksum failed
            digest mismatch | sha256 mismatch | verifying module | bad digest | checksum does not match
            checksum verification failed | checksum of*does not match
            e.g. E: Failed to fetch http://x.test/a.deb  Hash Sum mismatch
            e.g. npm error code EINTEGRITY
        """#)

    /// Requests that a server does not take, by their phrase.
    static let requests = ErrorRuleTable(
        #"""
        request.refused = refusedRequest 74
            bad request | unprocessable entity | unprocessable content | payload too large
            request entity too large | method not allowed | invalid_request_error | not acceptable
            unsupported media type | precondition failed | request header fields too large | uri too long
            invalid request | prompt is too long | context length | maximum context
            e.g. remote: error: Bad Request
            e.g. Error: prompt is too long: 210000 tokens > 200000 maximum

        request.not-found = unknownName 56
            404 not found | page not found | url not found
            e.g. <h1>404 Not Found</h1>
        """#)
}
