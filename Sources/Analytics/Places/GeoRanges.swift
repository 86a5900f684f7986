// SPDX-License-Identifier: Apache-2.0

/// Ranges of addresses of one kind, each reaching to the next one's start: a number for the place, 0 for nowhere.
struct GeoRanges<Number: FixedWidthInteger & Sendable>: Hashable, Sendable {
    private(set) var starts: [Number] = []
    private(set) var places: [UInt16] = []

    init(starts: [Number] = [], places: [UInt16] = []) {
        self.starts = starts
        self.places = places
    }

    /// From ranges in any order. Where two overlap, the one that starts later holds.
    init(_ ranges: [(first: Number, last: Number, place: UInt16)]) {
        var end: Number?
        for range in ranges.sorted(by: { $0.first < $1.first }) where range.first <= range.last {
            if let reached = end, reached < range.first { append(reached, 0) }
            append(range.first, range.place)
            end = range.last == .max ? nil : range.last + 1
        }
        if let reached = end { append(reached, 0) }
    }

    func place(of number: Number) -> UInt16 {
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= number { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? 0 : places[low - 1]
    }

    /// Neighbours of one place become one range.
    private mutating func append(_ start: Number, _ place: UInt16) {
        if starts.last == start {
            starts.removeLast()
            places.removeLast()
        }
        guard places.last ?? 0 != place else { return }
        starts.append(start)
        places.append(place)
    }
}
