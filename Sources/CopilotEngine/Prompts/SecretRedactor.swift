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

    private struct Beginning {
        var length: Int
        var replacement: [UInt8]
        var isMost: Bool

        init(length: Int, of secret: Secret) {
            self.length = length
            replacement = secret.replacement
            isMost = length >= 6 && length * 4 >= secret.bytes.count * 3
        }
    }

    private var secrets: [Secret] = []
    /// The output's end, as long as it may be the beginning of a secret.
    private var held: [UInt8] = []
    /// The longest beginning of a secret that was printed and broke off, and how often one was longer than all before.
    private var longestBeginning = 0
    private var growths = 0
    /// At most so much of what is held back is shown to whoever judges the screen.
    static let mostShown = 3

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
        var noted = 0
        while index < input.count {
            if let secret = secrets.first(where: { input[index...].starts(with: $0.bytes) }) {
                output += secret.replacement
                index += secret.bytes.count
            } else if mayBegin(input[index...]) {
                held = Array(input[index...])
                return output
            } else if index >= noted, let found = beginning(of: input[index...]) {
                noted = index + found.length
                if isTelling(found) {
                    output += found.replacement
                    index = noted
                } else {
                    output.append(input[index])
                    index += 1
                }
            } else {
                output.append(input[index])
                index += 1
            }
        }
        return output
    }

    /// What is held back where it is too short to tell anything; else empty.
    var heldStart: [UInt8] { held.count <= Self.mostShown ? held : [] }

    /// The longest beginning of a secret, two bytes at least, that `rest` starts with.
    private func beginning(of rest: ArraySlice<UInt8>) -> Beginning? {
        var best: Beginning?
        for secret in secrets where rest.first == secret.bytes.first {
            let length = zip(rest, secret.bytes).prefix { $0 == $1 }.count
            guard length >= 2, length > best?.length ?? 0 else { continue }
            best = Beginning(length: length, of: secret)
        }
        return best
    }

    /// Whether a beginning that broke off is to be taken out: most of a secret, or one of several that grow, as a program draws
    /// a line anew with each key.
    private mutating func isTelling(_ beginning: Beginning) -> Bool {
        if beginning.length > longestBeginning {
            longestBeginning = beginning.length
            growths += 1
        }
        return beginning.isMost || beginning.length >= Self.fewestBytes && growths >= 3
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
