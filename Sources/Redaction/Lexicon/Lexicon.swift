// SPDX-License-Identifier: Apache-2.0

/// What the program knows of words: two tables, by letters with marks and by letters alone.
///
/// A word typed with marks must match with them; one typed without matches every word it may stand for.
package struct Lexicon: Sendable {
    /// Made once; it never changes.
    package static let shared = Lexicon()

    private let marked: WordTable
    private let bare: WordTable
    /// Two words that together name a place, as `Hà Nội`.
    private let places: WordTable

    init() {
        var marked: [UInt64: UInt32] = [:]
        var bare: [UInt64: UInt32] = [:]
        for (words, senses, alsoBare) in Self.entries {
            for word in words.split(whereSeparator: \.isWhitespace) {
                let code = WordCode(word)
                if code.isMarked { marked[code.code, default: 0] |= senses.rawValue }
                if !code.isMarked || alsoBare { bare[code.key, default: 0] |= senses.rawValue }
            }
        }
        self.marked = WordTable(marked)
        self.bare = WordTable(bare)
        let pairs = Self.placeNames.split(separator: ",").compactMap { name -> UInt64? in
            let words = name.split(whereSeparator: \.isWhitespace).map { WordCode($0).key }
            return words.count == 2 ? Self.pair(words[0], words[1]) : nil
        }
        places = WordTable(Dictionary(pairs.map { ($0, 1) }) { first, _ in first })
    }

    func senses(of word: WordCode) -> Senses {
        Senses(rawValue: word.isMarked ? marked[word.code] : bare[word.key])
    }

    func isPlace(_ first: UInt64, _ second: UInt64) -> Bool { places[Self.pair(first, second)] != 0 }

    private static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 {
        (first &* 0x9e37_79b9_7f4a_7c15) ^ second
    }

    /// The words, what they mean, and whether they are also known when typed without marks.
    private static let entries: [(String, Senses, Bool)] = [
        (VietnameseNames.families, .family, true), (VietnameseNames.pureFamilies, [.family, .pureFamily], true),
        (VietnameseNames.middles, .middle, true), (VietnameseNames.firmMiddles, [.middle, .firmMiddle], true),
        (VietnameseNames.givens, .given, true),
        (WesternNames.givens, .western, true), (WesternNames.words, .westernWord, true),
        (WesternNames.surnames, .surname, true),
        (Cues.titles, .title, false), (Cues.kin, .kin, false), (Cues.greetings, .greeting, false),
        (Cues.callings, .calling, false), (Cues.links, .linking, false),
        (Cues.common, .common, false), (Cues.places, .place, true),
        (Cues.phone, .phoneCue, false), (Cues.identity, .identityCue, false), (Cues.code, .codeCue, false),
        (Cues.secret, .secretCue, false), (Cues.card, .cardCue, false), (Cues.iban, .ibanCue, false),
        (Cues.things, .thingCue, false), (Cues.measures, .measure, false), (Cues.address, .addressCue, false),
        (Cues.streets, .street, false), (Cues.districts, .district, false), (Cues.buildings, .building, false),
        (Cues.streetEnds, .streetEnd, false),
    ]

    private static let placeNames = Cues.placePairs
}

/// An open-addressed table from a word's number to a value; 0 for a word it does not hold.
struct WordTable: Sendable {
    private var keys: [UInt64]
    private var values: [UInt32]
    private let mask: Int

    init(_ entries: [UInt64: UInt32]) {
        var size = 16
        while size < entries.count * 3 { size *= 2 }
        mask = size - 1
        keys = [UInt64](repeating: 0, count: size)
        values = [UInt32](repeating: 0, count: size)
        for (key, value) in entries where key != 0 {
            var slot = Self.slot(key) & mask
            while keys[slot] != 0 { slot = (slot + 1) & mask }
            keys[slot] = key
            values[slot] = value
        }
    }

    @inline(__always)
    private static func slot(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 29) }

    @inline(__always)
    subscript(key: UInt64) -> UInt32 {
        guard key != 0 else { return 0 }
        var slot = Self.slot(key) & mask
        while keys[slot] != key {
            if keys[slot] == 0 { return 0 }
            slot = (slot + 1) & mask
        }
        return values[slot]
    }
}
