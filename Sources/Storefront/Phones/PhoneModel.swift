// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Values

/// A phone or tablet and whether it takes eSIMs.
struct PhoneModel: Sendable {
    enum Verdict: String, Sendable, CaseIterable {
        case takes, lacks
        /// Some of those sold under the name do.
        case depends
    }

    /// `Apple iPhone 13`.
    let name: String
    let verdict: Verdict
    /// What holds for some of them: where they were sold decides.
    let note: Text?
    fileprivate let words: [String]
}

/// A maker's phones. The maker without a name stands for several whose names the models carry.
struct PhoneMaker: Sendable {
    let name: String
    let note: Text?
    let models: [PhoneModel]

    init(
        _ name: String, note: Text? = nil, takes: [String], depends: [String] = [], lacks: [String] = []
    ) {
        self.name = name
        self.note = note
        models =
            takes.map { PhoneModel($0, by: name, .takes, note) }
            + depends.map { PhoneModel($0, by: name, .depends, note) }
            + lacks.map { PhoneModel($0, by: name, .lacks, nil) }
    }
}

extension PhoneModel {
    fileprivate init(_ name: String, by maker: String, _ verdict: Verdict, _ note: Text?) {
        self.name = maker.isEmpty || name.hasPrefix(maker) ? name : "\(maker) \(name)"
        self.verdict = verdict
        self.note = note
        words = Self.words(of: self.name)
    }

    /// `Galaxy S24+` → `galaxy s 24 plus`: letters and digits apart, as people type them with and without spaces.
    fileprivate static func words(of text: String) -> [String] {
        var words: [String] = []
        var wasDigit: Bool?
        for character in text.folded.replacing("+", with: " plus ").replacing("promax", with: "pro max") {
            guard character.isASCII, character.isLetter || character.isNumber else {
                wasDigit = nil
                continue
            }
            if wasDigit == character.isNumber {
                words[words.count - 1].append(character)
            } else {
                words.append(String(character))
            }
            wasDigit = character.isNumber
        }
        return words
    }

    /// Those a search may mean: the one of exactly this name first, then the shorter names.
    static func search(_ text: String) -> [PhoneModel] {
        let wanted = words(of: String(text.prefix(60)))
        guard !wanted.isEmpty, wanted.contains(where: { $0.count > 1 }) else { return [] }
        return PhoneList.all.filter { model in wanted.allSatisfy { model.has($0) } }
            .sorted { ($0.words.count, $0.name) < ($1.words.count, $1.name) }
            .prefix(8).map(\.self)
    }

    /// Numbers and single letters must be the same; longer words may be unfinished.
    private func has(_ word: String) -> Bool {
        let isWhole = word.count == 1 || word.allSatisfy(\.isNumber)
        return words.contains { isWhole ? $0 == word : $0.hasPrefix(word) }
    }
}
