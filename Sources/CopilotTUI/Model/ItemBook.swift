import CopilotCells
package import CopilotModel

/// The items of fan-outs that came from files, page by page as they come into sight: a state holds only how many there are.
struct ItemBook: Sendable {
    /// Items in a page: some screenfuls.
    static let pageSize = 256
    /// The cap on pages; the one that was asked for first gives way.
    static let mostPages = 64
    /// Columns of an item that are kept: more is never shown.
    static let columnLimit = 200

    private struct Page: Hashable {
        var task: TaskID
        var number: Int
    }

    private var pages: [Page: [String]] = [:]
    /// In the order of asking.
    private var asked: [Page] = []

    /// The item counted from 0; nil while it is not known.
    func item(_ index: Int, of task: TaskID) -> String? {
        guard index >= 0, let page = pages[Page(task: task, number: index / Self.pageSize)] else { return nil }
        let offset = index % Self.pageSize
        return offset < page.count ? page[offset] : nil
    }

    /// The page that has to be asked for to know an item; nil if it was.
    mutating func request(for index: Int, of task: TaskID) -> ItemRequest? {
        let page = Page(task: task, number: index / Self.pageSize)
        guard index >= 0, !asked.contains(page) else { return nil }
        if asked.count >= Self.mostPages { pages[asked.removeFirst()] = nil }
        asked.append(page)
        return ItemRequest(task: task, offset: page.number * Self.pageSize, limit: Self.pageSize)
    }

    /// Keeps what was read; it may be less than was asked for.
    mutating func take(_ items: [String], from offset: Int, of task: TaskID) {
        let page = Page(task: task, number: offset / Self.pageSize)
        guard asked.contains(page) else { return }
        pages[page] = Array(items.prefix(Self.pageSize))
    }

    /// Forgets all, for a state whose fan-outs may be others.
    mutating func clear() { self = ItemBook() }
}

/// Items that a screen wants to show: of a fan-out, from the one at `offset` (counted from 0) on, at most `limit`.
package struct ItemRequest: Sendable, Hashable {
    package let task: TaskID
    package let offset: Int
    package let limit: Int
}

extension ScreenModel {
    /// The items in sight that nobody has told yet, one page at a time; nil if there are none. Answered by
    /// ``ScreenMessage/items(_:of:)``.
    package mutating func wantedItems() -> ItemRequest? {
        guard let state, !state.expansions.isEmpty else { return nil }
        var ordinals = selectedOrdinal.map { [$0] } ?? []
        for index in tree.list.window(count: tree.rows.count, height: content(of: .tree).height) {
            if case .task(let ordinal)? = tree.rows[index]?.content { ordinals.append(ordinal) }
        }
        for ordinal in ordinals where ordinal < state.tasks.count {
            let id = state.tasks[ordinal].id
            guard id.isChild, let fanOut = state.declaration(of: ordinal).fanOut, case .file? = fanOut.items,
                let index = fanOut.itemIndex(ofChild: id.item), items.item(index, of: id.declared) == nil,
                let request = items.request(for: index, of: id.declared)
            else { continue }
            return request
        }
        return nil
    }

    /// The values of the placeholders of a child of a fan-out, as far as they are known; none for another task.
    func placeholders(of ordinal: Int) -> [String: String] {
        guard let state, ordinal < state.tasks.count, state.tasks[ordinal].id.isChild,
            let fanOut = state.declaration(of: ordinal).fanOut
        else { return [:] }
        let id = state.tasks[ordinal].id
        var item: String?
        if let index = fanOut.itemIndex(ofChild: id.item) {
            switch fanOut.items {
            case .list(let list): item = index < list.count ? list[index] : nil
            case .file: item = items.item(index, of: id.declared)
            case nil: break
            }
        }
        return fanOut.placeholders(ofChild: id.item, item: item)
    }

    /// What a child of a fan-out works on, in a few words that are safe to show: its item and the values of its axes.
    func itemWords(of ordinal: Int) -> String? {
        guard let state,
            let fanOut = state.tasks.indices.contains(ordinal) ? state.declaration(of: ordinal).fanOut : nil
        else { return nil }
        let values = placeholders(of: ordinal)
        let axes = fanOut.items == nil ? [] : fanOut.axes.compactMap { values[$0.name] }
        let words = ([values["item"]].compactMap { $0 } + axes).joined(separator: " ")
        return words.isEmpty ? nil : Sanitizer.line(words, columnLimit: ItemBook.columnLimit)
    }
}
