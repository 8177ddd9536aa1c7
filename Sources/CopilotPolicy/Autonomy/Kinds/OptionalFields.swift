/// Fields that scaffolding tools ask for and that may be left empty.
enum OptionalFields {
    private static let names: Set<String> = [
        "description", "keywords", "git repository", "repository url", "repository", "homepage", "author",
        "test command", "entry point", "license", "tags", "notes", "comment", "project description",
    ]

    /// An empty default where the line asks for such a field and names nothing else.
    static func empty(_ reading: ScreenReading) -> String? {
        var name = LowerText(ListReader.unmarked(reading.asking)).text
        while let last = name.last, last == ":" || last == " " || last == "?" { name.removeLast() }
        if name.hasPrefix("question ") { name.removeFirst("question ".count) }
        return names.contains(name) ? "" : nil
    }
}
