// SPDX-License-Identifier: Apache-2.0

/// A text to be said in a person's language: a key of the catalogue and the values for its `{parameters}`.
///
/// Write keys as literals, `Text("storefront.plans.title")`, so that the catalogue test can find them.
package struct Text: Sendable, Hashable, ExpressibleByStringLiteral {
    package let key: String
    package let parameters: [String: String]

    package init(_ key: String, _ parameters: [String: String] = [:]) {
        self.key = key
        self.parameters = parameters
    }

    package init(stringLiteral key: String) {
        self.init(key)
    }
}
