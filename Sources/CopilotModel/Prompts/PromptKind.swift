/// What a command asks for when it waits at its terminal.
package enum PromptKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Yes or no, in any spelling and language.
    case confirm
    /// A word or phrase must be typed in full.
    case typedConfirm = "typed_confirm"
    case pressEnter = "press_enter"
    case anyKey = "any_key"
    case menuNumbered = "menu_numbered"
    /// One letter of several: `[y,n,q,a,d,?]`, `(A)bort`.
    case menuLetters = "menu_letters"
    /// Free text; Enter takes a usable default.
    case textDefault = "text_default"
    case textRequired = "text_required"
    /// A password, passphrase, token or key, shown while typed or not.
    case password
    /// A second factor.
    case otp
    /// ssh's question whether to trust a host.
    case hostkey
    case pager
    case editor
    /// A list moved through with arrow keys, one choice.
    case listSelect = "list_select"
    /// Likewise, several choices.
    case checkbox
    /// A full-screen box with buttons.
    case dialog
    /// Something is there already: replace it?
    case overwrite
    case license
    /// Keep or replace a changed configuration file.
    case conffile
    /// An interpreter's, shell's, debugger's or client's command prompt.
    case repl
    /// It reads data from the terminal, usually without a word.
    case stdin
    /// A full-screen program that ends only on a key.
    case tui
    /// An AI agent asks whether it may run or change something.
    case agentPermission = "agent_permission"
    /// It waits for a person elsewhere and does not read the terminal.
    case waitExternal = "wait_external"
}

/// What may be lost or given away by a wrong answer. None of them: harmless.
package enum PromptStake: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// A yes loses data, removes packages, rewrites disks, history or permissions, or reaches production.
    case destructive
    /// It wants a credential or a personal secret.
    case secret
    /// A host key, a certificate, an unknown publisher or plug-in, a privilege.
    case trust
    /// A legal acceptance.
    case license
    /// It costs money, or publishes.
    case cost

    package static func < (left: PromptStake, right: PromptStake) -> Bool { left.rawValue < right.rawValue }
}
