// SPDX-License-Identifier: Apache-2.0

import Crypto
import Values
import Vault

/// Which words a text has, as 512 bits: whoever lacks the key learns nothing but how many there are, roughly.
///
/// A text that has all the words looked for has all of their bits. One that lacks a word has them by chance, of twelve words one
/// in a hundred thousand, of forty one in three hundred; so what is found is opened and looked at.
struct WordBits: Hashable, Sendable {
    static let count = 8
    /// Of 64 bits each.
    private(set) var parts = [Int64](repeating: 0, count: Self.count)

    fileprivate mutating func set(_ bit: Int) {
        parts[bit / 64] |= Int64(bitPattern: 1 << UInt64(bit % 64))
    }
}

/// The words of a text as a search sees them: lower case, without accents, without what stands between them.
struct SearchWords: Hashable, Sendable {
    let words: Set<String>

    init(_ text: String) {
        words = Set(text.folded.split { !$0.isLetter && !$0.isNumber }.map(String.init))
    }

    func areAll(in text: String) -> Bool { words.isSubset(of: SearchWords(text).words) }
}

/// Makes word bits. The key is the organisation's own and outlives its epochs; a text's bits go with the text.
struct SearchKey: Sendable {
    private static let bitsOfWord = 6
    private let key: SymmetricKey

    init(_ keys: OrganisationKeys) {
        key = keys.linkKey("search")
    }

    func bits(of words: SearchWords) -> WordBits {
        var bits = WordBits()
        for word in words.words {
            let code = Array(HMAC<SHA256>.authenticationCode(for: [UInt8](word.utf8), using: key))
            for place in 0..<Self.bitsOfWord {
                bits.set((Int(code[2 * place]) << 8 | Int(code[2 * place + 1])) % (64 * WordBits.count))
            }
        }
        return bits
    }
}
