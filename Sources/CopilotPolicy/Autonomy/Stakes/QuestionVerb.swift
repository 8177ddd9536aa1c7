/// The words of a question that hold its verb: in English its first ones, behind `Do you want to` and the like; what stands later is
/// what the verb is about (`Set the DNS record?` records nothing).
enum QuestionVerb {
    /// Beginnings that say nothing about the deed.
    private static let openings = [
        "do you really want to ", "do you want me to ", "do you want us to ", "do you still want to ",
        "do you also want to ",
        "do you want to ", "do you wish to ", "would you like me to ", "would you like us to ",
        "would you also like to ",
        "would you like to ", "are you sure you want to ", "are you ready to ", "is it ok to ", "is it okay to ",
        "ok to ",
        "okay to ", "shall i ", "shall we ", "should i ", "should we ", "may i ", "may we ", "can i ", "can we ",
        "i will ",
        "want to ", "ready to ", "please ", "also ", "now ", "then ", "and ", "so ", "or ", "really ", "just ",
        "you can ", "type x to ", "type yes to ", "type y to ", "enter x to ", "enter yes to ", "enter y to ",
        "press x to ",
        "press y to ", "hit y to ",
    ]
    /// Words between which the verb is looked for.
    private static let mostWords = 2

    private static let inverting: Set<String> = [
        "should", "shall", "may", "must", "will", "is", "are", "does", "do", "would", "could", "can",
    ]
    private static let closings = [
        "go ahead", "is this ok", "is that ok", "is this correct", "continue", "proceed", "carry on", "go on",
        "try again",
        "retry", "ok", "okay", "ready",
    ]

    private static func endsIn(_ closing: String, _ sentence: String) -> Bool {
        let bare = sentence.split { "[(<".contains($0) }.first.map { ScreenReading.trimmed($0) } ?? sentence
        return bare == closing || bare.hasSuffix(" " + closing)
    }

    /// The last sentence from its verb on, and the first words of that; of another language, where the verb may stand at the end,
    /// both are the whole. Names in quotes are left out.
    static func place(in question: String) -> (sentence: LowerText, verb: LowerText) {
        let text = withoutQuotes(LowerText(question).text)
        let isForeign = text.utf8.contains { $0 >= 0x80 } || isForeignAnswer(text)
        if isForeign { return (LowerText(text), LowerText(text)) }
        var sentence = lastSentence(of: text)
        while let opening = openings.first(where: { sentence.hasPrefix($0) }) {
            sentence = String(sentence.dropFirst(opening.count))
        }
        let words = sentence.split(separator: " ").prefix(mostWords).map(String.init)
        // `Should the tests run`, `Is it ready`: what is asked about stands between; `… go ahead` ends what was told above it.
        if let first = words.first, inverting.contains(first) || closings.contains(where: { endsIn($0, sentence) }) {
            let whole = LowerText(ScreenReading.trimmedEnd(sentence) + "?")
            return (whole, whole)
        }
        return (LowerText(sentence), LowerText(words.joined(separator: " ") + " "))
    }

    /// `[j/n]`, `(o/n)`: the letter for yes is another.
    private static func isForeignAnswer(_ text: String) -> Bool {
        guard let choices = ChoiceReader.choices(in: text), let yes = choices.yes else { return false }
        return !yes.key.hasPrefix("y")
    }

    /// What is asked behind the last full stop, up to the last question mark; choices behind it are no sentence.
    private static func lastSentence(of text: String) -> String {
        let asked = text.lastIndex(of: "?").map { text[..<$0] }.flatMap { $0.contains(where: \.isLetter) ? $0 : nil }
        var parts: [String] = [""]
        for word in (asked ?? text[...]).split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let isEnd = ".!?:;,".contains(word.last ?? " ")
            parts[parts.count - 1] += (isEnd ? word.dropLast() : word) + " "
            if isEnd { parts.append("") }
        }
        let sentence = parts.last { $0.split { !$0.isLetter }.contains { $0.count > 1 } } ?? text
        return String(sentence.drop { !$0.isLetter })
    }

    private static func withoutQuotes(_ text: String) -> String {
        QuotedWords.words(in: text).reduce(text) { rest, name in
            for mark in ["'", "\"", "`"] {
                guard let place = rest.firstRange(of: mark + name + mark) else { continue }
                return String(rest[..<place.lowerBound]) + "x" + String(rest[place.upperBound...])
            }
            return rest
        }
    }
}
