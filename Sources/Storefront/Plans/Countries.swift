// SPDX-License-Identifier: Apache-2.0

import Commerce
import Foundation
import Policy
import Values

/// Countries as people call them, from the Unicode locale data; made once for each language.
enum Countries {
    private static let names: [Language: [String: String]] = Dictionary(
        uniqueKeysWithValues: Language.allCases.map { language in
            let locale = Locale(identifier: language.rawValue)
            let codes = Locale.Region.isoRegions.map(\.identifier).filter { $0.count == 2 }
            return (language, Dictionary(uniqueKeysWithValues: codes.map { ($0, name($0, locale)) }))
        })

    static func name(of code: String, in language: Language) -> String { names[language]?[code] ?? code }

    /// Where a plan works, in the order of the language's names.
    static func names(of destination: Destination, in language: Language) -> [String] {
        destination.countries.map { name(of: $0, in: language) }.sorted { $0.folded < $1.folded }
    }

    private static func name(_ code: String, _ locale: Locale) -> String {
        locale.localizedString(forRegionCode: code) ?? code
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
        let words = searchWords.folded
        return search.folded.split(whereSeparator: \.isWhitespace).allSatisfy { words.contains($0) }
    }
}
