/// How much work lists and mappings in brackets make for libyaml, found before anything is parsed.
///
/// For each token its scanner looks at every bracket that is open (scanner.c, `yaml_parser_fetch_more_tokens`), so that
/// a text of some MiB inside 900 brackets takes half a minute. Brackets in quotes and comments count too: the bound
/// only grows by that, and no text that people write comes near it.
enum FlowBound {
    /// Tokens times open brackets: about a second of work (measured: 270 million took 4.8 s on a machine under load).
    static let most = 60_000_000

    /// Refuses a text that would take too long to parse.
    static func check(_ text: String) throws(FileProblem) {
        let line = text.utf8.withContiguousStorageIfAvailable(scan) ?? nil
        if let line { throw FileProblem(line: line, message: "too much inside too many brackets; flatten it") }
    }

    /// The line on which the bound is passed.
    private static func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var line = 1
        var open = 0
        var work = 0
        for byte in bytes {
            switch byte {
            case 0x0A: line &+= 1
            case UInt8(ascii: "["), UInt8(ascii: "{"): open &+= 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): open = max(0, open &- 1)
            case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "\""), UInt8(ascii: "'"): break
            default: continue
            }
            work &+= open
            if work > most { return line }
        }
        return nil
    }
}
