// SPDX-License-Identifier: Apache-2.0

/// Names that a word before says to be one: `my name is`, `tên mình là`, `Dear`, `người nhận:`, a signature.
extension Scan {
    /// The name introduced by what begins at `index`; nil when nothing is.
    func introduced(at index: Int) -> (Int, Int)? {
        switch lowered(tokens[index]) {
        case "tên", "ten", "name", "named", "called", "nhận", "recipient", "passenger", "khách", "holder":
            strongly(after: index)
        case "là", "la", "am", "i'm", "im", "is", "it's": weakly(after: index)
        case "hi", "hello", "hey", "dear", "chào", "chao", "gửi", "gui", "regards", "cheers", "thanks", "thank",
            "sincerely", "ơn", "mến",
            "best", "yours":
            greeted(after: index)
        default: nil
        }
    }

    private func strongly(after index: Int) -> (Int, Int)? {
        var (at, isLinked) = (index + 1, false)
        while at < tokens.count, at < index + 7, tokens[at].gap != .line {
            if sign(at: at) == 0x3a || senses(at).contains(.linking) || sign(at: at) == 0x3d {
                isLinked = true
            } else if !(tokens[at].kind == .word && Self.fillers.contains(lowered(tokens[at]))) {
                break
            } else if isLinked, tokens[at].isCapital {
                break
            }
            at += 1
        }
        guard isFree(at), isWord(at), tokens[at].gap != .line else { return nil }
        let word = lowered(tokens[index])
        if isNamely(at) || (tokens[at].isCapital && !senses(at).isDisjoint(with: .anyName)) {
            guard isLinked || word == "tên" || word == "named" || word == "called" else { return nil }
            return (at, max(at + 1, endOfCapitals(from: at)))
        }
        guard isLinked, word != "khách", !tokens[at].isCapital else { return nil }
        var end = at
        while isFree(end), isWord(end), end < at + 4, end == at || tokens[end].gap == .space,
            !senses(end).isDisjoint(with: .anyName),
            senses(end).isDisjoint(with: [.calling, .linking, .phoneCue, .kin])
        {
            end += 1
        }
        return end > at ? (at, end) : nil
    }

    private static let fillers: Set<String> = [
        "tôi", "toi", "mình", "minh", "em", "anh", "chị", "cháu", "của", "cua", "đầy", "đủ", "người", "nguoi", "nhận",
        "nhan", "khách", "hàng",
        "mua", "đặt", "chủ", "thẻ", "và", "họ", "full", "first", "last", "on", "the", "account", "card", "legal",
        "passport", "trên", "order",
        "booking",
    ]

    /// `em là Hương`, `I'm Sarah`, `this is Kenji from Osaka`.
    private func weakly(after index: Int) -> (Int, Int)? {
        let at = index + 1
        guard isFree(at), isWord(at), tokens[at].gap == .space, !senses(at).contains(.place) else { return nil }
        let word = lowered(tokens[index])
        let isSelf =
            switch word {
            case "là", "la":
                ["tôi", "toi", "mình", "minh", "em", "anh", "chị", "chi", "cháu", "chau", "tớ"].contains(before(index))
            case "am", "is": ["i", "this", "it", "name"].contains(before(index))
            default: true
            }
        guard isSelf else { return nil }
        if isNamely(at), !senses(at).isDisjoint(with: .anyName) || isUnknown(at) {
            let end = endOfCapitals(from: at)
            let isNation = end == at + 1 && isUnknown(at) && word != "là" && word != "la" && !isFollowedByPause(end)
            return isNation ? nil : (at, max(at + 1, end))
        }
        guard word == "là" || word == "la", senses(at).contains(.given), senses(at).isDisjoint(with: [.kin, .calling]),
            at + 1 == tokens.count || tokens[at + 1].kind == .sign || senses(at + 1).contains(.calling)
        else { return nil }
        return tokens[at].isMarked || senses(at).isDisjoint(with: Self.stops) ? (at, at + 1) : nil
    }

    private func isFollowedByPause(_ index: Int) -> Bool {
        guard index < tokens.count, tokens[index].gap != .line else { return true }
        return tokens[index].kind == .sign || ["from", "and", "here", "at", "with"].contains(lowered(tokens[index]))
    }

    private func before(_ index: Int) -> String {
        index > 0 && tokens[index - 1].kind == .word ? lowered(tokens[index - 1]) : ""
    }

    /// `Dear Mr Okonkwo,`, `Chào Hương,`, and a name under the last line.
    private func greeted(after index: Int) -> (Int, Int)? {
        var at = index + 1
        if sign(at: at) == 0x2c || sign(at: at) == 0x21 || sign(at: at) == 0x2e { at += 1 }
        let isSignature = at > index + 1
        while isWord(at), !senses(at).isDisjoint(with: [.kin, .title]),
            isNamely(at) == false || senses(at).contains(.title)
        { at += 1 }
        if sign(at: at) == 0x2e { at += 1 }
        guard isFree(at), isWord(at), isNamely(at), senses(at).isDisjoint(with: .place) else { return nil }
        let end = endOfCapitals(from: at)
        guard end > at else { return nil }
        let closes = end >= tokens.count || tokens[end].kind == .sign || tokens[end].gap == .line
        if isSignature { return end >= tokens.count || (tokens[end].gap == .line && closes) ? (at, end) : nil }
        return closes || !senses(at).isDisjoint(with: .anyName) ? (at, end) : nil
    }
}
