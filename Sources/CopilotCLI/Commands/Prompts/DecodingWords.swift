/// Decoding errors in words for people.
enum DecodingWords {
    /// `not a JSON object`, `'tail' is missing`, `'rows' is not what it must be: …`.
    static func text(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "\(error)" }
        switch error {
        case .keyNotFound(let key, _): return "'\(key.stringValue)' is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context): return text(context)
        case .dataCorrupted(let context): return context.codingPath.isEmpty ? "not a JSON object" : text(context)
        @unknown default: return "not as it must be"
        }
    }

    private static func text(_ context: DecodingError.Context) -> String {
        guard let key = context.codingPath.last else { return "not a JSON object" }
        return "'\(key.stringValue)' is not what it must be: \(context.debugDescription)"
    }
}
