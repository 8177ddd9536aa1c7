/// What makes one declared task into many children, numbered from 1.
///
/// With both `items` and `axes` every item meets every combination, the items turning slowest.
package struct FanOut: Sendable, Hashable, Codable {
    /// Where the items of `for_each` come from.
    package enum Items: Sendable, Hashable, Codable {
        /// Written in the mission.
        case list([String])
        /// One a line of this file, relative to the workspace; read once, when the task becomes ready.
        case file(String)
    }

    /// An axis of `matrix`: a placeholder's name and its values, in the order of declaration.
    package struct Axis: Sendable, Hashable, Codable {
        package var name: String
        package var values: [String]

        package init(name: String, values: [String]) {
            self.name = name
            self.values = values
        }
    }

    package var items: Items?
    package var axes: [Axis]

    /// The most children a fan-out may have: 1,000,000; above it the task fails with that reason.
    package static let mostChildren = 1_000_000

    package init(items: Items? = nil, axes: [Axis] = []) {
        self.items = items
        self.axes = axes
    }

    /// How many combinations the axes have; 1 without axes.
    package var combinations: Int {
        axes.reduce(1) { product, axis in
            let (value, overflow) = product.multipliedReportingOverflow(by: axis.values.count)
            return overflow ? .max : value
        }
    }

    /// How many children there are, if no file has to be read for that.
    package var knownCount: Int? {
        switch items {
        case nil: combinations
        case .list(let list):
            {
                let (n, o) = list.count.multipliedReportingOverflow(by: combinations); return o ? .max : n
            }()
        case .file: nil
        }
    }

    /// Which item (counted from 0) the child `number` (counted from 1) has; nil without `for_each`.
    package func itemIndex(ofChild number: Int) -> Int? {
        items == nil ? nil : (max(1, number) - 1) / max(1, combinations)
    }

    /// The values of the placeholders of child `number` (counted from 1), its item given if it has one.
    package func placeholders(ofChild number: Int, item: String?) -> [String: String] {
        var values: [String: String] = ["index": "\(number)"]
        if let item { values["item"] = item }
        var rest = (max(1, number) - 1) % max(1, combinations)
        for axis in axes.reversed() where !axis.values.isEmpty {
            values[axis.name] = axis.values[rest % axis.values.count]
            rest /= axis.values.count
        }
        if items == nil, !axes.isEmpty { values["item"] = axes.map { values[$0.name] ?? "" }.joined(separator: "-") }
        return values
    }
}
