/// How much work a YAML text makes, found before anything is parsed. Signs in quotes, comments and scripts count too:
/// the bounds only grow by that, and no text that people write comes near them.
enum WorkBound {
    /// Lines, commas and colons together, of which every value has one: about three seconds and 400 MB (measured with a
    /// release build under load: 5 µs and 180 bytes each; 100,000 tasks written out have 600,000).
    static let mostValues = 800_000
    /// Signs times open brackets. For each token libyaml looks at every bracket that is open (scanner.c,
    /// `yaml_parser_fetch_more_tokens`), so that 3 MiB inside 900 brackets take half a minute. About a second
    /// (measured: 270 million took 4.8 s under load).
    static let mostBracketed = 60_000_000

    /// Refuses a text that would take too long to parse.
    static func check(_ text: String) throws(FileProblem) {
        let problem = text.utf8.withContiguousStorageIfAvailable(scan) ?? nil
        if let problem { throw problem }
    }

    private static func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> FileProblem? {
        var line = 1
        var values = 0
        var open = 0
        var bracketed = 0
        for byte in bytes {
            switch byte {
            case 0x0A:
                line &+= 1
                values &+= 1
            case UInt8(ascii: ","), UInt8(ascii: ":"): values &+= 1
            case UInt8(ascii: "["), UInt8(ascii: "{"): open &+= 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): open = max(0, open &- 1)
            case UInt8(ascii: "\""), UInt8(ascii: "'"): break
            default: continue
            }
            bracketed &+= open
            if bracketed > mostBracketed {
                return FileProblem(line: line, message: "too much inside too many brackets; flatten it")
            }
            if values > mostValues {
                let message =
                    "too many values for YAML; use 'for_each' over a file, or JSON lines (.jsonl), a task a line"
                return FileProblem(line: line, message: message)
            }
        }
        return nil
    }
}
