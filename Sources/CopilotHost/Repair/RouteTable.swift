/// The kernel's routes to everywhere, as `/proc/net/route` and `/proc/net/ipv6_route` have them: proc(5), route(8).
enum RouteTable {
    /// Flags of linux/route.h.
    private static let up: UInt32 = 0x1
    private static let reject: UInt32 = 0x200

    /// Whether there is a route to everywhere through an interface that is not known to be down.
    static func hasDefault(proc: String, sys: String) -> Bool {
        let interfaces =
            defaults4(SmallFile.text(proc + "/net/route") ?? "")
            + defaults6(SmallFile.text(proc + "/net/ipv6_route") ?? "")
        return interfaces.contains { name in
            SmallFile.text("\(sys)/class/net/\(name)/operstate")?.trimmed != "down"
        }
    }

    /// The interfaces of version 4's routes to all, or to half, of the addresses: VPNs lay two halves over a whole.
    static func defaults4(_ text: String) -> [String] {
        text.split(separator: "\n").dropFirst().compactMap { line in
            let fields = line.split(whereSeparator: \.isWhitespace)
            guard fields.count >= 8, fields[0] != "lo", isUsable(fields[3]) else { return nil }
            // Addresses are written in the machine's order of bytes, so half of them is 80 first or last.
            let isAll = fields[1] == "00000000" && fields[7] == "00000000"
            let isHalf = fields[7] == "00000080" || fields[7] == "80000000"
            return isAll || isHalf ? String(fields[0]) : nil
        }
    }

    /// The interfaces of version 6's routes to everywhere, or to all global addresses (`2000::/3`).
    static func defaults6(_ text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            let fields = line.split(whereSeparator: \.isWhitespace)
            guard fields.count >= 10, fields[9] != "lo", isUsable(fields[8]) else { return nil }
            let isAll = fields[1] == "00" && fields[0].allSatisfy { $0 == "0" }
            let isGlobal = fields[1] == "03" && fields[0].hasPrefix("2")
            return isAll || isGlobal ? String(fields[9]) : nil
        }
    }

    private static func isUsable(_ flags: Substring) -> Bool {
        guard let flags = UInt32(flags, radix: 16) else { return false }
        return flags & up != 0 && flags & reject == 0
    }
}
