// SPDX-License-Identifier: Apache-2.0

package import Accounts
package import Pages
package import Values

/// The mails to staff, worded from the catalogue: what kind of thing waits, how many, and where to look at it.
package struct NewsMails: StaffNewsMailer {
    private let texts: Texts
    private let business: String
    /// Where the console is, by language.
    private let console: @Sendable (Language) -> String

    package init(texts: Texts, business: String, console: @escaping @Sendable (Language) -> String) {
        self.texts = texts
        self.business = business
        self.console = console
    }

    package func render(_ kind: StaffNewsKind, count: Int, in language: Language) -> StaffNewsMail {
        let wording = texts.wording(in: language)
        let words: KeyValuePairs = ["count": String(count), "business": business]
        let root = console(language)
        var letter = Letter(wording("team.news-mail.\(kind.rawValue)", words), in: wording)
        letter.paragraph(wording("team.news-mail.text"))
        letter.button(wording("team.news-mail.open"), to: root + kind.place)
        letter.paragraph(wording("team.news-mail.why"))
        letter.list([root + "/account"])
        return StaffNewsMail(subject: letter.subject, text: letter.plainText, html: letter.html(from: business))
    }
}

extension StaffNewsKind {
    /// Where in the console it stands.
    fileprivate var place: String {
        switch self {
        case .moneyUnmatched: "/money"
        case .notDelivered, .disputed, .balanceLow, .heldForReview, .attestation: ""
        }
    }
}
