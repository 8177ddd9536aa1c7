import CopilotModel

/// Finds a question without a question: only a key is wanted.
enum GoOnReader {
    private static let enter = [
        "press enter", "press <cr>", "press cr ", "press [return", "return/enter", "enter/return", "pressing enter",
        "[press enter", "hit the enter", "press return", "hit enter", "hit return", "press <enter>", "press [enter]",
        "press <return>",
        "press [return]",
        "press the enter key", "press the return key", "enter to continue", "return to continue", "type return",
        "type <return>", "press ret ",
        "appuyez sur entrée", "appuyez sur la touche entrée", "appuyer sur entrée", "eingabetaste", "enter drücken",
        "drücken sie enter", "mit enter",
        "pulse intro", "presione enter", "pulse enter", "presione intro", "premi invio", "premere invio",
        "pressione enter", "tecle enter", "naciśnij enter",
        "нажмите enter", "нажмите ввод", "按回车", "按 enter", "按enter", "enterキー", "enter を押", "エンター", "<return>",
        "tap enter", "[enter] to ", "<enter> to ", "enter to proceed", "-- enter --", "hit <enter>",
    ]
    private static let key = [
        "press any key", "press a key", "hit any key", "any key to", "press space", "press the any key",
        "strike any key", "push any key",
        "appuyez sur une touche", "beliebige taste", "eine taste", "cualquier tecla", "una tecla", "qualquer tecla",
        "qualsiasi tasto", "un tasto", "dowolny klawisz",
        "любую клавишу", "任意键", "任意鍵", "何かキー", "アイ意のキー", "아무 키", "another key", "any other key", "<any key>",
        "[any key]",
    ]

    /// ``PromptKind/pressEnter``, ``PromptKind/anyKey`` or nil.
    static func kind(of reading: ScreenReading) -> PromptKind? {
        let text = reading.asked
        // Several keys are offered: a full-screen program's help, not a question.
        if reading.lastTexts(8).count(where: { LowerText($0).has("press ") }) >= 3 { return nil }
        if text.hasAny([
            "or type a", "or type sel", "or select", "or enter", "type selection", "for yes", "press y to ",
            "or choose",
        ]) {
            return nil
        }
        let isEnter = text.hasAny(enter) || text.hasAny(["press return/enter", "press enter/return"])
        if isEnter, text.hasAny(["any other key", "other key"]) { return .pressEnter }
        if text.hasAny(key), !text.hasAny(["ctrl", "^c"]) || text.has("any key") { return .anyKey }
        guard text.hasAny(enter) else { return nil }
        if text.hasAny(["(press return)"]) { return nil }
        // "Enter a name, or press Enter for the default" asks for text.
        if text.hasAny([
            "or press enter", "or hit enter", "press enter for", "enter for default", "press enter to accept default",
            "enter to select", "enter to submit", "enter to skip", "enter for none", "or press return", "to send",
            "enter to use", "press enter to use", "leave",
        ]) {
            return nil
        }
        return .pressEnter
    }
}
