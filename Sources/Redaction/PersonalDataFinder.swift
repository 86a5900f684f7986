// SPDX-License-Identifier: Apache-2.0

/// Finds personal data in a text of Vietnamese or English, by format, check digits, words nearby and a lexicon of names.
///
/// Pure and fast: one pass cuts the text into tokens, each kind then looks at the tokens once. `docs/redaction.md` says how much it
/// finds and what it misses.
package struct PersonalDataFinder: Sendable {
    private let reader: Reader

    package init(lexicon: Lexicon = .shared) {
        reader = Reader(lexicon: lexicon)
    }

    /// What was found, in the order of the text, without overlaps. `known` are names of people the caller knows of.
    package func findings(in text: String, known: KnownNames = KnownNames()) -> [Finding] {
        var text = text
        return text.withUTF8 { findings(in: $0, known: known) }
    }

    func findings(in text: UnsafeBufferPointer<UInt8>, known: KnownNames) -> [Finding] {
        var scan = Scan(text: text, tokens: reader.tokens(of: text), lexicon: reader.lexicon)
        scan.findPlaceholders()
        scan.findLinks()
        scan.findNumbers()
        scan.findAddresses()
        scan.findNames(known)
        return scan.findings.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
}

/// Names the caller knows already, such as the contact's own.
package struct KnownNames: Sendable {
    /// Each name as the keys of its words.
    let names: [[UInt64]]

    package init(_ names: [String] = []) {
        self.names = names.map { name in
            name.split { !$0.isLetter && $0 != "'" }.map { WordCode($0).key }.filter { $0 != 0 }
        }.filter { !$0.isEmpty }
    }
}

/// One text being looked through. What a kind has claimed is closed to those that come after it.
struct Scan {
    let text: UnsafeBufferPointer<UInt8>
    let tokens: [Token]
    let lexicon: Lexicon
    private(set) var findings: [Finding] = []
    private var claimed: [Bool]

    init(text: UnsafeBufferPointer<UInt8>, tokens: [Token], lexicon: Lexicon) {
        self.text = text
        self.tokens = tokens
        self.lexicon = lexicon
        claimed = [Bool](repeating: false, count: tokens.count)
    }

    func isFree(_ index: Int) -> Bool { index < tokens.count && !claimed[index] }

    mutating func claim(_ kind: PersonalKind, _ range: Range<Int>) {
        guard let first = range.first, let last = range.last else { return }
        findings.append(Finding(kind, tokens[first].start..<tokens[last].end))
        for index in range { claimed[index] = true }
    }

    func sign(at index: Int) -> UInt8 {
        index >= 0 && index < tokens.count && tokens[index].kind == .sign ? tokens[index].sign : 0
    }

    func isWord(_ index: Int) -> Bool { index >= 0 && index < tokens.count && tokens[index].kind == .word }

    func senses(_ index: Int) -> Senses { index >= 0 && index < tokens.count ? tokens[index].senses : [] }

    /// Whether a sentence, line or quotation begins here.
    func beginsSentence(_ index: Int) -> Bool {
        guard index > 0, tokens[index].gap != .line else { return true }
        guard tokens[index - 1].kind == .sign else { return false }
        return switch tokens[index - 1].sign {
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ":"), 0x22, UInt8(ascii: "-"), 0:
            true
        default: false
        }
    }

    /// The senses of the words before, up to `reach` of them, within the sentence.
    func context(before index: Int, reach: Int = 5) -> Senses {
        var found: Senses = []
        var (at, left) = (index - 1, reach)
        while at >= 0, left > 0 {
            let token = tokens[at]
            if token.kind == .sign,
                [UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), 0x3b].contains(token.sign),
                tokens[at + 1].gap != .none
            {
                break
            }
            if token.kind == .word {
                // `MA 02139` is in Massachusetts and no `mã`.
                let isState = token.isShouted && token.isPlain && token.length == 2
                found.formUnion(isState ? token.senses.subtracting(.codeCue) : token.senses)
                left -= 1
            }
            if token.gap == .line { break }
            at -= 1
        }
        return found
    }

    func context(after index: Int, reach: Int = 4) -> Senses {
        var found: Senses = []
        var (at, left) = (index, reach)
        while at < tokens.count, left > 0 {
            let token = tokens[at]
            if token.gap == .line || token.sign == UInt8(ascii: ".") || token.sign == UInt8(ascii: ",") { break }
            if token.kind == .word {
                found.formUnion(token.senses)
                left -= 1
            }
            at += 1
        }
        return found
    }

    /// The end of a row of tokens that hang together without a gap, from `index`, as far as `fits` says.
    func endOfRun(from index: Int, while fits: (Token) -> Bool) -> Int {
        var end = index
        while isFree(end), fits(tokens[end]), end == index || tokens[end].gap == .none { end += 1 }
        return end
    }
}
