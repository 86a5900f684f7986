// SPDX-License-Identifier: Apache-2.0

/// Names of people: those the caller knows, Vietnamese ones by their shape, Western ones by the lexicon, and any that a word before says to
/// be one.
extension Scan {
    mutating func findNames(_ known: KnownNames) {
        var index = 0
        while index < tokens.count {
            guard isFree(index), tokens[index].kind == .word else {
                index += 1
                continue
            }
            let found =
                endOfKnown(known, at: index).map { (index, $0) } ?? introduced(at: index)
                ?? endOfVietnamese(at: index).map { (index, $0) } ?? endOfWestern(at: index).map { (index, $0) }
                ?? endOfAddressed(at: index).map { (index, $0) }
            guard let (first, end) = found, end > first else {
                index += 1
                continue
            }
            claim(.name, first..<end)
            index = end
        }
    }

    /// A capitalised word that may be part of a name.
    func isNamely(_ index: Int) -> Bool {
        guard isFree(index), tokens[index].kind == .word, tokens[index].isCapital else { return false }
        return !isPlaceName(index) && !(isCommon(index))
    }

    func isCommon(_ index: Int) -> Bool { senses(index).contains(.common) }

    func isPlaceName(_ index: Int) -> Bool {
        let token = tokens[index]
        if token.senses.contains(.place), token.senses.isDisjoint(with: [.given, .family]) { return true }
        let next = index + 1 < tokens.count && tokens[index + 1].kind == .word ? tokens[index + 1].key : 0
        let before = index > 0 && tokens[index - 1].kind == .word ? tokens[index - 1].key : 0
        return lexicon.isPlace(token.key, next) || lexicon.isPlace(before, token.key)
    }

    /// The end of a row of words that go on a name from `index`: capitals, initials, hyphenated parts, `van` and `de`.
    func endOfCapitals(from index: Int, atMost limit: Int = 4) -> Int {
        var (end, words) = (index, 0)
        while end < tokens.count, isFree(end), words < limit {
            let token = tokens[end]
            if end > index, token.gap == .line { break }
            if token.kind == .word, token.isCapital, !isCommon(end) || (words > 0 && mayEnd(end)), !isPlaceName(end) {
                end += 1
                words += 1
            } else if token.kind == .sign, words > 0, token.gap == .none,
                (token.sign == 0x2d && isNamely(end + 1) && tokens[end + 1].gap == .none)
                    || (token.sign == 0x2e && tokens[end - 1].length == 1 && isNamely(end + 1))
            {
                end += 1
            } else if token.kind == .word, words > 0, Self.particles.contains(lowered(token)), isNamely(end + 1),
                !token.isCapital
            {
                end += 1
            } else {
                break
            }
        }
        return end
    }

    private static let particles: Set<String> = [
        "van", "von", "de", "da", "di", "del", "bin", "al", "la", "der", "den",
    ]

    /// A given name that is also a common word ends a name when it stands behind others: `Nguyễn Thị Năm`.
    private func mayEnd(_ index: Int) -> Bool {
        senses(index).contains(.given) && tokens[index].senses.isDisjoint(with: [.kin])
            || senses(index).contains(.surname)
    }

    // MARK: Known names

    private func endOfKnown(_ known: KnownNames, at index: Int) -> Int? {
        for name in known.names {
            var end = index
            for key in name {
                guard isFree(end), tokens[end].key == key, end == index || tokens[end].gap != .line else { break }
                end += 1
            }
            if end - index == name.count, name.count > 1 || tokens[index].isCapital { return end }
            // One of its words alone, as friends are called; a family name alone may be anybody's.
            if name.contains(tokens[index].key), tokens[index].isCapital,
                !beginsSentence(index) || name.last == tokens[index].key,
                !isCommon(index), !isPlaceName(index)
            {
                return endOfCapitals(from: index)
            }
        }
        return nil
    }
}
