/// Words that questions are made of, in several languages.
enum PhraseBook {
    /// Whether a line asks something by its words.
    static func asks(_ text: LowerText) -> Bool {
        text.hasAny(phrases) || text.hasAnyStem(openers)
    }

    private static let phrases = [
        "do you want", "would you like", "are you sure", "do you wish", "shall i", "should i", "may i", "ok to ",
        "is this ok", "is this correct", "please enter", "please select", "please choose", "please confirm",
        "please type", "please specify", "please provide", "press enter", "press any", "your choice", "your answer",
        "voulez-vous", "souhaitez-vous", "êtes-vous", "möchten sie", "wollen sie", "sind sie sicher", "¿", "desea ",
        "deseja ", "vuoi ", "czy chcesz", "вы уверены", "хотите", "ですか", "ますか", "是否", "请输入", "請輸入", "confirm",
        "continue?", "proceed?", "y/n", "yes/no", "select a", "select an", "what would", "which ", "how many",
        "what is",
        "accept?", "overwrite", "type '", "type \"",
    ]
    private static let openers = [
        "enter", "choose", "select", "username", "user name", "login", "password", "passphrase", "passcode", "pick",
        "saisissez", "entrez", "choisissez", "geben sie", "eingabe", "wählen", "introduzca", "seleccione", "elija",
        "digite", "inserisci", "wybierz", "podaj", "введите", "выберите", "name", "email", "e-mail", "mot de passe",
        "passwort", "contraseña", "senha", "пароль",
    ]

    /// Words that ask for something other than a yes or no.
    static func asksOpenly(_ text: LowerText) -> Bool {
        let openWords = [
            "what", "which", "where", "who", "whom", "how", "when", "why", "enter", "choose", "select", "pick", "type",
            "quel", "quelle", "où", "qui", "comment", "was", "welche", "welcher", "welches", "wo", "wer", "wie", "qué",
            "cuál", "dónde", "cómo", "quale", "dove", "come", "qual", "onde", "jaki", "gdzie", "какой", "где", "как",
        ]
        guard let first = text.words.first else { return false }
        return openWords.contains(first)
            || text.hasAny(["what do you", "which ", "how many", "what is", "what should"])
    }
}
