// SPDX-License-Identifier: Apache-2.0

/// A word, a row of digits, or one sign of a text, with what the lexicon knows of it.
struct Token {
    enum Kind: UInt8 { case word, digits, sign }
    /// What stands before it.
    enum Gap: UInt8 { case none, space, line }

    var kind: Kind
    var gap: Gap
    /// Of a sign; 0 for one outside ASCII.
    var sign: UInt8 = 0
    /// Begins with a capital.
    var isCapital = false
    /// More than one letter, all of them capitals.
    var isShouted = false
    /// Whether it carries marks that tell Vietnamese words apart.
    var isMarked = false
    /// Written in ASCII alone.
    var isPlain = true
    var start: Int
    var end: Int
    /// The letters without marks, five bits each; 0 when there are more than twelve or one of another alphabet.
    var key: UInt64 = 0
    var senses: Senses = []

    var length: Int { end - start }
}

/// What a word may mean where personal data stands. One word may have several.
struct Senses: OptionSet {
    let rawValue: UInt32

    // Names
    static let family = Senses(rawValue: 1 << 0)
    /// A family name that is no other word, with its marks or without.
    static let pureFamily = Senses(rawValue: 1 << 1)
    static let middle = Senses(rawValue: 1 << 2)
    /// `Văn`, `Thị`: between two names hardly anything else.
    static let firmMiddle = Senses(rawValue: 1 << 3)
    static let given = Senses(rawValue: 1 << 4)
    static let western = Senses(rawValue: 1 << 5)
    /// A Western name that is a word or a place as well.
    static let westernWord = Senses(rawValue: 1 << 6)
    static let surname = Senses(rawValue: 1 << 7)
    static let title = Senses(rawValue: 1 << 8)
    /// `anh`, `chị`: how Vietnamese address each other, before a name or without.
    static let kin = Senses(rawValue: 1 << 9)
    static let greeting = Senses(rawValue: 1 << 10)
    static let calling = Senses(rawValue: 1 << 11)
    static let linking = Senses(rawValue: 1 << 12)

    // Not a name
    static let common = Senses(rawValue: 1 << 13)
    static let place = Senses(rawValue: 1 << 14)

    // What a number is about
    static let phoneCue = Senses(rawValue: 1 << 15)
    static let identityCue = Senses(rawValue: 1 << 16)
    static let codeCue = Senses(rawValue: 1 << 17)
    static let secretCue = Senses(rawValue: 1 << 18)
    static let cardCue = Senses(rawValue: 1 << 19)
    static let ibanCue = Senses(rawValue: 1 << 20)
    /// An order, a voucher: its number is about a thing.
    static let thingCue = Senses(rawValue: 1 << 21)
    static let measure = Senses(rawValue: 1 << 22)
    static let addressCue = Senses(rawValue: 1 << 23)

    // Addresses
    static let street = Senses(rawValue: 1 << 24)
    static let district = Senses(rawValue: 1 << 25)
    static let building = Senses(rawValue: 1 << 26)
    static let streetEnd = Senses(rawValue: 1 << 27)

    static let vietnamese: Senses = [.family, .middle, .given]
    static let anyName: Senses = [.family, .middle, .given, .western, .westernWord, .surname]
}
