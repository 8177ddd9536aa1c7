extension LogDocument {
    /// The lines that a piece of a command's output shows, without colours: redrawn progress bars as they ended, what
    /// was erased left out.
    ///
    /// - Parameters:
    ///   - bytes: the end of an output, or a region of it.
    ///   - isCut: whether there was output before it; then the rest of a sequence at its beginning is left out.
    /// - Returns: at most 5,000 lines, oldest first, of at most 64 KiB each.
    package static func plainLines(of bytes: [UInt8], isCut: Bool) -> [String] {
        var document = LogDocument(limits: Limits(bytesPerLine: 65_536, runsPerLine: 1))
        document.append(isCut ? Array(bytes.dropFirst(TailFront.remnant(of: bytes))) : bytes)
        document.finish()
        return document.writtenLines.map { document.text(of: $0) }
    }
}
