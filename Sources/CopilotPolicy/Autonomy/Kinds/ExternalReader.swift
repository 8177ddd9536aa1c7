/// Tells a program that waits for a person elsewhere: a device's login, a browser.
enum ExternalReader {
    static func isWaiting(_ reading: ScreenReading) -> Bool {
        let text = reading.context
        let hasPlace = text.hasAny(["http://", "https://", "browser", "your phone", "your device", "navigateur"])
        guard hasPlace else { return false }
        let isAsked = text.hasAny([
            "enter code", "enter the code", "one-time code", "device code", "user code", "to authenticate",
            "to sign in", "to log in", "to authorize", "visit", "open the following",
            "open this", "open the page", "complete the", "approve", "go to", "confirm in", "security key",
            "verification url",
        ])
        let isWaiting = text.hasAny([
            "waiting for", "waiting...", "waiting …", "polling", "awaiting", "then return here", "press ctrl",
            "en attente", "warte auf", "esperando", "login in progress", "to complete",
        ])
        let isCoded =
            text.hasAny(["enter the code", "enter code", "enter this code"])
            && text.hasAny(["to authenticate", "to sign in", "to log in", "to login", "device"])
        return isAsked && (isWaiting || isCoded)
            && text.hasAny(["auth", "login", "log in", "sign in", "code", "approv", "confirm"])
            && reading.choices == nil && GoOnReader.kind(of: reading) == nil
    }
}
