// SPDX-License-Identifier: Apache-2.0

/// Cuts UTF-8 into tokens in one pass and asks the lexicon about each word.
struct Reader {
    let lexicon: Lexicon

    func tokens(of text: UnsafeBufferPointer<UInt8>) -> [Token] {
        var tokens: [Token] = []
        tokens.reserveCapacity(text.count / 4 + 4)
        var gap = Token.Gap.line
        var index = 0
        while index < text.count {
            let byte = text[index]
            switch byte {
            case 0x0a, 0x0d:
                gap = .line
                index += 1
            case 0x20, 0x09:
                if gap == .none { gap = .space }
                index += 1
            case 0x30...0x39:
                let start = index
                while index < text.count, text[index] >= 0x30, text[index] <= 0x39 { index += 1 }
                tokens.append(Token(kind: .digits, gap: gap, start: start, end: index))
                gap = .none
            default:
                let (scalar, length) = Self.scalar(in: text, at: index)
                if scalar == 0xa0 || scalar == 0x202f || scalar == 0x2009 {
                    if gap == .none { gap = .space }
                    index += length
                } else if Letters.letter(scalar).isLetter {
                    let word = word(in: text, at: index, after: gap)
                    index = word.end
                    tokens.append(word)
                    gap = .none
                } else {
                    // Long dashes count as hyphens, curly quotes as straight ones.
                    let sign: UInt8 =
                        switch scalar {
                        case 0x2010...0x2015: 0x2d
                        case 0x2018, 0x2019: 0x27
                        default: byte < 0x80 ? byte : 0
                        }
                    tokens.append(Token(kind: .sign, gap: gap, sign: sign, start: index, end: index + length))
                    index += length
                    gap = .none
                }
            }
        }
        return tokens
    }

    private func word(in text: UnsafeBufferPointer<UInt8>, at start: Int, after gap: Token.Gap) -> Token {
        var token = Token(kind: .word, gap: gap, start: start, end: start)
        var exact = WordCode()
        var (letters, capitals, isForeign) = (0, 0, false)
        var index = start
        while index < text.count {
            let (scalar, length) = Self.scalar(in: text, at: index)
            if scalar >= 0x80 { token.isPlain = false }
            if Letters.isCombining(scalar), letters > 0 {
                exact.add(marks: Letters.mark(scalar))
                index += length
                continue
            }
            let letter = Letters.letter(scalar)
            guard letter.isLetter else {
                // An apostrophe within a word, as in O'Connor.
                guard scalar == 0x27 || scalar == 0x2019, index + length < text.count,
                    Letters.letter(Self.scalar(in: text, at: index + length).0).isLetter
                else { break }
                index += length
                continue
            }
            if letters == 0 { token.isCapital = letter.isCapital }
            letters += 1
            if letter.isCapital { capitals += 1 }
            if letter.base == 0 { isForeign = true }
            exact.add(base: letter.base)
            exact.add(marks: letter.marks)
            index += length
        }
        token.end = index
        token.isShouted = letters > 1 && capitals == letters
        token.isMarked = exact.isMarked
        if !isForeign {
            token.key = exact.key
            token.senses = lexicon.senses(of: exact)
        }
        return token
    }

    /// Decodes leniently: a broken byte stands for itself.
    @inline(__always)
    static func scalar(in text: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int) {
        let first = UInt32(text[index])
        let left = text.count - index
        func next(_ offset: Int) -> UInt32 { UInt32(text[index + offset]) & 0x3f }
        if first < 0x80 { return (first, 1) }
        if first < 0xe0, first >= 0xc0, left > 1 { return ((first & 0x1f) << 6 | next(1), 2) }
        if first < 0xf0, first >= 0xe0, left > 2 { return ((first & 0x0f) << 12 | next(1) << 6 | next(2), 3) }
        if first >= 0xf0, left > 3 {
            return ((first & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
        }
        return (0xfffd, 1)
    }
}

/// A word in two numbers: its letters without marks, and a hash of it with them.
struct WordCode {
    private(set) var key: UInt64 = 0
    private(set) var exact: UInt64 = 0xcbf2_9ce4_8422_2325
    private var count = 0
    private(set) var isMarked = false
    /// Marks of all letters in any order: a tone may stand on another vowel of the word (`hoà`, `hòa`).
    private var tones: UInt64 = 0

    init() {}

    @inline(__always)
    mutating func add(base: UInt64) {
        count += 1
        key = count > 12 ? 0 : key << 5 | base
        exact = (exact ^ base) &* 0x100_0000_01b3
    }

    @inline(__always)
    mutating func add(marks: UInt64) {
        guard marks != 0 else { return }
        isMarked = true
        // What makes another vowel stays with its letter, a tone belongs to the syllable.
        let (vowel, tone) = (marks & 0xf, marks >> 4)
        if vowel != 0 { exact = (exact ^ (vowel << 6)) &* 0x100_0000_01b3 }
        tones |= tone
    }

    /// With its marks.
    var code: UInt64 { (exact ^ (tones << 12)) &* 0x100_0000_01b3 }

    init(_ word: some StringProtocol) {
        for scalar in word.unicodeScalars {
            if Letters.isCombining(scalar.value) {
                add(marks: Letters.mark(scalar.value))
                continue
            }
            let letter = Letters.letter(scalar.value)
            guard letter.isLetter else { continue }
            add(base: letter.base)
            add(marks: letter.marks)
        }
    }
}
