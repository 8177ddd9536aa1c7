/// Yes and no as programs spell them, in the languages that gettext catalogues of common tools have.
enum YesNoWords {
    /// Words and letters that mean yes whatever stands beside them.
    private static let yes: Set<String> = [
        "y", "yes", "yep", "yeah", "ja", "j", "oui", "sí", "si", "sim", "да", "д", "tak", "evet", "kyllä", "ano",
        "igen", "是", "是的", "はい", "예", "네", "true", "ok", "はい(y)", "確定", "确定", "ναι", "так", "da", "áno",
    ]
    /// Letters that mean yes only beside one that means no: oui, sí, tak, evet, kyllä, ano, igen, da.
    private static let yesBesideNo: Set<String> = ["o", "s", "t", "e", "k", "a", "i", "d", "ν", "т", "h"]
    private static let no: Set<String> = [
        "n", "no", "nope", "nein", "non", "não", "nao", "nie", "нет", "н", "hayır", "hayir", "ne", "nem", "ei", "nej",
        "nee", "否", "不", "不是", "いいえ", "아니요", "아니오", "false", "ні", "取消", "cancel", "όχι", "nu", "нi",
    ]
    /// What may stand in a yes-or-no question's brackets without making it a menu.
    private static let extras: Set<String> = [
        "?", "h", "help", "q", "quit", "c", "cancel", "x", "exit", "^c", "ctrl-c", "ctrl+c",
    ]

    static func isNo(_ word: String) -> Bool { no.contains(word.lowercased()) }
    static func isYes(_ word: String) -> Bool { yes.contains(word.lowercased()) }
    static func isYesBesideNo(_ word: String) -> Bool {
        yes.contains(word.lowercased()) || yesBesideNo.contains(word.lowercased())
    }
    static func isExtra(_ word: String) -> Bool { extras.contains(word.lowercased()) }

    /// The letter for yes in a language that a question without letters is written in, told from its words; rpmatch(3)
    /// takes that letter and, in nearly all locales, `y` too.
    static func yesLetter(for text: LowerText) -> String {
        if text.hasAnyWord(["voulez", "vous", "écraser", "supprimer", "êtes", "fichier", "effacer", "remplacer"]) {
            return "o"
        }
        if text.hasAnyWord(["möchten", "sie", "wollen", "soll", "überschreiben", "löschen", "fortfahren", "datei"]) {
            return "j"
        }
        if text.hasAnyWord(["desea", "sobreescribir", "sobrescribir", "borrar", "está", "seguro", "deseja", "vuole"])
            || text.hasAnyWord([
                "sovrascrivere", "sovrascrivo", "cancellare", "deseja", "apagar", "remover", "continuare",
            ])
        {
            return "s"
        }
        if text.hasAnyWord(["czy", "nadpisać", "usunąć"]) { return "t" }
        if text.hasAnyWord(["удалить", "перезаписать", "продолжить", "вы", "уверены", "заменить"]) { return "д" }
        return "y"
    }
}
