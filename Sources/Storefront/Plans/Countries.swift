// SPDX-License-Identifier: Apache-2.0

import Commerce
import Foundation
import Policy
import Values

/// Countries as people call them, from the Unicode locale data; made once for each language.
enum Countries {
    private struct Name {
        let text: String
        /// What lists are sorted by.
        let folded: String
    }

    private static let names: [Language: [String: Name]] = Dictionary(
        uniqueKeysWithValues: Language.allCases.map { language in
            let locale = Locale(identifier: language.rawValue)
            let codes = Locale.Region.isoRegions.map(\.identifier).filter { $0.count == 2 }
            let names = codes.map { code in
                let text = locale.localizedString(forRegionCode: code) ?? code
                return (code, Name(text: text, folded: text.folded))
            }
            return (language, Dictionary(uniqueKeysWithValues: names))
        })

    static func name(of code: String, in language: Language) -> String { entry(code, language).text }

    /// Where a plan works, in the order of the language's names.
    static func names(of destination: Destination, in language: Language) -> [String] {
        destination.countries.map { entry($0, language) }.sorted { $0.folded < $1.folded }.map(\.text)
    }

    private static func entry(_ code: String, _ language: Language) -> Name {
        names[language]?[code] ?? Name(text: code, folded: code.folded)
    }
}

extension StringProtocol {
    /// Lower case without accents: `Nhật Bản` and `nhat ban` become the same.
    var folded: String {
        var folded = ""
        for scalar in String(self).lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
            if scalar == "đ" {
                folded.append("d")
            } else if scalar.properties.generalCategory != .nonspacingMark {
                folded.unicodeScalars.append(scalar)
            }
        }
        return folded
    }
}

extension Destination {
    /// Everything a search for this place may say, in both languages.
    var searchWords: String {
        let countries = Language.allCases.flatMap { language in
            self.countries.map { Countries.name(of: $0, in: language) }
        }
        return ([name.vietnamese, name.english] + countries + self.countries).joined(separator: " ")
    }

    /// Whether every word of the search stands in the words of this place, accents aside.
    func answers(_ search: String) -> Bool {
        guard !search.isEmpty else { return true }
        let words = searchWords.folded
        return search.folded.split(whereSeparator: \.isWhitespace).allSatisfy { words.contains($0) }
    }
}
