/// Words that tell of trust, of law, of money and of what the world will see. Lower case.
extension StakeWords {
    /// Anywhere in the question.
    static let trust = [
        "trust", "authenticity", "fingerprint", "certificate ", "certificate?", "self-signed", "unknown publisher",
        "untrusted", "unverified", "not verified", "cannot be verified", "can't be verified", "could not be verified",
        "cannot be authenticated", "unauthenticated", "unsigned", "not signed", "gpg key", "pgp key", "public key",
        "import key", "import the key", "import this key", "signing key", "importing", "previously unknown", "host key",
        "known hosts", "known_hosts", "authorized_keys", "authorized keys", "need to install the following", "as root",
        "root access", "remote root", "root shell",
        "as superuser", "as administrator", "privilege", "administrator", "sudo", "setuid", "suid", "execute code",
        "run scripts", "run arbitrary", "remote code", "allow-plugins", "insecure", "allow access", "allow this",
        "allow incoming", "to allow ", "allow the", "allow all", "allow remote", "allow root", "allow connection",
        "grant ", "grant?", "admin to", "admin rights", "make admin", "owner rights", "full access", "share your",
        "share data", "share this", "share with", "approve", "approval", "permission", "authoriz", "authoris",
        "third-party", "third party", "security risk", "secrets", "committed to", "log in to", "login to", "sign in",
        "impersonat", "zertifikat", "certificat ", "vertrauen", "confiance", "fiar", "confiar", "доверя", "信任", "信頼",
        "신뢰", "anonymous usage", "anonymous stat", "telemetry", "usage data", "usage stat", "crash report", "analytics",
        "diagnostic data", "elevated", "elevate", "firewall", "selinux", "apparmor", "disable secur", "disable auth",
        "disable ssl", "disable tls", "disable verif", "disable encrypt", "disable protect", "disable signature",
        "disable certificate", "disable password", "disable mfa", "disable 2fa", "disable backup", "disable monitor",
        "disable audit", "disable logging", "skip verif", "skip signature", "skip checksum", "without verif",
        "without checking", "signature check", "checksum mismatch", "hash mismatch", "signature is", "expose",
        "open port",
        "open the port", "public access", "world-writable", "world writable", "777", "everyone", "anyone",
        "guest access",
        "add user", "create admin", "new admin", "backdoor", "unknown source", "unknown developer", "unsafe", "risky",
        "downgrade attack", "man-in-the-middle", "add this key", "add key", "accept key", "accept the key",
        "ssh key to",
        "deploy key", "oauth", "access to your", "keychain", "keyring", "wallet", "vouch", "sign this key", "sign key",
        "really sign", "sandbox", "untested", "curl | ", "pipe to sh", "run installer", "remote script",
        "authentication", "root password", "loop detection", "protection", "safeguard", "passkey", "pairing",
        "credential", "the password", "your password", "usage metrics",
        "usage statistics", "crash reports", "data collection", "grant access",
    ]
    /// In the lines above it.
    static let trustAbove = [
        "need to install the following", "previously unknown", "cannot be authenticated", "certificate is",
        "certificate verif", "self-signed", "fingerprint", "not trusted", "untrusted", "unauthenticated", "unverified",
        "importing", "gpg key", "host key", "could not be verified", "cannot be verified", "not signed", "unsigned",
        "bad signature", "no signature", "signature is", "signature could", "signature verif", "checksum mis",
        "checksum fail", "checksum err", "checksum is", "checksum do", "checksums do", "checksum not", "checksum could",
        "no checksum", "bad checksum", "wrong checksum", "invalid checksum", "without checksum", "checksum verif",
        "checksum check",
        "unknown publisher", "unknown developer",
    ]
    /// Beginnings of words.
    static let cost = [
        "publish ", "publish?", "publishing", "publish:", "pay ", "payment", "charge", "billing", "billed", "bill ",
        "purchas", "buy ", "subscri", "per month",
        "per hour", "upgrade your plan", "upgrade plan", "upgrade to pro", "premium", "cost", "price", "invoice",
        "credits",
        "deploy", "release to", "release version", "release v", "release now", "release it", "release this",
        "release the",
        "go live", "send", "submit th", "submit yo", "submit it", "submit for", "submit to", "submit app", "submit a ",
        "submit order", "submit pa", "upload to", "upload the", "upload your", "post to", "post it", "post this",
        "make public",
        "be public", "is public", "tweet", "push", "announce", "broadcast", "notify", "e-mail", "email all",
        "email the",
        "email every", "mail to", "mail all", "mail every", "mail it", "mail this", "mailing", "invite", "donat",
        "withdraw", "invest", "mint ", "transfer", "wire ", "sign transaction",
        "sign the transaction", "sign and", "place the order", "place order", "place an order", "place your order",
        "place this order", "order now", "order it", "order this", "confirm order", "confirm the order",
        "complete order",
        "complete the order", "checkout and", "check out now", "refund", "rent ", "hire ", "renew", "provision",
        "reserve",
        "spend", "top up", "recharg", "redeem", "trade ", "trade?", "bid ", "merge pull", "merge pr", "merge this pull",
        "merge request", "create a release", "tag and", "ship ", "ship?", "roll out", "rollout", "launch in prod",
        "launch campaign", "create instance", "create an instance", "launch instance", "start instance", "make repo",
        "go public", "open source this", "bezahl", "zahlung", "kaufen", "kostenpflichtig", "bestell", "veröffentlich",
        "überweis", "senden", "absenden", "payer", "facturation", "acheter", "achat", "publier", "envoyer", "commander",
        "pagar", "comprar", "compra ", "publicar", "enviar", "transferir", "pagare", "acquist", "pubblic", "invia",
        "kup ",
        "kupić", "zapłać", "opublik", "wysłać", "wyślij", "betalen", "kopen", "versturen", "публик", "опублик",
        "купить", "оплат",
        "отправ", "satın", "öde", "gönder", "yayın",
        "enable api", "not enabled on project", "quota project", "publish ", "publish?", "publishing", "purchase",
        "/month", "usd", "send email", "public?", "kosten",
    ]
    static let costAnywhere = [
        "/month", "/mo ", "/hour", "/hr", "public?", "€", "£", "¥", "₿", "us$", " $1", " $2", " $3", " $4", " $5",
        " $6", " $7",
        " $8", " $9", " $0", "购买", "支付", "付款", "发布", "發布", "推送", "购", "購入", "注文", "支払", "公開", "送信", "구매", "결제",
        "배포", "게시", "전송",
    ]
    /// Whole words.
    static let money = [
        "eur", "usd", "gbp", "chf", "jpy", "cny", "inr", "btc", "eth", "euro", "euros", "dollar", "dollars", "bitcoin",
        "fee",
        "fees", "tip", "loan", "deposit", "sat", "sats",
    ]
    static let login = [
        "log in", "login", "sign in", "authenticate", "create an account", "create a free account", "credentials",
        "save password", "store password", "remember password", "save the password", "store the token",
    ]
    static let secretFields = [
        "password", "passphrase", "passwort", "mot de passe", "contraseña", "token", "secret", "api key",
        "recovery phrase",
    ]
    /// A consent, whatever to.
    static let legal = [
        "i agree", "i accept", "have read", "do you agree", "you agree", "accept?", "accept [", "accept (", "agree?",
        "agree [", "agree (", "terms of", "terms and", "conditions of", "privacy policy", "legal", "liabilit",
        "warrant",
        "waive", "disclaimer", "code of conduct", "non-disclosure", "consent", "gdpr", "age of", "18 years",
        "years old",
        "export control", "contributor agreement", "acceptez-vous", "akzeptier", "zustimm", "stimmen sie",
        "einverstanden",
        "acepta", "aceptas", "aceita", "concorda", "accett", "akceptuj", "zgadzasz", "соглас", "принимаете", "同意", "동의",
        "kabul",
        "souhlas", "elfogad", "akkoord", "godkänner", "hyväksy", "setuju", "đồng ý", "موافق", "מסכים",
    ]
}
