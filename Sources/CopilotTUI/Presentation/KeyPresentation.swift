import CopilotCells

extension Keymap {
    /// The key to name for an action in a context, or everywhere; nil: it has none.
    func key(for action: Action, in context: KeyContext) -> String? {
        binding(of: action, in: context)?.keys.first?.chord
    }

    /// A word or two for what an action does; its name in a keymap where it has no meaning here.
    func label(of action: Action, in context: KeyContext) -> String {
        binding(of: action, in: context)?.label ?? action.rawValue
    }
}
