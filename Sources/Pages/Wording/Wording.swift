// SPDX-License-Identifier: Apache-2.0

package import Values

/// Everything the program says in one language. Calling it says a text: `wording("storefront.plans.title")`.
package struct Wording: Sendable {
    package let language: Language
    let phrases: [String: Phrase]

    /// The text in this language. A key the catalogue lacks comes back as it is, which the catalogue test forbids.
    package func callAsFunction(_ text: Text) -> String {
        phrases[text.key]?.text { text.parameters[$0] } ?? text.key
    }

    /// A dictionary would be made and hashed for each text of a page; there are one or two parameters.
    package func callAsFunction(_ key: String, _ parameters: KeyValuePairs<String, String>) -> String {
        phrases[key]?.text { name in parameters.first { $0.key == name }?.value } ?? key
    }

    /// The text with markup in the place of its parameters, for a link inside a sentence; the sentence is escaped.
    package func markup(_ key: String, _ parameters: [String: HTML]) -> HTML {
        phrases[key]?.markup(with: parameters) ?? "\(key)"
    }

    package func has(_ key: String) -> Bool { phrases[key] != nil }

    /// Every key with the names of its parameters, for checking the catalogue.
    package var signatures: [String: Set<String>] { phrases.mapValues(\.parameterNames) }
}
