internal import Glibc

/// What was learned, as a value for a store. Two such values can be merged: histories of the same hash take the runs of both
/// (in turn, from the oldest, so that the window keeps the newest of each), cells add their weights, the price is the mean of
/// the two logarithms weighted with `learned`.
extension TimeoutPredictor: Codable {
    private enum CodingKeys: String, CodingKey {
        case version, hashes, histories, places, cells, logPrice, longest, learned, uses
    }

    /// The form of what is written. A value of another form is refused.
    private static let version = 1

    package init(from decoder: any Decoder) throws {
        self.init()
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let found = try values.decode(Int.self, forKey: .version)
        guard found == Self.version else {
            throw DecodingError.dataCorruptedError(
                forKey: .version, in: values,
                debugDescription: "history of form \(found), this version reads \(Self.version)")
        }
        let hashes = try values.decode([UInt64].self, forKey: .hashes)
        let histories = try values.decode([RunHistory].self, forKey: .histories)
        for (hash, history) in zip(hashes, histories).prefix(tuning.mostNodes) where slots[hash] == nil {
            slots[hash] = self.histories.count
            self.hashes.append(hash)
            self.histories.append(history)
        }
        let places = try values.decode([Int].self, forKey: .places)
        let cells = try values.decode([MarginCell].self, forKey: .cells)
        for (place, cell) in zip(places, cells) where self.cells.indices.contains(place) && cell.isSound {
            self.cells[place] = cell
        }
        let prices = log(tuning.prices.lowerBound)...log(tuning.prices.upperBound)
        let price = try values.decode(Double.self, forKey: .logPrice)
        logPrice = price.isFinite ? min(max(price, prices.lowerBound), prices.upperBound) : logPrice
        longest = try values.decode(Float.self, forKey: .longest)
        longest = longest.isFinite ? max(0, longest) : 0
        learned = max(0, try values.decode(Int.self, forKey: .learned))
        uses = try values.decode(UInt64.self, forKey: .uses)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(Self.version, forKey: .version)
        try values.encode(hashes, forKey: .hashes)
        try values.encode(histories, forKey: .histories)
        let known = cells.indices.filter { cells[$0] != nil }
        try values.encode(known, forKey: .places)
        try values.encode(known.compactMap { cells[$0] }, forKey: .cells)
        try values.encode(logPrice, forKey: .logPrice)
        try values.encode(longest, forKey: .longest)
        try values.encode(learned, forKey: .learned)
        try values.encode(uses, forKey: .uses)
    }
}
