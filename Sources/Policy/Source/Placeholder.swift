// SPDX-License-Identifier: Apache-2.0

/// Finds what a template left for somebody to fill in and nobody did.
enum Placeholder {
    /// The first placeholder in `text`, as it stands there; nil when the text is finished.
    ///
    /// Link labels (`[words](target)`) and the variables of notices (`{age}`) are not placeholders.
    static func first(in text: String) -> String? {
        bracketed(in: text) ?? word(in: text)
    }

    private static func bracketed(in text: String) -> String? {
        if let range = text.firstRange(of: "{{") {
            let end = text[range.upperBound...].firstRange(of: "}}")?.upperBound ?? range.upperBound
            return String(text[range.lowerBound..<end])
        }
        for (open, close) in [("[", "]"), ("<", ">")] as [(Character, Character)] {
            var rest = text[...]
            while let start = rest.firstIndex(of: open), let end = rest[start...].firstIndex(of: close) {
                rest = rest[rest.index(after: end)...]
                let isLink = open == "[" && rest.first == "("
                let isComparison = open == "<" && text[text.index(after: start)] == " "
                if !isLink && !isComparison { return String(text[start...end]) }
            }
        }
        return nil
    }

    private static func word(in text: String) -> String? {
        text.split { $0.isWhitespace || ",;:!?()\"“”".contains($0) }.lazy
            .map { $0.trimmingCharacters(".") }
            .first(where: isPlaceholder)
    }

    private static func isPlaceholder(_ word: String) -> Bool {
        let folded = word.lowercased()
        if ["todo", "tbd", "fixme", "lorem", "ipsum"].contains(folded) { return true }
        if folded.hasPrefix("example@") || folded.contains("@example.") { return true }
        return word.count >= 2 && word.allSatisfy { $0 == "X" }
    }
}

extension Substring {
    fileprivate func trimmingCharacters(_ unwanted: Character) -> String {
        guard let first = firstIndex(where: { $0 != unwanted }), let last = lastIndex(where: { $0 != unwanted })
        else { return "" }
        return String(self[first...last])
    }
}
