import Glibc

/// The argument and environment vectors of one start, in memory that the next one uses again.
struct SpawnArena {
    /// C's view of a vector of strings: pointers with a null at the end.
    typealias Vector = UnsafePointer<UnsafeMutablePointer<CChar>?>

    private var bytes: [CChar] = []
    private var argumentStarts: [Int] = []
    private var environmentStarts: [Int] = []
    private var pointers: [UnsafeMutablePointer<CChar>?] = []

    /// Takes the strings in. Variables in `without` are left out.
    ///
    /// - Returns: false if one of them cannot be passed: a null byte in it, or a variable without a name or with `=` in it.
    mutating func load(arguments: [String], environment: [String: String], without: Set<String>) -> Bool {
        bytes.removeAll(keepingCapacity: true)
        argumentStarts.removeAll(keepingCapacity: true)
        environmentStarts.removeAll(keepingCapacity: true)
        for argument in arguments {
            argumentStarts.append(bytes.count)
            guard add(argument) else { return false }
            bytes.append(0)
        }
        for (name, value) in environment where !without.contains(name) {
            environmentStarts.append(bytes.count)
            guard !name.isEmpty, !name.utf8.contains(UInt8(ascii: "=")), add(name) else { return false }
            bytes.append(CChar(UInt8(ascii: "=")))
            guard add(value) else { return false }
            bytes.append(0)
        }
        return true
    }

    private mutating func add(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { utf8 in
            guard let base = utf8.baseAddress, !utf8.isEmpty else { return true }
            guard memchr(base, 0, utf8.count) == nil else { return false }
            bytes.append(contentsOf: UnsafeRawBufferPointer(utf8).bindMemory(to: CChar.self))
            return true
        }
    }

    /// Calls `body` with the vectors; they are valid only during the call.
    mutating func withVectors<Result>(_ body: (_ arguments: Vector, _ environment: Vector) -> Result) -> Result? {
        pointers.removeAll(keepingCapacity: true)
        return bytes.withUnsafeMutableBufferPointer { bytes in
            for start in argumentStarts { pointers.append(bytes.baseAddress.map { $0 + start }) }
            pointers.append(nil)
            for start in environmentStarts { pointers.append(bytes.baseAddress.map { $0 + start }) }
            pointers.append(nil)
            return pointers.withUnsafeBufferPointer { pointers in
                pointers.baseAddress.map { body($0, $0 + argumentStarts.count + 1) }
            }
        }
    }
}
