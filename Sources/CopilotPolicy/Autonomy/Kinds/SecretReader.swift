import CopilotModel

/// Tells a question for a secret, shown while typed or not.
enum SecretReader {
    private static let secrets = [
        "password", "passphrase", "pass phrase", "passwd", "passcode", "pass code", "mot de passe", "phrase de passe",
        "phrase secrète", "passwort", "kennwort", "passphrase",
        "contraseña", "clave secreta", "frase de contraseña", "senha", "parola", "hasło", "пароль", "密码", "密碼", "パスワード",
        "暗証", "암호", "비밀번호", "wachtwoord", "lösenord",
        "api key", "apikey", "api-key", "access token", "auth token", "api token", "personal access token",
        "secret key", "access key", "client secret", "private key", "secret access", "secret?", "secret:", "master key",
        "encryption key", "recovery key", "seed phrase", "vault token", "unlock key", "bearer token", "license key",
    ]
    private static let words = ["pin", "token", "secret", "passphrase", "pwd", "credentials", "key?"]
    private static let codes = [
        "one-time", "one time pass", "verification code", "two-factor", "2fa", "mfa", "authenticator",
        "authentication code", "security code", "6-digit", "six-digit", "otp", "totp", "code de vérification",
        "bestätigungscode", "código de verificación", "codice di verifica", "код подтверждения", "验证码", "確認コード",
        "passcode or option", "device code", "sms code", "login code", "backup code", "yubikey", "guard code",
        "authorization code", "authorisation code", "confirmation code",
    ]

    /// ``PromptKind/password``, ``PromptKind/otp`` or nil, by the words of the line that asks.
    ///
    /// - Parameter isEchoing: nil: unknown or no matter.
    static func kind(of reading: ScreenReading, isEchoing: Bool?) -> PromptKind? {
        let text = reading.asked
        let isAsking = reading.isBehindQuestion || PhraseBook.asks(text)
        guard isAsking else { return nil }
        if let choices = reading.choices, choices.endsLine, choices.yes != nil { return nil }
        if isLocation(text) { return nil }
        let isSecret = text.hasAny(secrets) || text.hasAnyWord(words)
        let isCode = text.hasAny(codes)
        if isCode, !text.hasAny(["password", "passphrase"]) || text.hasAny(["one-time", "one time", "otp"]) {
            return .otp
        }
        if isSecret { return .password }
        if isEchoing == false { return isCode ? .otp : .password }
        return nil
    }

    /// The file, name or length of a secret is none.
    private static func isLocation(_ text: LowerText) -> Bool {
        text.hasAny([
            "file in which", "path to", "filename", "file name", "key name", "name of", "token name", "name for",
            "key file", "how many", "length", "key type", "which key", "key id", "token type", "save the key",
            "keyfile", "what kind", "key size", "keysize", "expires", "valid for",
        ])
    }

    /// Whether a question for text wants something personal: a login's name, a card.
    static func isPersonal(_ question: LowerText) -> Bool {
        let words = question.text.split(separator: " ").filter { !$0.contains("/") && !$0.contains("-user") }
        let text = LowerText(words.joined(separator: " "))
        return isLogin(text) || isAccount(text)
    }

    private static func isLogin(_ text: LowerText) -> Bool {
        text.hasAnyWord([
            "username", "user", "login", "identifiant", "benutzername", "usuario", "utente", "ユーザー名",
        ]) && !text.hasAny(["user interface", "users", "login shell", "end user", "for user", "user agent", "by user"])
    }

    private static func isAccount(_ text: LowerText) -> Bool {
        text.hasAny([
            "card number", "cvv", "cvc", "user name", "iban", "account number", "account name", "social security",
            "credit card", "security question", "nom d'utilisateur", "用户名", "имя пользователя", "docker id",
            "access key id", "client id", "phone number",
        ])
    }
}
