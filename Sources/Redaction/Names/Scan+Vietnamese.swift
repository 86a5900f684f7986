// SPDX-License-Identifier: Apache-2.0

/// Vietnamese names: family, middle, given; with marks or without; also in small letters, when the shape leaves little doubt.
extension Scan {
    func endOfVietnamese(at index: Int) -> Int? {
        let token = tokens[index]
        guard token.senses.contains(.family) else { return endOfGiven(at: index) }
        if token.isCapital { return endOfFull(at: index) ?? endOfGiven(at: index) }
        return endOfSmall(at: index)
    }

    /// `Nguyễn Văn An`, `TRAN THI MAI`, `Le Minh`.
    private func endOfFull(at index: Int) -> Int? {
        guard !isPlaceName(index) else { return nil }
        var (end, known, isMarked) = (index + 1, 0, tokens[index].isMarked)
        while end < tokens.count, end < index + 5, isFree(end), tokens[end].kind == .word, tokens[end].gap == .space,
            tokens[end].isCapital, !isPlaceName(end),
            end == index + 1 || tokens[end].isShouted == tokens[index].isShouted
        {
            let isSyllable = !tokens[end].senses.isDisjoint(with: .vietnamese)
            guard isSyllable || (tokens[end].isMarked && !isCommon(end)) || (!isCommon(end) && tokens[end].length < 8)
            else { break }
            if isSyllable { known += 1 }
            if tokens[end].isMarked { isMarked = true }
            end += 1
        }
        let others = end - index - 1
        guard others > 0, known > 0 else { return nil }
        let isPure = tokens[index].senses.contains(.pureFamily)
        let isWord = isCommon(index) || (beginsSentence(index) && !isPure)
        if others == 1, isCommon(index + 1) { return nil }
        if isMarked { return isWord && others == 1 && !tokens[index + 1].senses.contains(.given) ? nil : end }
        return (isPure && !isCommon(index)) || (known > 1 && !isWord) ? end : nil
    }

    /// `nguyễn văn an`, `tran thi mai`: a family that is no other word, or one with `văn` or `thị` behind it.
    private func endOfSmall(at index: Int) -> Int? {
        func small(_ at: Int) -> Bool { isFree(at) && isWord(at) && tokens[at].gap == .space && !isPlaceName(at) }
        guard small(index + 1), small(index + 2), !isPlaceName(index) else { return nil }
        let (second, third) = (senses(index + 1), senses(index + 2))
        let isFirm = second.contains(.firmMiddle) && !third.isDisjoint(with: [.given, .middle])
        let isPure =
            tokens[index].senses.contains(.pureFamily) && second.contains(.middle) && third.contains(.given)
            && !second.contains(.measure) && tokens[index].senses.isDisjoint(with: [.street, .linking])
        guard isFirm || isPure, third.isDisjoint(with: [.linking]) else { return nil }
        let isFourth =
            small(index + 3) && senses(index + 3).contains(.given) && senses(index + 3).isDisjoint(with: Self.stops)
        return isFourth && !tokens[index + 2].senses.isDisjoint(with: .middle) ? index + 4 : index + 3
    }

    /// Words that end a name in small letters, though they may be one.
    static let stops: Senses = [
        .kin, .calling, .linking, .phoneCue, .addressCue, .street, .district, .common, .measure,
    ]

    /// `Tuấn` within a sentence; never at its beginning, where every word has a capital.
    private func endOfGiven(at index: Int) -> Int? {
        let token = tokens[index]
        guard token.isCapital, token.senses.contains(.given), !token.senses.contains(.common), !isPlaceName(index),
            token.senses.isDisjoint(with: [.kin, .place, .district, .street])
        else { return nil }
        if sign(at: index + 1) == 0x21 || senses(index + 1).contains(.calling), index + 1 < tokens.count {
            if !beginsSentence(index) || senses(index + 1).contains(.calling) { return index + 1 }
        }
        guard !beginsSentence(index),
            !(index > 0 && isWord(index - 1) && tokens[index - 1].isCapital && isCommon(index - 1) == false)
        else { return nil }
        let end = endOfCapitals(from: index)
        let isAlone = end == index + 1
        return isAlone || (index + 1..<end).allSatisfy { !senses($0).isDisjoint(with: .vietnamese) } ? end : nil
    }

    /// `anh Tuấn`, `chị hoa ơi`, `Mr Kha`: whoever is addressed or spoken of.
    func endOfAddressed(at index: Int) -> Int? {
        guard index > 0, isWord(index - 1) || sign(at: index - 1) == 0x2e else { return nil }
        let titled =
            sign(at: index - 1) == 0x2e ? senses(index - 2).contains(.title) : senses(index - 1).contains(.title)
        let token = tokens[index]
        if titled, isNamely(index) { return endOfCapitals(from: index) }
        guard senses(index - 1).contains(.kin), token.gap == .space, !token.senses.contains(.kin) else { return nil }
        if token.isCapital, !isPlaceName(index), !isCommon(index) || token.senses.contains(.given) {
            guard token.senses.contains(.given) || token.senses.isDisjoint(with: [.place, .district]) else {
                return nil
            }
            return max(index + 1, endOfCapitals(from: index))
        }
        let isCalled = index + 1 < tokens.count && ["ơi", "oi"].contains(lowered(tokens[index + 1]))
        return isCalled && token.senses.contains(.given) && token.senses.isDisjoint(with: [.calling]) ? index + 1 : nil
    }
}
