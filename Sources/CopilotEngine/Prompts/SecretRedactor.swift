/// Takes secrets that were typed out of the output that follows, over the borders of its chunks.
struct SecretRedactor: Sendable {
    /// Shorter ones would be found everywhere.
    static let fewestBytes = 4
    /// The most secrets of one attempt; of more the oldest is forgotten.
    static let mostSecrets = 8

    private struct Secret: Sendable {
        var bytes: [UInt8]
        var replacement: [UInt8]
    }

    private var secrets: [Secret] = []
    /// The output's end, as long as it may be the beginning of a secret.
    private var held: [UInt8] = []

    /// From now on `bytes` do not pass; in their place stands `[secret NAME]`.
    mutating func add(_ bytes: [UInt8], name: String) {
        guard bytes.count >= Self.fewestBytes, !secrets.contains(where: { $0.bytes == bytes }) else { return }
        secrets.append(Secret(bytes: bytes, replacement: Array("[secret \(name)]".utf8)))
        if secrets.count > Self.mostSecrets { secrets.removeFirst() }
        // The longest first, so that one that begins like another is not cut in two.
        secrets.sort { $0.bytes.count > $1.bytes.count }
    }

    /// What may be kept of the output after `chunk`.
    mutating func pass(_ chunk: some Collection<UInt8>) -> [UInt8] {
        if secrets.isEmpty { return Array(chunk) }
        let input = held + chunk
        held = []
        var output: [UInt8] = []
        output.reserveCapacity(input.count)
        var index = 0
        while index < input.count {
            if let secret = secrets.first(where: { input[index...].starts(with: $0.bytes) }) {
                output += secret.replacement
                index += secret.bytes.count
            } else if mayBegin(input[index...]) {
                held = Array(input[index...])
                return output
            } else {
                output.append(input[index])
                index += 1
            }
        }
        return output
    }

    /// The output is over: what was held back was no secret.
    mutating func finish() -> [UInt8] {
        defer { held = [] }
        return held
    }

    /// Whether the rest of the output is the beginning of a secret.
    private func mayBegin(_ rest: ArraySlice<UInt8>) -> Bool {
        secrets.contains { rest.count < $0.bytes.count && $0.bytes.starts(with: rest) }
    }
}
