// SPDX-License-Identifier: Apache-2.0

/// A language Sampan speaks. The raw value is the BCP 47 tag in URLs and `lang` attributes.
package enum Language: String, Hashable, Sendable, CaseIterable, Codable {
    case vietnamese = "vi"
    case english = "en"

    /// The best match for an `Accept-Language` header (RFC 9110 §12.5.4); `fallback` when none of ours is named.
    package static func preferred(by header: String?, fallback: Language = .english) -> Language {
        guard let header else { return fallback }
        let ranked = header.split(separator: ",").prefix(20).compactMap { part -> (Language, Double)? in
            let pieces = part.split(separator: ";")
            guard let tag = pieces.first?.trimmingSpaces(), let primary = tag.split(separator: "-").first,
                let language = Language(rawValue: primary.lowercased())
            else { return nil }
            let quality = pieces.dropFirst().first?.trimmingSpaces().split(separator: "=").last.flatMap { Double($0) }
            return (language, quality ?? 1)
        }
        return ranked.max { $0.1 < $1.1 }?.0 ?? fallback
    }
}

extension StringProtocol {
    package func trimmingSpaces() -> String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
