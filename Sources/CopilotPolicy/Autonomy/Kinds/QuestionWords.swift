/// Tells kinds of questions by their words.
enum QuestionWords {
    static func isHostKey(_ reading: ScreenReading) -> Bool {
        let text = reading.context
        return text.hasAny([
            "authenticity of host", "continue connecting", "host key verification", "store key in cache",
            "host key is not cached", "fingerprint is",
        ])
            && reading.asked.hasAny(["yes/no", "y/n", "fingerprint", "continue", "connecting", "accept", "trust"])
    }

    static func isLicense(_ reading: ScreenReading, _ choices: Choices?) -> Bool {
        let near = LowerText(Array(reading.lastTexts(4)))
        let own = LowerText(reading.question)
        let isLegal =
            own.hasAny([
                "license", "licence", "eula", "terms of", "terms and", "agreement", "terms?", "the terms", "lizenz",
                "conditions", "termini", "licencia", "privacy policy", "terms accepted", "许可", "利用規約", "使用許諾",
            ])
            || near.hasAny([
                "eula", "end user license", "license agreement", "license terms", "licence agreement",
                "contrat de licence", "lizenzvereinbarung",
            ])
        // Whatever a bare "Accept?" is about stands out of sight; it is hardly ever anything else.
        if choices?.yes != nil,
            ["accept?", "agree?", "i accept", "i agree", "do you accept?", "do you agree?"].contains(where: {
                own.begins(with: $0)
            })
        {
            return true
        }
        let above = LowerText(Array(reading.lastTexts(12)))
        let isAbove =
            above.hasAny(["license", "licence", "eula", "terms and conditions", "terms of"])
            && above.hasAny(["accept", "agree"])
            && own.hasAny([
                "accept?", "agree?", "accept the", "accept these", "do you accept", "do you agree", "accept [",
            ])
        let isAccepting = own.hasAny(["accept", "agree", "akzept", "acept", "zustimm", "accett", "同意", "consent"])
        return (isLegal || isAbove) && isAccepting && (choices != nil || reading.asked.hasAny(["?", "type", ":"]))
    }

    static func isConffile(_ reading: ScreenReading) -> Bool {
        let text = LowerText(Array(reading.lastTexts(16)))
        return text.hasAny([
            "maintainer's version", "currently-installed version", "version of the package maintainer",
            "keep your current version", "keep the local version", "version du responsable",
            "local version currently installed", "new version of configuration file", "modified configuration file",
            "configuration file '", ".rpmnew", ".pacnew", "._cfg", "version des paketbetreuers", "versión actual",
        ])
            && (text.hasAny(["keep", "conserv", "garder", "behalt", "manten"]) || text.has("(y/i/n/o/d/z)"))
    }

    static func isOverwrite(_ reading: ScreenReading) -> Bool {
        let own = LowerText(reading.question)
        if own.hasAny(["format", "/dev/sd", "/dev/nvme", "partition", "all data", "disk", "irrevocably"]) {
            return false
        }
        if own.hasAny([
            "overwrit", "écraser", "ecraser", "überschreiben", "ueberschreiben", "sobreescrib", "sobrescrib",
            "sovrascriv", "sobrescrev", "nadpisa", "перезаписать", "clobber", "上書き", "覆盖", "覆蓋", "덮어",
        ]) {
            return true
        }
        let near = LowerText(Array(reading.lastTexts(4)))
        let isOnlyMarks = ScreenReading.letters(in: reading.question) < 60 && reading.asked.hasAny(["(y)es", "[y]es"])
        let paragraph = LowerText(Array(reading.lastTexts(12)))
        if isOnlyMarks, paragraph.hasAny(["replace the existing", "overwrite the existing"]) { return true }
        if isOnlyMarks, near.hasAny(["replace the existing", "to replace", "overwrite"]) { return true }
        let exists = near.hasAny([
            "already exist", "exists", "file exist", "existe déjà", "existiert bereits", "ya existe", "esiste già",
            "existing file", "is not empty", "not empty", "已存在", "已经存在",
        ])
        if own.hasAnyStem([
            "replace", "remplacer", "ersetzen", "reemplazar", "sostituire", "substituir", "заменить", "replac",
        ]) {
            return exists || own.has("replace '") || own.begins(with: "replace ") || own.has(": replace")
        }
        guard exists, own.hasAny(["anyway", "continue", "proceed"]) else { return false }
        if near.hasAny(["file", "destination", "not empty", "anyway"]) { return true }
        // A folder that is there takes more in without losing anything, and its author thinks so too where yes is the default.
        return near.hasAny(["directory", "folder"]) && reading.choices?.yes?.isDefault != true
    }
}
