extension ErrorRules {
    /// The texts of errno values and of the resolver, as the C library prints them (English, French, German, Spanish, and
    /// Japanese for the commonest), with their names in C and in the languages that use these.
    ///
    /// Source: errno(3), gai_strerror(3) and glibc's translations.
    static let errnoTexts = ErrorRuleTable(
        #"""
        errno.ENOENT = missingPath 58
            no such file or directory | enoent | filenotfounderror | filenotfoundexception | nosuchfileexception
            os error 2) | no such file | no such directory | directory nonexistent | errno 2] | aucun fichier ou dossier de ce type
            aucun fichier ou répertoire de ce type | datei oder verzeichnis nicht gefunden
            no existe el fichero o el directorio | no existe el archivo o el directorio | そのようなファイルやディレクトリはありません
            e.g. tail: cannot open 'x.log' for reading: No such file or directory
            e.g. sh: 1: cannot create out/a.txt: Directory nonexistent
            e.g. mv: impossible d'évaluer 'a': Aucun fichier ou dossier de ce type
            e.g. cat: b: Datei oder Verzeichnis nicht gefunden

        errno.EACCES = denied 78
            permission denied | eacces | permissionerror | accessdeniedexception | os error 13)
            permission non accordée | keine berechtigung | permiso denegado | 許可がありません
            e.g. bash: ./deploy: Permission denied
            e.g. Error: EACCES: mkdir '/opt/x'

        errno.EPERM = denied 76
            operation not permitted | eperm | opération non permise | die operation ist nicht erlaubt
            operación no permitida | 許可されていない操作です
            e.g. chown: changing ownership of 'a': Operation not permitted

        errno.EEXIST = pathInTheWay 58
            file exists | eexist | fileexistserror | filealreadyexistsexception | le fichier existe
            die datei existiert bereits | el fichero ya existe | el archivo ya existe
            e.g. mkdir: cannot create directory 'out': File exists

        errno.ENOTEMPTY = pathInTheWay 66
            directory not empty | enotempty | directorynotemptyexception | le dossier n'est pas vide
            das verzeichnis ist nicht leer | el directorio no está vacío | is not an empty directory | is not empty
            e.g. rmdir: failed to remove 'd': Directory not empty

        errno.EISDIR = wrongPathKind 64
            is a directory | eisdir | isadirectoryerror | est un dossier | ist ein verzeichnis | es un directorio
            omitting directory
            e.g. grep: src: Is a directory

        errno.ENOTDIR = wrongPathKind 64
            not a directory | enotdir | notadirectoryerror | n'est pas un dossier | ist kein verzeichnis
            no es un directorio | is not a directory
            e.g. ls: cannot access 'a/b': Not a directory

        errno.EROFS = readOnly 90
            read-only file system | erofs | read-only filesystem | lecture seulement
            das dateisystem ist nur lesbar | sistema de ficheros de sólo lectura
            sistema de archivos de solo lectura | readonlyfilesystemexception
            e.g. touch: cannot touch '/ro/a': Read-only file system

        errno.ELOOP = wrongPathKind 66
            too many levels of symbolic links | eloop | trop de niveaux de liens symboliques
            zu viele ebenen aus symbolischen links | demasiados niveles de enlaces simbólicos
            e.g. cat: a: Too many levels of symbolic links

        errno.ENAMETOOLONG = wrongPathKind 66
            file name too long | enametoolong | filename too long | nom de fichier trop long
            der dateiname ist zu lang | nombre de fichero demasiado largo | nombre de archivo demasiado largo
            e.g. touch: cannot touch 'aaaa': File name too long

        errno.EXDEV = crossDevice 72
            cross-device link | exdev | gerätegrenzen | enlace cruzado entre dispositivos
            lien physique inter-périphérique
            e.g. ln: failed to create hard link: Invalid cross-device link

        errno.EIO = deviceError 80
            input/output error | i/o error on | erreur d'entrée/sortie | eingabe-/ausgabefehler
            error de entrada/salida
            e.g. dd: error reading '/dev/sdb': Input/output error

        errno.ESTALE = deviceError 76
            stale file handle | stale nfs file handle | structure needs cleaning | panne d'accès au fichier
            veraltete dateizugriffsnummer | de fichero en desuso
            e.g. ls: cannot access '/nfs/a': Stale file handle

        errno.ENOSPC = diskFull 96
            no space left on device | enospc | aucun espace disponible | plus d'espace disponible
            espace insuffisant sur le périphérique | kein speicherplatz mehr verfügbar
            no queda espacio en el dispositivo | デバイスに空き領域がありません | not enough space on the disk | os error 28)
            not enough free space | not enough disk space | insufficient disk space | disk is full | disk full
            no free space | enough free disk space | out of disk space | insufficient space | filesystem is full
            file system is full
            e.g. tar: a: Cannot write: No space left on device
            e.g. fatal: disk full

        errno.EDQUOT = diskFull 92
            disk quota exceeded | edquot | quota d'espace disque | plattenplatz (quota) | cuota de disco
            file system quota exceeded
            e.g. cp: error writing 'a': Disk quota exceeded

        errno.ENOMEM = outOfMemory 92
            cannot allocate memory | enomem | ne peut allouer de la mémoire | impossible d'allouer de la mémoire
            nicht genügend hauptspeicher | kann nicht genug speicher | no se pudo asignar memoria | os error 12)
            could not allocate memory | unable to allocate | failed to allocate | memory allocation
            not enough memory
            e.g. bash: fork: Cannot allocate memory
            e.g. numpy.core: Unable to allocate 8.0 GiB for an array

        errno.EMFILE = limit 92
            too many open files | emfile | enfile | trop de fichiers ouverts | zu viele offene dateien
            demasiados ficheros abiertos | demasiados archivos abiertos | os error 24)
            e.g. accept: Too many open files

        errno.EAGAIN = processes 80
            resource temporarily unavailable | ressource temporairement non disponible | eagain
            die ressource ist zur zeit nicht verfügbar | recurso no disponible temporalmente
            can't start new thread | cannot fork | fork: retry | unable to fork | can't fork
            unable to create native thread | pthread_create failed | failed to create thread
            e.g. bash: fork: retry: Resource temporarily unavailable

        errno.EFBIG = limit 84
            file too large | efbig | file size limit exceeded | filesize limit | fichier trop gros
            die datei ist zu groß | fichero demasiado grande | archivo demasiado grande
            e.g. dd: error writing 'a': File too large

        errno.ETXTBSY = busy 84
            text file busy | etxtbsy | fichier texte occupé | ausgeführt oder verändert werden
            fichero de texto está ocupado | archivo de texto está ocupado
            e.g. bash: ./a: Text file busy

        errno.EBUSY = busy 80
            device or resource busy | ebusy | target is busy | device is busy | resource busy
            périphérique ou ressource occupé | die ressource ist belegt | dispositivo o recurso ocupado | is busy
            already in use
            e.g. rm: cannot remove 'm': Device or resource busy

        errno.EADDRINUSE = portInUse 88
            address already in use | eaddrinuse | adresse déjà utilisée | adresse wird bereits verwendet
            la dirección ya se está usando | port is already allocated | port*already in use | port*is in use
            address in use | only one usage of each socket address
            e.g. nginx: bind() to 0.0.0.0:80 failed: Address already in use
            e.g. Port 3000 is already in use

        errno.E2BIG = badValue 72
            argument list too long | liste d'arguments trop longue | lista de argumentos demasiado larga
            die argumentliste ist zu lang | la lista de argumentos es demasiado larga
            e.g. bash: /bin/rm: Argument list too long

        errno.ENOEXEC = missingVersion 78
            exec format error | cannot execute binary file | erreur de format pour exec()
            fehler im format der programmdatei | formato de ejecutable incorrecto
            e.g. bash: ./a: cannot execute binary file: Exec format error

        errno.EINVAL = badValue 50
            invalid argument | einval | argument invalide | das argument ist ungültig | argumento inválido
            e.g. truncate: failed: Invalid argument

        errno.EPIPE = reset 50
            broken pipe | epipe | relais brisé | datenübergabe unterbrochen | tubería rota
            e.g. client_loop: send disconnect: Broken pipe
        """#)
}
