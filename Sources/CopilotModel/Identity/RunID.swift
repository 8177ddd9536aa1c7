/// Names a run, readably and uniquely over all workspaces of a user: `nightly-corpus-3f2a`.
package struct RunID: Sendable, Hashable, Codable, RawRepresentable, CustomStringConvertible {
    /// The name; a single path component of at most 80 ASCII characters.
    package let rawValue: String

    /// Takes a name as it stands.
    package init(rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }

    /// Makes a candidate from a mission's name and a number: a slug of at most 60 characters, then four hex digits.
    ///
    /// Uniqueness is the registry's business: it tries candidates until one is free.
    package init(missionName: String, number: UInt16) {
        var slug = ""
        for scalar in missionName.unicodeScalars {
            if slug.utf8.count >= 60 { break }
            if scalar.isASCII, scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
                slug.unicodeScalars.append(contentsOf: String(scalar).lowercased().unicodeScalars)
            } else if !slug.isEmpty, slug.last != "-" {
                slug.append("-")
            }
        }
        while slug.last == "-" { slug.removeLast() }
        let hex = String(number, radix: 16)
        let padded = String(repeating: "0", count: 4 - hex.count) + hex
        self.init(rawValue: (slug.isEmpty ? "mission" : slug) + "-" + padded)
    }

    package init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}
