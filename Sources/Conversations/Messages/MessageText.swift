// SPDX-License-Identifier: Apache-2.0

import Values

/// What somebody may write: not empty, not endless, without a card number and without characters that only deceive.
package struct MessageText: Sendable {
    /// In characters as people count them.
    package static let limit = 4000
    static let byteLimit = 16_000

    package enum Problem: Error, Sendable, Equatable {
        case empty
        case tooLong
    }

    package let text: String

    /// What stands beside a file that came without a word.
    static let none = MessageText(text: "")

    private init(text: String) {
        self.text = text
    }

    /// A payment card number stays with its last four digits only. Characters that turn the direction of what follows
    /// (Unicode TR 36 §2.4) and control characters are taken out: nobody types them, and they make a line read otherwise
    /// than it is.
    package init(_ typed: String) throws(Problem) {
        guard typed.utf8.count <= Self.byteLimit else { throw .tooLong }
        let scalars = typed.unicodeScalars.filter { !Self.deceives($0) }
        let text = String(String.UnicodeScalarView(scalars)).trimmingSpaces()
        guard !text.isEmpty else { throw .empty }
        guard text.count <= Self.limit else { throw .tooLong }
        self.text = CardNumber.masked(in: text)
    }

    /// What came from a messenger: kept whatever its length was there, and never refused. What is longer than any messenger lets
    /// through is cut and says so.
    package init(received: String) {
        let scalars = received.unicodeScalars.filter { !Self.deceives($0) }
        var text = String(String.UnicodeScalarView(scalars)).trimmingSpaces()
        if text.utf8.count > Self.byteLimit { text = text.prefix(Self.limit) + " …" }
        self.text = CardNumber.masked(in: text)
    }

    private static func deceives(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0a: false
        case 0..<0x20, 0x7f..<0xa0: true
        case 0x202a...0x202e, 0x2066...0x2069, 0xfff9...0xfffb: true
        default: false
        }
    }
}
