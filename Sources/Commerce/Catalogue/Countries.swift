// SPDX-License-Identifier: Apache-2.0

import Foundation
import Policy
package import Values

/// Countries as people call them, from the Unicode locale data; made once for each language.
package enum Countries {
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

    package static func name(of code: String, in language: Language) -> String { entry(code, language).text }

    /// Where a plan works, in the order of the language's names.
    package static func names(of destination: Destination, in language: Language) -> [String] {
        destination.countries.map { entry($0, language) }.sorted { $0.folded < $1.folded }.map(\.text)
    }

    /// The same as one text, with the code.
    package static func searchWords(of code: String) -> String {
        (searchNames(of: code) + [code.lowercased()]).joined(separator: " · ")
    }

    /// What a place of these countries may be searched by, each once.
    static func searchWords(of codes: [String], called name: Wording) -> String {
        let own = [name.vietnamese.folded, name.english.folded]
        var seen: Set<String> = []
        return (own + codes.flatMap { searchNames(of: $0) + [$0.lowercased()] })
            .filter { seen.insert($0).inserted }.joined(separator: " · ")
    }

    /// Every name of a country that a search may say, folded: both languages, and what people call it besides.
    static func searchNames(of code: String) -> [String] { officialNames(of: code) + nicknames(of: code) }

    static func officialNames(of code: String) -> [String] { Language.allCases.map { entry(code, $0).folded } }
    static func nicknames(of code: String) -> [String] { alsoCalled[code] ?? [] }

    private static func entry(_ code: String, _ language: Language) -> Name {
        names[language]?[code] ?? Name(text: code, folded: code.folded)
    }

    /// Short names, other spellings and the cities people fly to; lower case without accents.
    private static let alsoCalled: [String: [String]] = [
        "AE": ["uae", "dubai", "abu dhabi", "emirates", "a rap"],
        "AU": ["uc", "australia", "sydney", "melbourne", "brisbane", "perth"],
        "AT": ["vienna", "wien"], "BE": ["brussels", "bruxelles"],
        "CA": ["toronto", "vancouver", "montreal"], "CH": ["zurich", "geneva", "thuy si"],
        "CN": ["china", "trung quoc", "beijing", "bac kinh", "shanghai", "thuong hai", "guangzhou", "quang chau"],
        "CZ": ["czech republic", "prague", "praha"], "DE": ["berlin", "munich", "frankfurt", "duc"],
        "DK": ["copenhagen"], "ES": ["madrid", "barcelona", "tay ban nha"], "FI": ["helsinki"],
        "FR": ["paris", "nice", "lyon", "phap"],
        "GB": ["uk", "england", "scotland", "wales", "great britain", "britain", "london", "anh", "anh quoc"],
        "GR": ["athens", "santorini", "hy lap"], "HK": ["hong kong", "hongkong", "hong kong sar"],
        "HU": ["budapest"], "ID": ["bali", "jakarta"], "IE": ["dublin"], "IN": ["delhi", "mumbai", "an do"],
        "IS": ["reykjavik"], "IT": ["rome", "roma", "milan", "venice", "y"],
        "JP": ["tokyo", "osaka", "kyoto", "sapporo", "okinawa", "nhat"],
        "KH": ["phnom penh", "siem reap", "angkor", "campuchia"],
        "KR": ["korea", "south korea", "han quoc", "seoul", "busan", "jeju"],
        "LA": ["vientiane", "luang prabang"], "MO": ["macau", "macao", "ma cao"],
        "MY": ["kuala lumpur", "penang", "ma lai"], "NL": ["holland", "amsterdam", "ha lan"],
        "NO": ["oslo", "na uy"], "NZ": ["auckland", "queenstown", "tan tay lan"],
        "PH": ["manila", "cebu", "boracay", "phi lip pin"], "PL": ["warsaw", "krakow"], "PT": ["lisbon", "porto"],
        "SE": ["stockholm", "thuy dien"], "SG": ["sing", "xinh ga po"],
        "TH": ["bangkok", "phuket", "chiang mai", "pattaya", "thai"],
        "TR": ["turkey", "turkiye", "istanbul", "cappadocia"], "TW": ["taipei", "dai bac", "kaohsiung"],
        "US": ["usa", "america", "my", "new york", "los angeles", "san francisco", "las vegas", "hawaii"],
        "VN": ["viet nam", "hanoi", "ha noi", "saigon", "sai gon", "da nang", "ho chi minh"],
    ]
}
