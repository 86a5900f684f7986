// SPDX-License-Identifier: Apache-2.0

import Disclosure
import Foundation

/// Text as it may stand in a mail header: plain ASCII where that suffices, else encoded words (RFC 2047), folded.
///
/// Line breaks and other control characters are refused: whoever gets one into a header writes headers of their own.
enum HeaderText {
    /// A line with encoded words has at most 76 characters (RFC 2047 §2).
    private static let lineLimit = 76

    /// For a subject.
    static func unstructured(_ text: String, after name: String) throws -> String {
        try refuseControls(text)
        let isPlain = text.utf8.allSatisfy { (0x20...0x7e).contains($0) } && !text.contains("=?")
        let fits = name.utf8.count + text.utf8.count <= lineLimit
        return isPlain && fits ? text : encodedWords(text, after: name.utf8.count)
    }

    /// For the name before an address (RFC 5322 §3.2.5).
    static func phrase(_ text: String, after name: String) throws -> String {
        try refuseControls(text)
        let isPlain = text.utf8.allSatisfy { (0x20...0x7e).contains($0) } && !text.contains("=?")
        guard isPlain, name.utf8.count + text.utf8.count < lineLimit else {
            return encodedWords(text, after: name.utf8.count)
        }
        return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private static func refuseControls(_ text: String) throws {
        let isClean = text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: false
            default: true
            }
        }
        guard isClean else { throw DeliveryFailure.notSent("line-break-in-header") }
    }

    /// Splits between characters, never inside one (RFC 2047 §5), and folds before every further word.
    private static func encodedWords(_ text: String, after used: Int) -> String {
        let (opening, closing) = ("=?UTF-8?B?", "?=")
        func room(on line: Int) -> Int {
            let taken = (line == 0 ? used : 1) + opening.utf8.count + closing.utf8.count
            return (lineLimit - taken) / 4 * 3
        }
        var words: [[UInt8]] = [[]]
        for scalar in text.unicodeScalars {
            let bytes = [UInt8](String(scalar).utf8)
            if words[words.count - 1].count + bytes.count > room(on: words.count - 1) { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { opening + Data($0).base64EncodedString() + closing }.joined(separator: "\r\n ")
    }
}
