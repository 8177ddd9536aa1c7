import Foundation

/// Time zones by their names.
package enum NamedZone {
    /// The offset of a zone, named in any case (`europe/berlin`, `CET`), in seconds east of Greenwich; nil for one that is not
    /// known.
    ///
    /// - Parameter wall: milliseconds since 1970.
    package static func seconds(of name: String, at wall: Int64) -> Int? {
        zone(name)?.secondsFromGMT(for: Date(timeIntervalSince1970: Double(wall) / 1000))
    }

    private static func zone(_ name: String) -> TimeZone? {
        let parts = name.split(separator: "/").map { part in
            part.split(separator: "_", omittingEmptySubsequences: false)
                .map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: "_")
        }
        guard parts.count > 1 else { return TimeZone(abbreviation: name.uppercased()) }
        return TimeZone(identifier: parts.joined(separator: "/"))
    }
}
