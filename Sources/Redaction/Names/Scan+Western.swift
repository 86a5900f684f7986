// SPDX-License-Identifier: Apache-2.0

/// Western names by the lexicon.
extension Scan {
    func endOfWestern(at index: Int) -> Int? {
        let token = tokens[index]
        guard token.isCapital, !isPlaceName(index) else { return nil }
        let end = endOfCapitals(from: index)
        guard end > index || isCommon(index) else { return nil }
        if token.senses.contains(.western), !isCommon(index) {
            // A firm or thing named after somebody: `James Street` was an address already.
            return end
        }
        if token.senses.contains(.westernWord) {
            let next = index + 1
            guard isFree(next), isWord(next), tokens[next].gap == .space, tokens[next].isCapital, !isCommon(next) else {
                return nil
            }
            return senses(next).contains(.surname) || (!beginsSentence(index) && isUnknown(next))
                ? endOfCapitals(from: next) : nil
        }
        // A surname behind a word nobody knows: `Yuki Tanaka`, `Sanne de Vries`.
        guard isUnknown(index), !beginsSentence(index) || end > index + 1, end > index + 1 else { return nil }
        let last = senses(end - 1)
        return last.contains(.surname) || last.contains(.pureFamily) ? end : nil
    }

    /// Not in the lexicon at all, and shaped like a name: one capital, then small letters.
    func isUnknown(_ index: Int) -> Bool {
        tokens[index].senses.isEmpty && !tokens[index].isShouted && tokens[index].length > 2
    }
}
