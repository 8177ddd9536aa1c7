extension ErrorRules {
    /// Failures on the way to another machine or service.
    static let network = ErrorRuleTable(
        #"""
        network.dns = dns 90
            temporary failure in name resolution | name or service not known | could not resolve host
            couldn't resolve host | temporary failure resolving | unable to resolve host
            could not translate host name | nodename nor servname | no such host | enotfound | eai_again
            eai_noname | unknownhostexception | unknown host | host name lookup failure | hostname lookup
            failed to lookup address* | could not resolve '*' | could not resolve "*" | dns lookup | dns resolution
            dns error | dns failure | servfail | nxdomain | no address associated with | bad address '*'
            cannot find kdc | dial tcp: lookup | nameresolutionerror | socket.gaierror | name resolution
            getaddrinfo*fail | server lookup failure | could not resolve hostname | unable to look up
            cannot resolve host | failed to resolve host | unresolved host | host not found | resolve address for
            getaddrinfo: | nom ou service inconnu | échec temporaire dans la résolution du nom
            temporärer fehler bei der namensauflösung | der name oder der dienst ist nicht bekannt
            fallo temporal en la resolución del nombre | nombre o servicio desconocido
            impossible de trouver l'hôte | 名前またはサービスが不明です | cannot resolve hostname | address resolution failed
            no dns server | failed to resolve name | unable to resolve*address | resolving timed out
            could not resolve: | resolved by your dns
            e.g. fatal: unable to access 'https://git.test/': Could not resolve host: git.test
            e.g. npm error code ENOTFOUND
            e.g. ping: db.test: Temporärer Fehler bei der Namensauflösung
            e.g. java.net.UnknownHostException: repo.test

        network.refused = refused 84
            connection refused | econnrefused | connectionrefusederror | actively refused | connection_refused
            connection was refused | connexion refusée | verbindungsaufbau abgelehnt | conexión rehusada
            conexión rechazada | 接続を拒否されました | os error 111) | refused the connection | refused connection
            e.g. nc: connect to 10.0.0.1 port 80 failed: Connection refused

        network.connect = refused 74
            couldn't reach | traffic has been disabled | couldn't connect | unable to establish | connection attempt
            failed to connect to | couldn't connect to | could not connect to | unable to connect to | can't contact
            can't connect | cannot connect to | unable to contact | failed to contact | could not contact
            failed to establish a new connection | connectexception | connecterror | connection failed
            unable to establish connection | connection to * failed | cannot reach | could not reach
            unable to reach | failed to reach | connection error | connectionerror | network error | networkerror
            network failure | server unreachable | server is unreachable | unable to open connection
            failed to fetch | error sending request | network request failed | spurious network error | net::err_
            unable to download | failed to download | download failed | error during connect
            connection timeout expired or refused | failed to connect | attempts to connect | check your connection
            check your internet | internet connection | error connecting to | connect to the endpoint
            network is offline | connection attempt failed | attempts to connect to * failed
            e.g. mosquitto_pub: Unable to connect to broker
            e.g. error: failed to download from `https://x.test`

        network.service = serviceDown 87
            is the server running | daemon running | connect to the docker daemon | daemon is not running
            connect to local mysql server | can't connect to mysql server | connect to local server
            could not connect to redis | could not establish a configuration source | the server running locally
            unable to contact slurm | slurm controller | slurm_load | connect to podman
            unable to connect to podman | server is not running | failed to connect to bus
            not been booted with systemd | is * running? | no server running | unable to connect to the server: dial
            connection to the server*was refused | service is not running | daemon not running
            no connection to the * daemon | mongoservererror | serverselectionerror | mongonetworkerror
            broker not available | no brokers available | nobrokersavailable | slurmdbd | slurmctld
            could not connect to server | unable to connect to bus | database server is not running
            agent is not running | did you specify the right host
            e.g. Could not connect to Redis at 127.0.0.1:6379: Connection refused
            e.g. squeue: error: Unable to contact slurm controller (connect failure)

        network.reset = reset 82
            connection reset | econnreset | connectionreseterror | connection was reset | recv failure
            empty reply from server | remote end closed connection | remote end hung up | connection aborted
            socket hang up | connection closed by | kex_exchange_identification | closed the connection | early eof
            rpc failed | unexpected disconnect | server disconnected | econnaborted | lost connection
            connection lost | remoteprotocolerror | remotedisconnected | connection dropped | remote host closed
            connexion ré-initialisée | connexion réinitialisée
            verbindung wurde vom kommunikationspartner zurückgesetzt | conexión reinicializada
            connection unexpectedly closed | ssh_exchange_identification | connection terminated
            connection interrupted | stream error | connection was closed | connection has been closed
            send failure | http2 framing layer | packet_write_wait | connection was aborted | eofexception: ssl
            unexpected eof while reading | server has gone away | server closed | l'abandon de la connexion
            den abbruch der verbindung | el fin de la conexión
            e.g. client_loop: send disconnect: Connection reset by 10.0.0.5 port 22

        network.partial = partial 84
            transfer closed with | incompleteread | incomplete read | prematurely closed | closed prematurely
            content-length mismatch | connection broken | incomplete download | download was incomplete
            chunkedencodingerror | partial file | bytes remaining to read | premature close
            premature end of content-length | premature end of chunk | body was cut | size mismatch
            unexpected end of file from server | got only | transfer aborted | transfer interrupted
            e.g. wget: error getting response: Connection closed prematurely

        network.unreachable = unreachable 86
            *host_unreachable | network is unreachable | no route to host | host is unreachable | enetunreach
            ehostunreach | network unreachable | host unreachable | network is down | you are offline
            noroutetohostexception | le réseau n'est pas accessible | aucun chemin d'accès pour atteindre
            das netzwerk ist nicht erreichbar | keine route zum zielrechner | la red es inaccesible
            no existe ninguna ruta hasta | enetdown | no internet connection | internet disconnected | offline mode
            100% packet loss | os error 101)
            e.g. connect: Network is unreachable
            e.g. ssh: connect to host a port 22: Keine Route zum Zielrechner

        network.tls-trust = tlsTrust 92
            ssl validation failed | certificate verify failed | certificate_verify_failed | self-signed certificate
            self signed certificate | self_signed_cert* | unable to get local issuer | certificate has expired
            ssl certificate problem | *certverif* | certificate verification failed | certificate verification error
            x509: | pkix path building failed | unable_to_verify* | cert_has_expired | certificate is not trusted
            certificate of '*' is not trusted | no alternative certificate subject name | certificate subject name
            tls: failed to verify | signed by unknown authority | not yet valid | invalid peer certificate
            unknownissuer | certificate is invalid | cannot verify *certificate | hostname mismatch
            doesn't match the certificate | err_tls_cert | untrusted root | unknown ca
            certificate issuer is unknown | certificate expired | certificate is expired
            e.g. curl: (60) SSL certificate problem: unable to get local issuer certificate

        network.tls-advice = tlsTrust 90
            legitimacy of the server
            e.g. curl failed to verify the legitimacy of the server and therefore could not

        network.tls = tlsProtocol 78
            tls handshake | ssl handshake | wrong version number | ssl_error_syscall | gnutls_handshake
            tls connect error | sslerror | sslexception | sslhandshakeexception | ssl connect error | ssl_connect
            tlsv1 alert | sslv3 alert | tls alert | ssl routines | tls error | handshake failure | handshake failed
            tls connection was non-properly terminated | unsupported protocol ( | ssl error | packet length too long
            record layer failure | corrupt message of type
            e.g. gnutls_handshake() failed: The TLS connection was non-properly terminated.

        network.proxy = proxy 93
            could not resolve proxy | unable to connect to proxy | cannot connect to proxy | proxyerror
            connect to proxy | tunneling socket | proxy connect aborted | from proxy after connect
            proxy connection | proxyconnect | cannot use proxy | proxy server | socks proxy | via proxy
            proxy failed
            e.g. curl: (5) Could not resolve proxy: proxy.test

        network.proxy-login = proxyLogin 94
            proxy authentication required | proxy authentication
            e.g. HTTP/1.1 407 Proxy Authentication Required

        network.redirects = redirects 84
            redirects followed | too many redirects | toomanyredirects | redirect loop | redirection limit
            redirections exceeded | maximum redirect | stopped after * redirects
            e.g. Error: Too many redirects

        network.server = serverError 78
            internal server error | bad gateway | service unavailable | serviceunavailable | internalservererror
            server error | temporarily unavailable | backend unavailable | upstream connect error
            no healthy upstream | api_error | unexpected status from server | internalerror: server
            service is unavailable | currently unavailable | server failed to respond | is down for maintenance
            e.g. remote: Internal Server Error
            e.g. 503 Service Unavailable

        network.later = serverError 60
            try again later
            e.g. The index is being rebuilt, try again later.
        """#)

    /// Somebody gave up waiting.
    static let timeouts = ErrorRuleTable(
        #"""
        timeout.waited = timedOut 83
            *io_timeout | alarm clock | timeout on endpoint | timed out | timedout | time out | timeout expired
            etimedout | timeouterror | timeoutexpired | deadline exceeded | deadline_exceeded | operation too slow
            took too long | i/o timeout | io timeout | read timeout | readtimeout | connecttimeout
            connection timeout | connect timeout | request timeout | *timeoutexception | *timeouterror
            timeout exceeded | exceeded timeout | timeout error | timeout awaiting | timeout was reached
            timeout in data | timeout after | timeout of * exceeded | expiration du délai
            wartezeit für die verbindung | expiró el tiempo | tiempo de conexión | délai d'attente | gave up waiting
            zeitüberschreitung | timeout while | timeout waiting | waiting timeout | timeout reached
            exceeded the timeout | exceeded the time limit | time limit exceeded | exceeded time limit
            execution time limit | maximum execution time | exceeded maximum time | timeout ( | timeout occurred
            gateway timeout | gateway time-out | request time-out | connection time-out | client.timeout
            sockettimeoutexception | connecttimeoutexception | econntimedout | sock_timeout | execution timed out
            canceling statement due to statement timeout | context deadline | 接続がタイムアウト
            e.g. ssh: connect to host a port 22: Connection timed out
            e.g. Error: Timeout of 2000ms exceeded
            e.g. context deadline exceeded
            e.g. socket.timeout: The read operation timed out

        timeout.limit = ownLimit 90
            due to time limit | job*exceeded*time limit | the job running on runner*exceeded
            exceeded the maximum execution time | walltime exceeded | walltime*exceeded limit | test timed out after
            no output has been received in the last
            e.g. slurmstepd: error: *** JOB 12 ON n1 CANCELLED AT 2026-01-01T00:00:00 DUE TO TIME LIMIT ***

        timeout.word = timedOut 46
            timeout | time-out
            e.g. result: timeout
        """#)
}
