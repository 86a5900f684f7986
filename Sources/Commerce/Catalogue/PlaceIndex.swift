// SPDX-License-Identifier: Apache-2.0

import Policy
import Values

/// A place that answers a search.
package struct PlaceFound: Hashable, Sendable {
    package let destination: Destination
    /// The country that was meant, where the plan is for several.
    package let country: String?

    package init(destination: Destination, country: String?) {
        self.destination = destination
        self.country = country
    }
}

/// What destinations are called, folded once for each catalogue: a search compares bytes and makes nothing for a row.
struct PlaceIndex: Sendable {
    private struct Entry: Sendable {
        let destination: Int
        /// The country of a plan for several; nil for the place itself.
        let country: String?
        let code: [UInt8]
        /// Each with a space in front, so that a word begins where a space is: the names of the place, and what it is
        /// called besides.
        let names: [[UInt8]]
        let nicknames: [[UInt8]]
    }

    private let destinations: [Destination]
    private let entries: [Entry]

    init(_ destinations: [Destination]) {
        self.destinations = destinations
        entries = destinations.enumerated().flatMap { index, place in
            let own = [place.name.vietnamese.folded, place.name.english.folded, place.slug]
            let only = place.isRegion ? nil : place.countries.first
            let itself = Entry(
                destination: index, country: nil, code: Array((only ?? "").lowercased().utf8),
                names: Self.names(own + (only.map(Countries.officialNames) ?? [])),
                nicknames: Self.names(only.map(Countries.nicknames) ?? []))
            let covered = (place.isRegion ? place.countries : []).map { code in
                Entry(
                    destination: index, country: code, code: Array(code.lowercased().utf8),
                    names: Self.names(Countries.officialNames(of: code)),
                    nicknames: Self.names(Countries.nicknames(of: code)))
            }
            return [itself] + covered
        }
    }

    private static func names(_ names: [String]) -> [[UInt8]] {
        Set(names.map { String($0.map { $0.isLetter || $0.isNumber ? $0 : " " }) }).sorted().map {
            Array(" \($0)".utf8)
        }
    }

    /// Best first: the place itself, then plans for several countries that reach it.
    func search(_ text: String) -> [PlaceFound] {
        let words = text.folded.split { !$0.isLetter && !$0.isNumber }.prefix(6).map { Array(" \($0)".utf8) }
        guard !words.isEmpty else { return destinations.map { PlaceFound(destination: $0, country: nil) } }
        let found = rank { Self.rank(of: words, in: $0) }
        return found.isEmpty ? rank { Self.isNearly(words, $0) ? 8 : nil } : found
    }

    private func rank(_ rank: (Entry) -> Int?) -> [PlaceFound] {
        var best: [Int: (rank: Int, country: String?)] = [:]
        for entry in entries {
            guard let rank = rank(entry) else { continue }
            let far = rank + (entry.country == nil ? 0 : 10)
            if far < best[entry.destination]?.rank ?? .max { best[entry.destination] = (far, entry.country) }
        }
        return best.sorted { ($0.value.rank, $0.key) < ($1.value.rank, $1.key) }.map { index, found in
            PlaceFound(destination: destinations[index], country: found.country)
        }
    }

    /// 0 for a whole name, 1 for the code, 2 and 3 for the beginning of a name and of a nickname, 4 and 5 for words within;
    /// nil when a word is missing.
    private static func rank(of words: [[UInt8]], in entry: Entry) -> Int? {
        let isCode = words.count == 1 && words[0].dropFirst().elementsEqual(entry.code)
        let named = rank(of: words, among: entry.names)
        let called = rank(of: words, among: entry.nicknames).map { $0 == 0 ? 0 : $0 + 1 }
        return [isCode ? 1 : nil, named, called].compactMap(\.self).min()
    }

    private static func rank(of words: [[UInt8]], among names: [[UInt8]]) -> Int? {
        let length = words.reduce(0) { $0 + $1.count }
        var best: Int?
        for name in names where words.allSatisfy({ contains(name, $0) }) {
            best = min(best ?? .max, name.starts(with: words[0]) ? (length == name.count ? 0 : 2) : 4)
        }
        return best
    }

    private static func contains(_ name: [UInt8], _ word: [UInt8]) -> Bool {
        guard word.count <= name.count else { return false }
        return (0...(name.count - word.count)).contains { start in
            name[start] == 0x20 && name[start...].starts(with: word)
        }
    }

    /// One letter too many, too few or another, in a word of five letters or more.
    private static func isNearly(_ words: [[UInt8]], _ entry: Entry) -> Bool {
        guard words.allSatisfy({ $0.count > 5 }) else { return false }
        return (entry.names + entry.nicknames).contains { name in
            let parts = name.split(separator: 0x20)
            return words.allSatisfy { word in parts.contains { isNearly(word.dropFirst(), $0) } }
        }
    }

    private static func isNearly(_ word: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Bool {
        guard abs(word.count - other.count) <= 1 else { return false }
        let front = zip(word, other).prefix { $0 == $1 }.count
        let back = zip(word.reversed(), other.reversed()).prefix { $0 == $1 }.count
        return front + back >= max(word.count, other.count) - 1
    }
}
