// SPDX-License-Identifier: Apache-2.0

/// Postal addresses: a house number, street words, districts and places that follow each other.
extension Scan {
    /// Tokens of one address: nobody writes a longer one, and what goes on for ever is not looked at again from each of its words.
    private static let longest = 48

    mutating func findAddresses() {
        var index = 0
        while index < tokens.count {
            guard let start = startOfAddress(at: index), let end = endOfAddress(from: start.first, cued: start.isCued)
            else {
                index += 1
                continue
            }
            claim(.address, start.first..<end)
            index = end
        }
    }

    /// Where an address may begin: after `địa chỉ:` or `live at`, at a number, at `ngõ`, `căn hộ` or the like.
    private func startOfAddress(at index: Int) -> (first: Int, isCued: Bool)? {
        guard isFree(index) else { return nil }
        let token = tokens[index]
        if token.senses.contains(.addressCue) {
            var first = index + 1
            while first < tokens.count, first < index + 6, isFree(first), tokens[first].gap != .line, !isPart(first) {
                first += 1
            }
            // The word itself may be the first of the address, as in `nhà số 5`.
            if first < tokens.count, first < index + 6, isFree(first), isPart(first) { return (first, true) }
        }
        if token.kind == .digits, token.length <= 5, index == 0 || token.gap != .none || sign(at: index - 1) != 0x2e {
            return (index, false)
        }
        let isOpening = token.senses.contains(.street) || token.senses.contains(.building)
        return isOpening || token.senses.contains(.district) ? (index, false) : nil
    }

    private func isPart(_ index: Int) -> Bool {
        let token = tokens[index]
        if token.kind == .digits { return token.length <= 5 }
        if token.kind == .sign { return false }
        if !token.senses.isDisjoint(with: [.street, .building, .district]) {
            return !token.senses.contains(.addressCue)
        }
        return false
    }

    private struct Evidence {
        var numbers = 0
        var capitals = 0
        var streets = 0
        var districts = 0
        var buildings = 0
        var streetEnds = 0
        var places = 0
        var names = 0

        var words: Int { streets + districts + buildings }

        func suffices(startsWithNumber: Bool, cued: Bool) -> Bool {
            let values = capitals + names
            if streetEnds > 0, numbers > 0, capitals > streetEnds { return true }
            if cued, numbers > 0, values > 0 || words > 0 || places > 0 { return values + words + numbers + places > 1 }
            if streets > 0, numbers > 0, values > 0 { return true }
            if words > 1, numbers > 0 || values > 1 { return values + numbers > 1 }
            if startsWithNumber, values > 1, districts + places > 0 { return true }
            return buildings > 0 && numbers > 0 && values > 1
        }
    }

    private func endOfAddress(from start: Int, cued: Bool) -> Int? {
        var (seen, index, end, sinceKeyword) = (Evidence(), start, start, 9)
        while isFree(index), index - start < Self.longest {
            let token = tokens[index]
            if index > start, token.gap == .line, sign(at: index - 1) != 0x2c { break }
            switch token.kind {
            case .sign:
                guard goesOn(over: index) else { return accept(seen, start, end, cued) }
            case .digits:
                guard token.length <= 6 else { return accept(seen, start, end, cued) }
                seen.numbers += 1
                end = index + 1
            case .word:
                guard take(token, at: index, start, sinceKeyword, &seen) else { return accept(seen, start, end, cued) }
                sinceKeyword = token.senses.isDisjoint(with: [.street, .district, .building]) ? sinceKeyword + 1 : 0
                end = index + 1
            }
            index += 1
        }
        return accept(seen, start, end, cued)
    }

    private func take(_ token: Token, at index: Int, _ start: Int, _ sinceKeyword: Int, _ seen: inout Evidence) -> Bool
    {
        let isGlued = token.gap == .none && index > start && tokens[index - 1].kind == .digits
        if isGlued, token.length <= 2 { return true }  // 12A
        if token.senses.contains(.streetEnd), token.isCapital || token.length > 2, seen.numbers + seen.capitals > 0 {
            seen.streetEnds += 1
            seen.capitals += token.isCapital ? 1 : 0
            return true
        }
        if !token.senses.isDisjoint(with: [.street, .district, .building]) {
            // A capital after a street word is its name: `đường Phố Huế` has two of them.
            if token.senses.contains(.street) { seen.streets += 1 }
            if token.senses.contains(.district) { seen.districts += 1 }
            if token.senses.contains(.building) { seen.buildings += 1 }
            return true
        }
        let next = index + 1 < tokens.count && tokens[index + 1].kind == .word ? tokens[index + 1].key : 0
        let before = index > start && tokens[index - 1].kind == .word ? tokens[index - 1].key : 0
        let isPlace =
            token.senses.contains(.place) || lexicon.isPlace(token.key, next) || lexicon.isPlace(before, token.key)
        if isPlace {
            seen.places += 1
            seen.capitals += token.isCapital ? 1 : 0
            return token.isCapital || sinceKeyword < 4 || !token.senses.contains(.common)
        }
        if token.isCapital {
            if token.senses.contains(.common), token.senses.isDisjoint(with: .anyName) { return false }
            seen.capitals += 1
            return true
        }
        guard sinceKeyword < 4 || (seen.numbers > 0 && index - start < 5), !token.senses.contains(.kin) else {
            return false
        }
        seen.names += 1
        return !token.senses.isDisjoint(with: .vietnamese)
            && token.senses.isDisjoint(with: [.linking, .calling, .phoneCue])
    }

    /// Commas, slashes and hyphens join; a full stop only after a short word or within one.
    private func goesOn(over index: Int) -> Bool {
        let after = index + 1
        guard isFree(after), tokens[after].gap != .line || sign(at: index) == 0x2c else { return false }
        switch tokens[index].sign {
        case 0x2c, 0x2f, 0x2d, 0x23: return true
        case 0x2e: return tokens[after].gap == .none || (isWord(index - 1) && tokens[index - 1].length <= 4)
        default: return false
        }
    }

    private func accept(_ seen: Evidence, _ start: Int, _ end: Int, _ cued: Bool) -> Int? {
        guard end > start, seen.suffices(startsWithNumber: tokens[start].kind == .digits, cued: cued) else {
            return nil
        }
        return end
    }
}
