// SPDX-License-Identifier: Apache-2.0

import Values
import Yams

extension Fields {
    /// Text that must be there, spaces and line breaks folded into single spaces; "" when it was reported.
    func text(_ key: String) -> String {
        required(key).map { text(of: $0, at: path + [key]) } ?? ""
    }

    func optionalText(_ key: String) -> String? {
        value(key).map { text(of: $0, at: path + [key]) }
    }

    /// Text under `key` in every language.
    func wording(_ key: String) -> Wording {
        required(key).map { wording(of: $0, at: path + [key]) } ?? .missing
    }

    func optionalWording(_ key: String) -> Wording? {
        value(key).map { wording(of: $0, at: path + [key]) }
    }

    /// A list of texts in every language; empty when the key is missing.
    func wordings(_ key: String) -> [Wording] {
        guard let node = value(key) else { return [] }
        guard let items = node.sequence else {
            report(key, "`\(key)` is not a list.", fix: "Start each entry with `- vi:`.")
            return []
        }
        return items.enumerated().map { wording(of: $1, at: path + [key, String($0)]) }
    }

    func wording(of node: Node, at path: [String]) -> Wording {
        reading.note(SourcePlace(node), of: path)
        guard let mapping = node.mapping else {
            reading.report(
                at: path, "`\(path.last ?? "")` is not given by language.",
                fix: "Write `vi:` and `en:` below it, each with its own text.")
            return .missing
        }
        let languages = Fields(mapping, at: path, in: reading)
        defer { languages.finish() }
        return Wording(
            vietnamese: languages.translation(.vietnamese), english: languages.translation(.english))
    }

    private func translation(_ language: Language) -> String {
        if let node = value(language.rawValue) { return text(of: node, at: path + [language.rawValue]) }
        let name = language == .vietnamese ? "Vietnamese" : "English"
        reading.report(
            at: path, "The \(name) text of `\(path.joined(separator: " > "))` is missing.",
            fix: "Write it after `\(language.rawValue):`.")
        return ""
    }

    func text(of node: Node, at path: [String]) -> String {
        reading.note(SourcePlace(node), of: path)
        guard let written = node.scalar?.string else {
            reading.report(at: path, "`\(path.last ?? "")` is not text.", fix: "Write one text behind it.")
            return ""
        }
        if let placeholder = Placeholder.first(in: written) {
            reading.report(
                at: path, "The text still holds the placeholder `\(placeholder)`.",
                fix: "Write what is true of this business in its place.")
        }
        return written.foldingSpaces()
    }
}

extension Wording {
    /// Stands in for a text that was reported, until the file is refused.
    static let missing = Wording(vietnamese: "", english: "")
}

extension String {
    /// Runs of spaces and line breaks become one space: how a text is wrapped in the file means nothing.
    func foldingSpaces() -> String {
        split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
