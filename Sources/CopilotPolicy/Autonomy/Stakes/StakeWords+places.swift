/// Where a yes would reach beyond the machine that asks, and deeds that a yes to a question of an unknown tool may mean. Lower case.
extension StakeWords {
    /// Places that others use, anywhere in a question.
    static let places = [
        "-prod", "_prod", "prod:", "prod,", "'prod", "\"prod", "to live", "on live", "in live", "the live",
        "-live", "live site", "live database", "live db", "live server", "live system", "live environment",
        "live cluster", "live traffic", "live data", "produktion", "produktiv", "producción", "produção", "produzione",
        "produkcj", "produkc", "продакш", "на прод", "本番", "生产环境", "生產環境", "线上", "프로덕션", "운영 환경", "운영환경",
    ]
    /// What others use; a yes that is about all of them reaches far.
    static let shared = [
        "device", "server", "host", "node", "cluster", "user", "customer", "machine", "instance", "tenant", "site",
        "region", "account", "subscriber", "recipient", "workload", "fleet",
    ]
    /// Deeds that lose something, in scripts without blanks between words and by stems that the other lists lack.
    static let foreignAnywhere = [
        "初期化", "破棄", "廃棄", "上書き", "停止", "再起動", "リセット", "ロールバック", "デプロイ", "空にし", "復元", "置き換え", "置換", "初始化磁盘",
        "重置", "清空", "格式化", "重启", "重啟", "回滚", "回滾", "部署", "销毁", "銷毀", "丢弃", "丟棄", "移除", "还原", "비우", "포맷", "중지",
        "재시작", "롤백", "제거", "덮어쓰", "폐기",
    ]
    /// Beginnings of words: deeds of a past form that their stem does not show, and of other languages.
    static let furtherDeeds = [
        "torn down", "unfreez", "unlock", "and restart", "and reboot", "maintenance mode", "abgebaut", "abgeschalt",
        "heruntergefahr",
        "zurückgesetz", "gekündigt", "gesperrt", "sperren", "gestoppt", "beendet", "verworfen", "ersetzt",
        "überschrieben", "auflös",
        "aufgelös", "basculer", "dar de baja", "limpieza", "taken down", "brought down", "thrown away", "undone",
        "overwritten", "written over", "withdrawn",
        "frozen", "broken", "sold", "spun down", "swept", "unmade", "entsorg", "bereinig", "aufräum", "wegwerf",
        "abbau", "kündig", "widerruf", "stoppen", "zurückroll", "zurückspiel", "résili", "révoqu", "nettoy", "jeter",
        "déploy", "arrêt", "redémarr", "desplegar", "despliegue", "revocar", "limpiar", "tirar ", "apagar", "deshacer",
        "revertir", "implantar", "implanta", "distribuire",
    ]
    /// Money, in scripts without blanks between words and in other languages.
    static let fees = [
        "料金", "課金", "有料", "费用", "費用", "收费", "收費", "付费", "요금", "과금", "유료", "gebühr", "tarif", "frais ",
        "facturé", "cargo a", "coste", "a pagamento", "płatn", "платн", "списан",
    ]
    /// Words of a command line that reach the world: what such a command asks is whether it may.
    static let reachingCommands: Set<String> = [
        "publish", "deploy", "release", "promote", "upload", "submit", "buy", "purchase", "pay", "order", "subscribe",
        "renew", "send", "transfer", "charge", "rollout", "push", "checkout-cart", "donate", "withdraw", "broadcast",
    ]
    /// Words of a command line that undo, beside the ones that lose data by themselves.
    static let undoingCommands: Set<String> = [
        "evict", "drain", "downgrade", "rollback", "undeploy", "unpublish", "yank", "deprecate", "detach", "failover",
        "deactivate", "decommission", "revert",
    ]
    /// The words of a question about migrations of which nothing else is said: work that a project's own commands do every day.
    static let plainMigration: Set<String> = [
        "apply", "run", "execute", "perform", "start", "migration", "migrations", "migrate", "now", "pending", "new",
        "the", "this", "these", "all", "any", "do", "you", "want", "to", "would", "like", "shall", "i", "should", "we",
        "y", "n", "yes", "no", "please", "confirm", "1", "2", "3", "4", "5", "6", "7", "8", "9",
    ]
    /// Secrets that a yes would show or store, guards that it would take away, and what others would see.
    static let bared = [
        "pass phrase", "--no-", "--insecure", "--skip-", "--allow-", "http://", "installer from", "script from",
        "package source",
        "software source", "add repositor", "add a repositor", "user root", "root user", "superuser", "pull request",
        "merge request", "post a ", "post the",
        "private key", "secret key", "access key", "api key", "api token", "access token", "auth token",
        "refresh token", "session token", "plain text", "plaintext", "plain-text", "clear text", "cleartext",
        "unencrypted", "in the clear", "seed phrase", "recovery code", "klartext", "en clair", "texto plano",
        "平文", "明文", "평문",
    ]
}
