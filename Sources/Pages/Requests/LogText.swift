// SPDX-License-Identifier: Apache-2.0

import Values

/// Makes the description of an unexpected error fit for a log: no e-mail address, no card number, 300 characters.
enum LogText {
    static func redacted(_ text: String) -> String {
        let masked = CardNumber.masked(in: String(text.prefix(300)))
        let words = masked.split(separator: " ", omittingEmptySubsequences: false)
        return words.map { $0.contains("@") ? "•••" : String($0) }.joined(separator: " ")
    }
}
