// SPDX-License-Identifier: Apache-2.0

package import Values

/// What search engines and those who pass a link on are told about a public page.
extension Sheet {
    func sharing(_ head: PageHead) -> HTML {
        let place = head.canonicalPath ?? path
        let alternates = site.languages.map { language -> HTML in
            """
            <link rel="alternate" hreflang="\(language.rawValue)" href="\(address(place, in: language))">\n
            """
        }
        let card: [(String, String)] = [
            ("og:site_name", site.name), ("og:type", "website"), ("og:title", head.title),
            ("og:description", head.description), ("og:url", address(place, in: language)),
            ("og:locale", language == .vietnamese ? "vi_VN" : "en_GB"), ("og:image", address("/card.png")),
            ("og:image:width", String(SocialCard.width)), ("og:image:height", String(SocialCard.height)),
            ("og:image:alt", site.name),
        ]
        let tags = card.filter { !$0.1.isEmpty }.map { name, content -> HTML in
            "<meta property=\"\(name)\" content=\"\(content)\">\n"
        }
        return """
            <link rel="canonical" href="\(address(place, in: language))">
            \(alternates)<link rel="alternate" hreflang="x-default" href="\(address(place, in: site.languages.first ?? language))">
            \(tags)<meta name="twitter:card" content="summary_large_image">
            \(head.structured.map(\.script))
            """
    }

    /// The absolute address of a page that exists in every language.
    package func address(_ place: String, in language: Language) -> String {
        address("/\(language.rawValue)\(place == "/" ? "" : place)")
    }
}
