/// A YAML file of the user's that may be missing.
enum UserFile {
    /// The keys at its top; nil if there is no file, or nothing in it.
    static func entries(_ path: String, most: Int) throws(ConfigFileError) -> [ConfigNode.Entry]? {
        guard SourceFile.exists(path) else { return nil }
        do throws(FileProblem) {
            let bytes = try SourceFile.read(path, most: most, remedy: "remove what does not belong in it")
            guard try hasContent(bytes) else { return nil }
            let root = try YAMLSource.node(SourceText.decode(bytes, format: "keys with values"))
            if case .mapping(let entries) = root.shape { return entries }
            if root.isNull { return nil }
            throw FileProblem(line: root.line, message: "the file is \(root.described); write keys with values")
        } catch {
            throw ConfigFileError(file: path, problems: [error])
        }
    }

    /// Whether there is a line besides blank ones and comments.
    private static func hasContent(_ bytes: [UInt8]) throws(FileProblem) -> Bool {
        try SourceText.withoutMark(bytes[...]).split(separator: 0x0A).contains { line in
            let first = line.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
            return first != nil && first != UInt8(ascii: "#")
        }
    }
}
