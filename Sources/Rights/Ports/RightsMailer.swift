// SPDX-License-Identifier: Apache-2.0

package import Values

/// Words the mails of the rights workflow. The domain knows what must be said, not how a page or mail looks.
package protocol RightsMailer: Sendable {
    func verification(link: String, language: Language) -> RightsMail
    func receipt(_ summary: ErasureSummary, language: Language) -> RightsMail
}

package struct RightsMail: Sendable {
    package let subject: String
    package let text: String
    package let html: String

    package init(subject: String, text: String, html: String) {
        self.subject = subject
        self.text = text
        self.html = html
    }
}

/// What the person is told when their erasure is complete.
package struct ErasureSummary: Sendable {
    package struct Notice: Sendable {
        package let recipient: String
        package let outcome: NoticeOutcome
    }

    package let notices: [Notice]
    /// Whether bookkeeping remains under a hold key, and until the end of which year.
    package let keptUntilYear: Int?
    /// The signed proof that the erasure stands in the evidence log.
    package let receipt: String
}
