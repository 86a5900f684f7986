// SPDX-License-Identifier: Apache-2.0

import Crypto
package import Values

/// What the site keeps in a browser, as rows for the policy page and the cookie panel.
package struct CookiePanel: Hashable, Sendable {
    package struct Row: Hashable, Sendable {
        package let name: String
        package let store: String
        package let purpose: String
        package let lifetime: String
        package let need: String
        /// Set only after the visitor agreed.
        package let asksFirst: Bool

        package init(
            name: String, store: String, purpose: String, lifetime: String, need: String, asksFirst: Bool
        ) {
            self.name = name
            self.store = store
            self.purpose = purpose
            self.lifetime = lifetime
            self.need = need
            self.asksFirst = asksFirst
        }
    }

    package let rows: [Row]
    /// What the visitor is asked; empty when there is nothing to ask.
    package let question: String
    /// Names what is asked: another answer is needed once something else is. The same in every language.
    package let revision: String
    /// How long an answer is remembered; months have thirty days here.
    package let choiceSeconds: Int

    /// Whether the visitor has to be asked at all.
    package var asksFirst: Bool { rows.contains { $0.asksFirst } }

    package init(rows: [Row], question: String, revision: String, choiceSeconds: Int) {
        self.rows = rows
        self.question = question
        self.revision = revision
        self.choiceSeconds = choiceSeconds
    }

    package init(_ policy: Policy, in language: Language) {
        let words = PolicyWords(language)
        let entries = policy.declarations.browserEntries
        rows = entries.map { entry in
            Row(
                name: entry.name, store: words.store(entry.store), purpose: entry.words[language],
                lifetime: words.lifetime(entry.lifetime), need: words.need(entry.need),
                asksFirst: entry.need == .analytics)
        }
        question = policy.text(of: .analyticsQuestion, in: language)?.plain ?? ""
        revision = Self.revision(of: entries.filter { $0.need == .analytics })
        choiceSeconds = entries.first { $0.name == BrowserEntry.choiceName }?.lifetime.seconds ?? 0
    }

    private static func revision(of entries: [BrowserEntry]) -> String {
        let english = PolicyWords(.english)
        let text = entries.map { "\($0.name) \($0.store) \(english.lifetime($0.lifetime)) \($0.words.english)" }
        let digest = SHA256.hash(data: [UInt8](text.joined(separator: "\n").utf8))
        return String(digest.hexadecimal.prefix(8))
    }
}

extension BrowserEntry.Lifetime {
    /// 0 for what ends with the session or at the visitor's hand.
    fileprivate var seconds: Int {
        guard case .span(let span) = self else { return 0 }
        return ((span.years * 12 + span.months) * 30 * 1440 + span.minutesOfDays) * 60
    }
}
