// SPDX-License-Identifier: Apache-2.0

package import Values

/// What the organisation tells its customers anyway, in one language. It holds nothing about anybody.
package struct HelpArticle: Sendable {
    package static let titleLimit = 120
    package static let bodyLimit = 8000

    package let id: ID<HelpArticle>
    package let language: Language
    package let title: String
    package let body: String
    package let changedAt: Instant
}

/// A part of an article that a reply may rest on.
package struct HelpPassage: Hashable, Sendable {
    package let article: ID<HelpArticle>
    package let title: String
    package let text: String

    package init(article: ID<HelpArticle>, title: String, text: String) {
        self.article = article
        self.title = title
        self.text = text
    }
}
