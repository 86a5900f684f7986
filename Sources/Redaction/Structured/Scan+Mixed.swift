// SPDX-License-Identifier: Apache-2.0

/// Letters and digits in one: accounts by IBAN, identity numbers, codes and passwords.
extension Scan {
    /// Claims what begins here and returns where to go on; nil when nothing does.
    mutating func findMixed(at start: Int) -> Int? {
        guard start == 0 || tokens[start].gap != .none || tokens[start - 1].kind == .sign else { return nil }
        if let end = endOfActivation(at: start) {
            claim(.code, start..<end)
            return end
        }
        let end = endOfRun(from: start) { $0.kind != .sign && $0.isPlain }
        guard end > start + 1 else { return nil }
        if let last = endOfIBAN(from: start, end) {
            claim(.iban, start..<last)
            return last
        }
        let bytes = Array(text[tokens[start].start..<tokens[end - 1].end])
        guard bytes.count <= 32, !touchesLetter(end) else { return nil }
        let before = context(before: start)
        let digits = bytes.reduce(0) { $1 >= 48 && $1 <= 57 ? $0 + 1 : $0 }
        let isThing = before.contains(.thingCue) && !before.contains(.identityCue)
        if !isThing, IdentityFormat.matches(bytes) || (before.contains(.identityCue) && bytes.count >= 6 && digits >= 4)
        {
            claim(.identity, start..<end)
            return end
        }
        let isCued = before.contains(.secretCue) || (before.contains(.codeCue) && !before.contains(.thingCue))
        if isCued, (4...16).contains(bytes.count), digits >= 2 {
            claim(.code, start..<end)
            return end
        }
        return nil
    }

    private func touchesLetter(_ end: Int) -> Bool {
        end < tokens.count && tokens[end].gap == .none && tokens[end].kind == .word
    }

    /// What a SIM is activated with: `LPA:1$address$code`.
    private func endOfActivation(at start: Int) -> Int? {
        guard tokens[start].kind == .word, tokens[start].length == 3, sign(at: start + 1) == 0x3a,
            lowered(tokens[start]) == "lpa"
        else { return nil }
        var end = endOfRun(from: start) { _ in true }
        while end > start, [0x2e, 0x2c].contains(sign(at: end - 1)) { end -= 1 }
        return end > start + 2 ? end : nil
    }

    /// After `password is` or `mật khẩu:` the next word is the secret, whatever it looks like.
    mutating func findSecret(after index: Int) -> Int? {
        guard tokens[index].senses.contains(.secretCue), lowered(tokens[index]) != "mật",
            lowered(tokens[index]) != "mat"
        else { return nil }
        var at = index + 1
        var isSaid = false
        while at < tokens.count, at < index + 5, tokens[at].gap != .line {
            if sign(at: at) == 0x3a || sign(at: at) == 0x3d || senses(at).contains(.linking) {
                isSaid = true
                at += 1
            } else if isWord(at), !isSaid, tokens[at].length <= 6, tokens[at].kind == .word {
                at += 1
            } else {
                break
            }
        }
        guard isSaid, at < tokens.count, isFree(at) else { return nil }
        var end = endOfRun(from: at) { _ in true }
        while end > at, [0x2e, 0x2c, 0x3b].contains(sign(at: end - 1)) { end -= 1 }
        let bytes = text[tokens[at].start..<max(tokens[at].start, end > at ? tokens[end - 1].end : 0)]
        let isWordOnly = bytes.allSatisfy { $0 >= 0x61 && $0 <= 0x7a || $0 >= 0x80 }
        guard bytes.count >= 4, !isWordOnly else { return nil }
        claim(.code, at..<end)
        return end
    }

    /// Letters and digits of ISO 13616: the length of the country and a remainder of 1 (ISO 7064 MOD 97-10).
    private func endOfIBAN(from start: Int, _ firstEnd: Int) -> Int? {
        guard tokens[start].kind == .word, tokens[start].length == 2, tokens[start + 1].kind == .digits,
            let length = IBAN.length(of: lowered(tokens[start]))
        else { return nil }
        var characters: [UInt8] = []
        var end = start
        while isFree(end), tokens[end].kind != .sign, tokens[end].isPlain, tokens[end].gap != .line,
            characters.count < length
        {
            characters += text[tokens[end].start..<tokens[end].end]
            end += 1
        }
        guard characters.count == length else { return nil }
        let isSaid = context(before: start).contains(.ibanCue)
        return IBAN.isValid(characters) || isSaid ? end : nil
    }
}

enum IBAN {
    /// Two letters and the length, of the countries in the registry of SWIFT (release 99, 2025).
    private static let lengths: [String: Int] = {
        let packed = """
            ad24 ae23 al28 at20 az28 ba20 be16 bg22 bh22 bi27 br29 by28 ch21 cr22 cy28 cz24 de22 dj27 dk18 do28 ee20 eg29 es24
            fi18 fk18 fo18 fr27 gb22 ge22 gi23 gl18 gr27 gt28 hn28 hr21 hu28 ie22 il23 iq23 is26 it27 jo30 kw30 kz20 lb28 lc32
            li21 lt20 lu20 lv21 ly25 mc27 md24 me22 mk19 mn20 mr27 mt31 mu30 ni28 nl18 no15 om23 pk24 pl28 ps29 pt25 qa29 ro24
            rs22 ru33 sa24 sc31 sd18 se24 si19 sk24 sm27 so23 st25 sv28 tl23 tn24 tr26 ua29 va22 vg24 xk20 ye30
            """
        return Dictionary(
            packed.split(whereSeparator: \.isWhitespace).map { (String($0.prefix(2)), Int($0.dropFirst(2)) ?? 0) }
        ) { first, _ in first }
    }()

    static func length(of country: String) -> Int? { lengths[country] }

    static func isValid(_ characters: [UInt8]) -> Bool {
        var remainder = 0
        for character in characters[4...] + characters[..<4] {
            switch character {
            case 48...57: remainder = (remainder * 10 + Int(character) - 48) % 97
            case 65...90: remainder = (remainder * 100 + Int(character) - 55) % 97
            case 97...122: remainder = (remainder * 100 + Int(character) - 87) % 97
            default: return false
            }
        }
        return remainder == 1
    }
}

/// Identity numbers of letters and digits, as patterns: `A` a letter, `9` a digit, anything else itself.
enum IdentityFormat {
    private static let patterns: [[UInt8]] = [
        "A9999999", "A99999999", "AA9999999", "AA999999A", "99999999A", "A9999999A", "A999999999", "AAAAA9999A",
        "AAAAAA99A99A999A", "AAAA999999AAAAAA99", "AAAA999999AAAAAAA9", "99999999999999999X", "AA99999999",
    ].map { Array($0.utf8) }

    static func matches(_ bytes: [UInt8]) -> Bool {
        patterns.contains { pattern in
            pattern.count == bytes.count
                && zip(pattern, bytes).allSatisfy { sign, byte in
                    switch sign {
                    case UInt8(ascii: "A"): byte >= 65 && byte <= 90
                    case UInt8(ascii: "9"): byte >= 48 && byte <= 57
                    default: byte == sign
                    }
                }
        }
    }
}
