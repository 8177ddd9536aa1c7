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
        "继续", "繼續", "安装", "安裝", "使用", "启用", "啟用", "下载", "下載", "运行", "執行", "执行", "重试", "重試", "保存", "打开", "打開",
        "创建", "建立", "显示", "顯示", "添加", "续行", "続行", "続け", "継続", "インストール", "有効", "ダウンロード", "実行", "再試行",
        "開き", "開く", "作成", "表示", "追加", "계속", "설치", "사용", "다운로드", "실행", "다시 시도", "저장", "열기", "열까", "만들", "생성",
        "표시", "추가", "متابعة", "تثبيت", "להמשיך", "להתקין", "जारी", "ดำเนินการ", "ติดตั้ง",
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
    static func are(in question: LowerText) -> Bool { question.hasAnyStem(stems) || question.hasAny(anywhere) }

    static func isDoubted(_ question: LowerText) -> Bool { question.hasAnyStem(doubts) }
}

extension Prompt {
    /// Whether a yes to a question of which no stake was found may be typed.
    ///
    /// Where the program's own default is yes, its author holds a yes for the usual answer. Where the default is no, or where a
    /// word must be typed in full, its author has a doubt: a yes needs a positive sign, and no word of warning. Where there is
    /// no default a sign is needed as well: of the recorded harmless questions all but one have it, and a question whose verb is
    /// in no list may be about anything.
    var deservesYes: Bool {
        let yes = reply(.accept)
        let own = reply(.takeDefault)?.label
        if yes?.isDefault == true || own.map({ YesNoWords.isYes($0) }) == true { return true }
        let text = LowerText(question)
        let isRefusing = reply(.decline)?.isDefault == true || own.map { YesNoWords.isNo($0) } == true
        guard HarmlessSigns.are(in: text) else { return false }
        return !(isRefusing || kind == .typedConfirm) || !HarmlessSigns.isDoubted(text)
    }
}
