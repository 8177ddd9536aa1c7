/// Finds an HTTP status in a line: `The requested URL returned error: 503`, `HTTP/1.1 429`, `status code 401`.
enum HTTPStatusReader {
    /// The status that a line in lower case names, 400 to 599.
    static func status(in line: ArraySlice<UInt8>) -> Int? {
        var place = line.startIndex
        while place + 3 <= line.endIndex {
            defer { place += 1 }
            guard line[place] == 0x34 || line[place] == 0x35, let number = number(line, at: place) else { continue }
            if announces(line[..<place]) || explains(line[(place + 3)...]) { return number }
        }
        return nil
    }

    private static func number(_ line: ArraySlice<UInt8>, at place: Int) -> Int? {
        let digits = line[place..<(place + 3)]
        guard digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        if place > line.startIndex, LinePattern.isWord(line[place - 1]) || [0x2E, 0x2D].contains(line[place - 1]) {
            return nil
        }
        if place + 3 < line.endIndex {
            let next = line[place + 3]
            if LinePattern.isWord(next) { return nil }
            // `500.5` and `404-1` are no statuses, `404.` and `404 -` are.
            if next == 0x2E || next == 0x2D, place + 4 < line.endIndex, LinePattern.isWord(line[place + 4]) {
                return nil
            }
        }
        return digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }

    private static let announcements: [[UInt8]] = [
        "http error", "http/1.1", "http/1.0", "http/2", "http", "returned error:", "returned error", "status code",
        "status code:", "status:", "status",
        "error code:", "error code", "response code", "response code:", "response:", "response status",
        "server returned", "api error:", "statuscode=", "statuscode:",
        "status_code=", "status=", "http status:", "http code", "code:", "code=", "http_status:", "returned",
        "server said:", "returned code", "http response code", "error:", "npm error", "error",
        "got", "error occurred", "failed with", "failed with status", "replied", "answered", "responded with",
        "failed:", "http status", "with status code", "with a", "status\":", "code\":",
    ].map { Array($0.utf8) }

    private static let explanations: [[UInt8]] = [
        "client error", "server error", "unauthorized", "forbidden", "not found", "too many requests",
        "internal server error", "bad gateway",
        "service unavailable", "gateway time", "bad request", "request timeout", "conflict", "unprocessable",
        "payload too large", "method not allowed",
        "proxy authentication", "gone", "insufficient storage", "service temporarily",
    ].map { Array($0.utf8) }

    private static func announces(_ before: ArraySlice<UInt8>) -> Bool {
        var before = before
        while let last = before.last, last == 0x20 || last == 0x28 || last == 0x22 || last == 0x27 || last == 0x5B {
            before.removeLast()
        }
        return announcements.contains { word in
            before.count >= word.count && before.suffix(word.count).elementsEqual(word)
                && !(before.count > word.count && LinePattern.isWord(before[before.endIndex - word.count - 1]))
        }
    }

    private static func explains(_ after: ArraySlice<UInt8>) -> Bool {
        let after = after.drop { $0 == 0x20 || $0 == 0x3A || $0 == 0x2D || $0 == 0x28 || $0 == 0x22 || $0 == 0x29 }
        return explanations.contains { after.starts(with: $0) }
    }

    /// What a status means.
    ///
    /// Source: RFC 9110, RFC 6585 (429), RFC 4918 (507).
    static func kind(_ status: Int) -> FailureKind {
        switch status {
        case 401, 403: .login
        case 404, 410: .unknownName
        case 407: .proxyLogin
        case 408, 504, 524: .timedOut
        case 429: .rateLimit
        case 507: .serverFull
        case 500...599: .serverError
        default: .refusedRequest
        }
    }
}
