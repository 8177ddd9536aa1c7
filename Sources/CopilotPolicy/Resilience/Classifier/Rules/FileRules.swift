extension ErrorRules {
    /// Paths and what is at them, beyond the texts of errno.
    static let filesystem = ErrorRuleTable(
        #"""
        path.input = missingInput 66
            unable to access jarfile | could not find or access | fatal error:*no such file or directory
            can't open file*no such file | source directory*does not exist | there is no pom in this directory
            no makefile found | no targets specified and no makefile | no input files | couldn't find a file
            no cargo.toml | could not find `cargo.toml` | could not read package.json | no package.json
            no configuration file provided | does not contain a gradle build | does not contain a cmakelists
            no pyproject.toml | could not find a pyproject.toml | in this directory or any | or any parent director*
            of the parent director* | of its parent director* | not a git repository | not a mercurial repository
            no repository found | is not a working copy | there is no hg repository | is not a repository
            no such project | could not find package.json | can't find main module | can't find '__main__' module
            go.mod file not found | does not contain main module | no jekyll | no such script
            e.g. cc1: fatal error: a.c: No such file or directory
            e.g. make: *** No targets specified and no makefile found.  Stop.

        path.script = missingInput 88
            cannot find module '/* | can't open perl script | cannot find module "/*
            e.g. Error: Cannot find module '/srv/app/start.js'

        path.missing = missingPath 54
            cannot find the path | cannot find the file | file not found | path not found | directory not found
            could not find file | couldn't find file | could not open file | cannot open file | can't open file
            failed to open | unable to open | couldn't open | could not open | cannot open | can't open
            path does not exist | file does not exist | directory does not exist | folder does not exist
            no existe el | file or directory not found | cannot find or open | cannot stat | can't read
            cannot read | could not read file | unable to read | failed to read | file is missing | cannot access
            missing file | no such path | no files found | no matches found | nothing matches
            not found in the current directory | n'existe pas | existiert nicht | introuvable | cannot find file
            can't find file | unable to find file
            e.g. Error: config file does not exist
            e.g. fatal: could not open 'a.txt' for reading

        path.exists = pathInTheWay 60
            cannot overwrite existing file | already exists | existe déjà | existiert bereits | ya existe
            refusing to overwrite | would overwrite | not overwriting | will not overwrite | are the same file
            e.g. fatal: destination path 'a' already exists and is not an empty directory.

        path.kind = wrongPathKind 62
            not a regular file | is not a file | is not a block device | not a socket | not a symbolic link
            is not a symlink | not a mount point | not mounted | no mount point specified
            e.g. umount: /mnt: not mounted.

        file.corrupt = corrupt 82
            is not a * file | unknown header | no valid openpgp data | not in gzip format
            unexpected end of archive | unexpected eof in archive | crc error | crc failed | data error
            file is damaged | archive is damaged | not a zip file | badzipfile | badgzipfile | bad magic number
            bad magic | not a gzipped file | end-of-central-directory | truncated file | file is truncated
            archive is truncated | readerror: | file format not recognized | file is not a database
            malformed database | disk image is malformed | unsupported format | does not look like a tar archive
            not a tar archive | invalid tar | is not an archive | cannot open the file as archive
            can not open the file as archive | checksum error | bad superblock | bad block
            filesystem is inconsistent | invalid compressed data | incorrect header check | zlib error
            invalid stored block | lzma | loose object*is corrupt | object file*is empty | bad signature in
            zip file is empty | unrecognized archive format | unsupported compression | not a valid archive
            unknown file format | bad object header | index file corrupt | bad checksum | invalid image
            cannot identify image file | moov atom not found | invalid data found when processing | not an elf file
            wrong fs type | not a valid * device | not a valid * image | not a valid * archive | not a valid * file
            e.g. gzip: a.gz: not in gzip format
            e.g. error: object file .git/objects/ab/cd is empty
            e.g. zipfile.BadZipFile: File is not a zip file

        file.suspect = corrupt 64
            unexpected end of file | is corrupt | corrupted | premature end of file | file is empty | empty file
            truncated | unexpected eof | corruption | invalid header | ends unexpectedly | file is too short
            file too short | damaged | unexpected end of input | unfinished stream | unexpected end of stream
            premature end | short read | superblock
            e.g. bzip2: Compressed file ends unexpectedly;
        """#)

    /// Rights, logins and credentials.
    static let permission = ErrorRuleTable(
        #"""
        rights.denied = denied 74
            access denied | access is denied | accès refusé | zugriff verweigert | acceso denegado | not permitted
            not allowed to | insufficient permission | insufficient privilege | insufficient access
            permission error | permissions are too open | lack of permission | no permission | not have permission
            must be owner of | do not have sufficient | is not writable | not writeable | unwritable | write access
            read access | permission to * denied | insecure permissions | bad permissions | wrong permissions
            without permission
            e.g. error: write access to the share was refused
            e.g. remote: Permission to a/b.git denied to c.

        rights.socket = denied 93
            permission denied while trying to connect | permission denied*docker.sock
            e.g. permission denied while trying to connect to the Docker daemon socket

        rights.root = needsRoot 90
            must be superuser | are you root | must be run as root | run as root | requires root | root privileges
            root access | must be root | need to be root | superuser privileges | only root | superuser access
            super-user | administrator privileges | requires elevated | requires superuser | need root | as root to
            elevated privileges | interactive authentication required | you must be the superuser
            operation requires root | must be privileged | requires privileges | superuser privilege
            e.g. iptables v1.8: you must be root
            e.g. This command must be run as root.

        rights.sudo = needsRoot 90
            sudo: a password is required | sudo password | become password | a terminal is required to
            not in the sudoers | sudo: no tty present | sudo: sorry, you must have | incorrect password attempt
            may not run sudo | must be setuid root | sudo: a terminal | no new privileges
            e.g. sudo: a password is required
            e.g. sudo password
            e.g. become password

        login.refused = login 88
            authentication failed | authentication failure | authentication error | authenticationfailed
            permission denied (publickey | permission denied, please try again | no supported authentication methods
            too many authentication failures | login incorrect | login failed | logon failure | logon_failure
            nt_status_access_denied | invalid credentials | bad credentials | password authentication failed
            access denied for user | incorrect password | wrong password | invalid password | password incorrect
            bad password | password mismatch | wrong passphrase | incorrect passphrase | bad passphrase
            invalid passphrase | passphrase*incorrect | bad decrypt | no key found | decryption failed
            no secret key | invalidclienttokenid | invalidaccesskeyid | access key id you provided
            invalid username | run /login | signaturedoesnotmatch | expiredtoken | token has expired
            token is expired | token expired | session has expired | session expired | invalid token | bad token
            invalid access token | unauthenticated | invalid api key | incorrect api key | invalid x-api-key
            authentication_error | authorization failed | échec d'authentification | no pg_hba.conf entry
            peer authentication failed | ident authentication failed | preauthentication failed | gss failure
            authentication unsuccessful | invalid username or password | invalid user or password | auth failed
            auth fail | noauth | wrongpass | invalid login | could not decrypt | unable to decrypt | can't decrypt
            cannot decrypt | mac mismatch | key is not valid | not authenticated
            e.g. git@host: Permission denied (publickey).
            e.g. FATAL:  password authentication failed for user "a"

        login.missing = credentials 86
            partial credentials | credentials | no vault secrets | vault secrets | could not read username
            could not read password | terminal prompts disabled | no password supplied
            unable to locate credentials | no credentials | default credentials | credentials not found
            missing credentials | credentials are missing | credentials could not be | not logged in | please log in
            please login | login required | you must log in | must be logged in | need to log in | log in to
            auth login | authentication required | requires authentication | authentication is required
            authorization required | requires login | need auth | eneedauth | not authorized | unauthorized
            unauthorised | not authorised | pull access denied | access to the resource is denied | credential
            api key not | no api key | api key is required | missing api key | api_key*must be set
            set the * environment variable*token | no token | token is required | token required | no identity
            no such identity | agent has no identities | could not open a connection to your authentication agent
            gh_token | no keytab | credentials cache | no kerberos | no tty to read password
            passphrase is required | password is required | password required | unable to read password
            provide credentials | anonymous access | is not signed in | sign in to | run '* login' | run `* login`
            run "* login" | run: * login
            e.g. fatal: could not read Username for 'https://x.test': terminal prompts disabled
            e.g. Unable to locate credentials. You can configure credentials by running "aws configure".

        login.forbidden = login 76
            forbidden | accessdenied | authorizationexception
            e.g. Error: Forbidden

        login.host-key = hostKey 92
            host key verification failed | remote host identification has changed | no matching host key
            host key for * has changed | no hostkey alg | host key not found | unknown host key
            e.g. Host key verification failed.

        rights.ownership = ownership 92
            dubious ownership | unsafe repository | not owned by you | bad ownership or modes
            is owned by someone else
            e.g. fatal: detected dubious ownership in repository at '/srv/a'

        rights.signature = login 78
            no_pubkey | public key is not available | is not signed | signature verification failed | bad signature
            gpg failed to sign | signing failed | no public key
            e.g. W: GPG error: http://x.test stable InRelease: NO_PUBKEY 0123456789ABCDEF
        """#)
}
