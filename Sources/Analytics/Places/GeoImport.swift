// SPDX-License-Identifier: Apache-2.0

import Values

/// Makes a table of places out of lines `first address,last address,country,region,…`, as public lists have them. What
/// stands behind the region, such as a city, is not taken in.
package struct GeoImport: Sendable {
    private var numbers: [Place: UInt16] = [:]
    private var places: [Place?] = [nil]
    private var version4: [(first: UInt32, last: UInt32, place: UInt16)] = []
    private var version6: [(first: UInt64, last: UInt64, place: UInt16)] = []
    /// Lines that were none, such as a heading.
    package private(set) var skipped = 0

    package init() {}

    package mutating func add(line: some StringProtocol) {
        let cells = Self.cells(of: line)
        guard cells.count >= 3, let first = NetworkAddress(cells[0]), let last = NetworkAddress(cells[1]),
            let number = number(country: cells[2], region: cells.count > 3 ? cells[3] : "")
        else {
            skipped += 1
            return
        }
        switch (first, last) {
        case (.version4(let first), .version4(let last)): version4.append((first, last, number))
        case (.version6(let first), .version6(let last)): version6.append((first, last, number))
        case (.version4, .version6), (.version6, .version4): skipped += 1
        }
    }

    package var table: GeoTable {
        GeoTable(places: places, version4: GeoRanges(version4), version6: GeoRanges(version6))
    }

    /// Nil for what is no country, and when there are more places than the table can number.
    private mutating func number(country: String, region: String) -> UInt16? {
        let country = country.uppercased()
        guard country.utf8.count == 2, country.utf8.allSatisfy({ (65...90).contains($0) }), country != "ZZ" else {
            return nil
        }
        let name = String(region.filter { $0.isLetter || $0.isNumber || " -'.()".contains($0) }.prefix(60))
        let place = Place(country: country, region: name.isEmpty ? nil : name)
        if let known = numbers[place] { return known }
        guard places.count < UInt16.max else { return nil }
        let number = UInt16(places.count)
        numbers[place] = number
        places.append(place)
        return number
    }

    /// The first four cells, with or without quotes.
    private static func cells(of line: some StringProtocol) -> [String] {
        var cells = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case ",":
                if isQuoted {
                    cells[cells.count - 1].append(character)
                } else if cells.count == 4 {
                    return cells
                } else {
                    cells.append("")
                }
            default: cells[cells.count - 1].append(character)
            }
        }
        return cells
    }
}
