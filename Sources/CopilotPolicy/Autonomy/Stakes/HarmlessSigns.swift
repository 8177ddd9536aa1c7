import CopilotModel

/// Words that tell that a yes loses nothing: the command goes on, makes something, shows something.
enum HarmlessSigns {
    /// Beginnings of words.
    private static let stems = [
        "continue", "proceed", "go on", "go ahead", "carry on", "resume", "install", "reinstall", "creat", "use ",
        "use?",
        "enabl", "activat", "turn on", "switch on", "download", "run ", "run?", "running", "rerun", "retry", "try ",
        "repeat", "save", "store the",
        "open", "start", "launch", "begin", "build", "rebuild", "compil", "test", "check", "verif", "validat", "show",
        "display", "view", "list ", "print", "read ", "load", "reload", "refresh", "add ", "includ", "generat",
        "configur",
        "set up", "setup", "initialize a", "initialise a", "initialize re", "initialize git", "make a ", "make br",
        "make dir", "keep", "updat", "assum", "correct?", "correct [", "correct (", "right?",
        "ok?", "all ok", "help", "copy", "fetch", "clone", "scan", "search", "find", "wait", "log ", "record", "export",
        "back up",
        "backup", "extract", "unpack", "unzip", "sort", "index", "cache", "preview", "inspect", "edit", "watch",
        "monitor", "debug", "trace", "profile", "lint", "analy", "convert to ", "render", "draw", "play",
        "another round", "recommended", "interactive", "verbose", "colo", "quiet",
        "do you like", "would you like a ", "ready?", "done", "finish", "complet", "apply the patch", "stage ",
        "commit", "bookmark", "support",
        "accept default",
        "does this look", "looks good", "look ok", "look right", "is this co", "is this ok", "is this right",
        "is this good", "is this fine", "is the info", "are these co", "are these set", "are these ok",
        "apply migration", "apply pending migration", "migrate now", "acceptable",
        "detect", "guess",
        // French, German, Spanish, Portuguese, Italian
        "continuer", "poursuivre", "installer", "utiliser", "activer", "télécharger", "exécuter", "lancer", "réessayer",
        "enregistrer", "sauvegarder", "ouvrir", "créer", "afficher", "démarrer", "fortfahren", "fortsetzen", "weiter",
        "installier", "verwenden", "benutzen", "nutzen", "aktivier", "herunterlad", "ausführ", "starten", "wiederhol",
        "erneut", "speicher", "sichern", "öffnen", "erstell", "anlegen", "anzeig", "prüfen", "bauen", "hinzufüg",
        "continuar", "seguir", "instalar", "usar", "activar", "descargar", "ejecutar", "reintentar", "guardar", "abrir",
        "crear", "mostrar", "iniciar", "añadir", "proceder", "prosseguir", "ativar", "baixar", "executar", "tentar",
        "salvar", "criar", "exibir", "adicionar", "continua", "procedere", "prosegu", "installa", "usare", "attiva",
        "scarica", "esegui", "avvia", "riprova", "salva", "apri", "crea", "mostra", "aggiung",
        // Dutch, Nordic, Polish, Czech, Hungarian, Romanian, Turkish, Finnish
        "doorgaan", "installer", "gebruik", "inschakel", "uitvoer", "opnieuw", "opslaan", "openen", "aanmaken", "maken",
        "tonen", "fortsätt", "installera", "använd", "aktivera", "ladda ner", "kör", "försök", "spara", "öppna",
        "skapa",
        "visa", "fortsæt", "fortsett", "bruge", "bruke", "gem ", "åbn", "opret", "opprett", "vis ", "kontynuow",
        "zainstalow", "instalow", "użyć", "uruchom", "pobrać", "spróbow", "zapisać", "otworz", "utworz", "pokaza",
        "pokračov", "instalov", "použí", "stáhn", "spust", "znovu", "ulož", "otevř", "vytvoř", "zobraz", "folytat",
        "telepít",
        "használ", "letölt", "futtat", "mentés", "megnyit", "létrehoz", "continua", "instala", "foloseș", "descărc",
        "devam", "yükle", "kur ", "kurul", "kullan", "indir", "çalıştır", "tekrar", "kaydet", "oluştur", "göster",
        "jatka",
        "asenna", "käytä", "lataa", "suorita", "yritä", "tallenna", "avaa", "luo",
        // Russian, Ukrainian, Greek, Vietnamese, Indonesian
        "продолж", "установ", "использ", "включ", "скач", "загруз", "запуст", "повтор", "сохран", "откры", "созда",
        "показ",
        "добав", "продовж", "встанов", "викорис", "завантаж", "зберег", "відкри", "створ", "συνέχ", "εγκατ", "tiếp tục",
        "cài",
        "sử dụng", "tải", "chạy", "thử lại", "lưu", "mở", "tạo", "lanjut", "pasang", "gunakan", "unduh", "jalankan",
        "coba",
        "simpan", "buka", "buat", "tampil",
    ]
    /// In scripts without blanks between words.
    private static let anywhere = [
        "debugging session is active",
        "继续", "繼續", "安装", "安裝", "使用", "启用", "啟用", "下载", "下載", "运行", "執行", "执行", "重试", "重試", "保存", "打开", "打開",
        "创建", "建立", "显示", "顯示", "添加", "续行", "続行", "続け", "継続", "インストール", "有効", "ダウンロード", "実行", "再試行",
        "開き", "開く", "作成", "表示", "追加", "계속", "설치", "사용", "다운로드", "실행", "다시 시도", "저장", "열기", "열까", "만들", "생성",
        "표시", "추가", "متابعة", "تثبيت", "להמשיך", "להתקין", "जारी", "ดำเนินการ", "ติดตั้ง",
    ]
    /// Beginnings of words that are enough where yes is the program's own default: a choice, a computation, a look of things.
    private static let usual = [
        "confirm change", "confirm the change", "confirm your", "confirm the sel", "confirm sel", "confirm?",
        "confirm (",
        "confirm [", "apply the f", "apply the s", "apply the t", "apply the d", "apply defaults", "apply fix",
        "apply format",
        "apply style", "apply suggest", "apply patch", "import settings", "import config",
        "exit", "quit", "reuse", "switch to", "skip", "ignore", "next", "prefer", "accept default", "fall back", "okay",
        "precompil", "follow", "take the first", "take the last", "accept the sugg", "random", "übernehm", "happy",
        "satisf", "acceptable", "want more",
        "more?",
        "again", "another", "wizard", "rename the", "treat ", "limit", "target ", "honor", "honour",
        "expect",
        "bootstrap", "prepare", "warm", "seed", "populate", "pull", "link", "integrat",
        "connect", "name ", "name it", "write a", "write it to", "write the report", "write the log",
        "write out", "emit", "dry",
        "convert", "plot", "normali", "optimi", "minif", "bundle", "transpil", "align", "label", "group",
        "highlight", "count", "compare", "diff", "measure", "benchmark", "simulat", "estimat", "calculat", "comput",
        "summar", "translate", "transform", "resolve", "interpolat", "smooth", "scale the", "crop", "rotate the image",
        "sampl", "shuffl", "train", "fit ", "predict", "classif", "tokeni", "embed", "split", "collect", "gather",
        "detect", "predefine", "parallel", "vectori", "quanti", "inlin", "unroll", "instrument",
        "format c", "format so", "format fi", "format on", "format w", "autoformat", "indent", "prettif", "beautif",
        "wrap", "number", "pretty", "type check", "typecheck", "parse", "annotat", "document",
        "comment", "sync with upstream", "allow spaces", "pin ",
        "beenden", "ordnung", "korrekt", "richtig", "laufen", "protokoll", "quitter", "correct", "d'accord", "salir",
        "de acuerdo", "correcto",
    ]
    private static let usualAnywhere = ["正しい", "よろしい", "再利用", "変換", "開始", "正确", "可以吗"]
    private static let upgraded = [
        "package", "dependenc", "tool", "version", "pip", "npm", "plugin", "module", "librar", "paket", "paquet",
    ]
    /// First words of a question about how things are, not about a deed.
    private static let states = [
        "is", "are", "was", "were", "does", "ist", "sind", "stimmt", "est", "son", "está",
        "c'est",
    ]
    /// Words by which a question warns of its own yes.
    private static let doubts = [
        "sure", "really", "skip", "ignor", "bypass", "disabl", "without", "certain", "anyway", "definitely",
        "absolutely", "at your own risk", "dangerous", "despite",
        "even though", "regardless", "not recommended", "careful", "sicher", "wirklich", "trotzdem", "vraiment", "sûr",
        "quand même", "seguro", "realmente", "de todos modos", "sicuro", "davvero", "comunque", "certeza", "na pewno",
        "уверен", "действительно", "всё равно", "确定", "確定", "本当", "정말",
    ]

    /// Whether a yes is plainly harmless.
    /// - Parameter isTyped: the last sentence tells what to type; the deed stands before it.
    static func are(in question: String, isTyped: Bool = false) -> Bool {
        if isTyped { return LowerText(question).hasAnyStem(stems) || LowerText(question).hasAny(anywhere) }
        let (sentence, verb) = QuestionVerb.place(in: question)
        return verb.hasAnyStem(stems) || stems.contains { $0.contains(" ") && sentence.begins(with: $0) }
            || LowerText(question).hasAny(anywhere)
    }

    /// Whether, where yes is the program's own default, a yes may be typed: the question has a sign, asks how things are, or is
    /// one word or two. A longer question whose verb is in no list may be about anything.
    static func areUsual(in text: String) -> Bool {
        let (sentence, verb) = QuestionVerb.place(in: text)
        let question = LowerText(text)
        if are(in: text) || verb.hasAnyStem(usual) || question.hasAny(usualAnywhere) { return true }
        if usual.contains(where: { $0.contains(" ") && sentence.begins(with: $0) }) { return true }
        if question.hasStem("upgrad"), question.hasAnyStem(upgraded) { return true }
        let words = question.words.filter {
            $0.unicodeScalars.count > 1 && !YesNoWords.isYes($0) && !YesNoWords.isNo($0)
        }
        return words.count <= 1 || words.first.map { states.contains($0) } ?? true
    }

    static func isDoubted(_ question: LowerText) -> Bool { question.hasAnyStem(doubts) }
}

extension HarmlessSigns {
    private static let viewing = [
        "see", "view", "open", "read", "show", "visit", "browse", "take a", "watch", "look at",
    ]
    private static let extras = [
        "what's new", "whats new", "release notes", "changelog", "change log", "changes in this version",
        "in a browser",
        "in your browser", "in the browser", "web page", "webpage", "website", "homepage", "home page", "the docs",
        "documentation", "a tour", "tour of", "tutorial", "introduction", "news",
    ]

    /// Whether a yes only shows something beside the work (what is new, a web page, a tour), or is a favour (a star, a survey):
    /// nobody is there to look at it, and it may wait for a reader of its own.
    static func areBesideTheWork(_ question: LowerText) -> Bool {
        question.hasAnyWord(viewing) && question.hasAny(extras)
            || question.hasAny([
                "star us", "star the repo", "star this", "a survey", "our survey", "give feedback", "rate us",
            ])
    }
}

extension Prompt {
    /// Whether a yes only shows something that nobody is there to see.
    var isBesideTheWork: Bool { kind == .confirm && HarmlessSigns.areBesideTheWork(LowerText(question)) }

    /// Whether a yes to a question of which no stake was found may be typed.
    ///
    /// Where the program's own default is yes, its author holds a yes for the usual answer: nearly any sign is enough. Where the
    /// default is no, or where a word must be typed in full, its author has a doubt: a yes needs a plain sign, and no word of
    /// warning. Where there is no default a plain sign is needed as well. A question whose verb is in no list may be about
    /// anything. Nobody is there to look at what only shows something beside the work.
    var deservesYes: Bool {
        if isBesideTheWork { return false }
        let yes = reply(.accept)
        let own = reply(.takeDefault)?.label
        let text = LowerText(question)
        if yes?.isDefault == true || own.map({ YesNoWords.isYes($0) }) == true {
            return HarmlessSigns.areUsual(in: question)
        }
        let isRefusing = reply(.decline)?.isDefault == true || own.map { YesNoWords.isNo($0) } == true
        guard HarmlessSigns.are(in: question, isTyped: kind == .typedConfirm) else { return false }
        return !(isRefusing || kind == .typedConfirm) || !HarmlessSigns.isDoubted(text)
    }
}
