// SPDX-License-Identifier: Apache-2.0

import Pages
import Values

/// A piece of a text around the words that were looked for, which are marked.
struct Excerpt {
    private static let length = 160
    private static let lead = 40

    private let text: Substring
    private let words: Set<String>
    private let isCutBefore: Bool
    private let isCutAfter: Bool

    init(of typed: String, in text: String) {
        words = Set(Self.pieces(of: typed[...]).filter(\.isWord).map(\.text.folded))
        let first = Self.pieces(of: text[...]).first { [words] in $0.isWord && words.contains($0.text.folded) }
        let middle = first?.text.startIndex ?? text.startIndex
        let start = text.index(middle, offsetBy: -Self.lead, limitedBy: text.startIndex) ?? text.startIndex
        let end = text.index(start, offsetBy: Self.length, limitedBy: text.endIndex) ?? text.endIndex
        self.text = text[start..<end]
        (isCutBefore, isCutAfter) = (start > text.startIndex, end < text.endIndex)
    }

    var html: HTML {
        let marked = Self.pieces(of: text).map { piece -> HTML in
            piece.isWord && words.contains(piece.text.folded) ? "<mark>\(piece.text)</mark>" : "\(piece.text)"
        }
        return "\(if: isCutBefore, "… ")\(marked.joined(separator: ""))\(if: isCutAfter, " …")"
    }

    private struct Piece {
        let text: Substring
        let isWord: Bool
    }

    /// Words and what stands between them, in order and complete.
    private static func pieces(of text: Substring) -> [Piece] {
        var pieces: [Piece] = []
        var start = text.startIndex
        while start < text.endIndex {
            let isWord = text[start].isLetter || text[start].isNumber
            let end = text[start...].firstIndex { ($0.isLetter || $0.isNumber) != isWord } ?? text.endIndex
            pieces.append(Piece(text: text[start..<end], isWord: isWord))
            start = end
        }
        return pieces
    }
}
