/// Reads lines that end an uncaught error's report by the name of the error's type: `pkg.mod.SomeError: why`.
enum ExceptionReader {
    /// What the type's name says; nil for a line that does not begin with one.
    static func kind(of line: ArraySlice<UInt8>) -> (kind: FailureKind, strength: Int)? {
        let name = line.prefix { LinePattern.isWord($0) || $0 == 0x2E || $0 == 0x5F || $0 == 0x3A && false }
        guard name.count >= 6, name.count < 120 else { return nil }
        let rest = line[name.endIndex...]
        guard rest.isEmpty || rest.first == 0x3A else { return nil }
        let text = String(decoding: name, as: UTF8.self)
        guard endings.contains(where: { text.hasSuffix($0) }) else { return nil }
        let type = text.split(separator: ".").last.map(String.init) ?? text
        // A word alone is a remark.
        if type == "warning" || type == "failure" { return nil }
        if type == "calledprocesserror" { return (.generic, 30) }
        for (stem, kind, strength) in stems where type.contains(stem) { return (kind, strength) }
        return (.exception, 50)
    }

    private static let endings = [
        "error", "exception", "failure", "timeout", "warning", "interrupt", "expired", "fault",
    ]

    /// Parts of type names, the telling ones first.
    private static let stems: [(String, FailureKind, Int)] = [
        ("timeout", .timedOut, 70), ("timedout", .timedOut, 70), ("expired", .timedOut, 62),
        ("ratelimit", .rateLimit, 80), ("throttl", .rateLimit, 80), ("quota", .usageLimit, 70),
        ("memory", .outOfMemory, 80), ("diskfull", .diskFull, 80), ("nospace", .diskFull, 80),
        ("permission", .denied, 66), ("accessdenied", .denied, 66), ("authentic", .login, 70), ("unauthor", .login, 70),
        ("forbidden", .login, 66), ("credential", .credentials, 70), ("ssl", .tlsProtocol, 60),
        ("certificate", .tlsTrust, 66),
        ("connection", .refused, 64), ("connect", .refused, 62), ("network", .refused, 62), ("resolution", .dns, 62),
        ("gaierror", .dns, 80),
        ("modulenotfound", .missingModule, 76), ("import", .missingModule, 66), ("dependency", .missingModule, 62),
        ("requirement", .missingVersion, 60),
        ("filenotfound", .missingPath, 60), ("nosuchfile", .missingPath, 60),
        ("packagesnotfound", .missingPackage, 70), ("packagenotfound", .missingPackage, 70), ("lock", .lock, 66),
        ("assertion", .test, 52),
        ("syntax", .compile, 60), ("validation", .badValue, 66), ("decode", .parse, 62), ("parse", .parse, 64),
        ("pars", .parse, 60), ("config", .configuration, 62),
        ("usage", .usage, 64), ("argument", .badValue, 52), ("schema", .badValue, 62), ("format", .parse, 56),
        ("integrity", .badValue, 60),
        ("doesnotexist", .unknownName, 56), ("notfound", .unknownName, 56), ("interrupt", .interrupted, 56),
    ]
}
