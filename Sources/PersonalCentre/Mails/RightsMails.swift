// SPDX-License-Identifier: Apache-2.0

package import Pages
package import Rights
package import Values

/// The mails of the rights workflow, worded from the catalogue.
package struct RightsMails: RightsMailer {
    private let texts: Texts
    private let business: String

    package init(texts: Texts, business: String) {
        self.texts = texts
        self.business = business
    }

    package func verification(link: String, language: Language) -> RightsMail {
        let wording = texts.wording(in: language)
        var letter = Letter(wording("personal.mail.verify.subject", ["business": business]), in: wording)
        letter.paragraph(wording("personal.mail.verify.text", ["business": business]))
        letter.button(wording("personal.mail.verify.button"), to: link)
        letter.paragraph(wording("personal.mail.verify.ignore"))
        return RightsMail(subject: letter.subject, text: letter.plainText, html: letter.html(from: business))
    }

    package func receipt(_ summary: ErasureSummary, language: Language) -> RightsMail {
        let wording = texts.wording(in: language)
        var letter = Letter(wording("personal.mail.receipt.subject", ["business": business]), in: wording)
        letter.paragraph(wording("personal.mail.receipt.text", ["business": business]))
        if !summary.notices.isEmpty {
            letter.list(summary.notices.map { line($0, wording) })
        }
        if let year = summary.keptUntilYear {
            letter.paragraph(wording("personal.mail.receipt.kept", ["year": String(year)]))
        }
        letter.paragraph(wording("personal.mail.receipt.proof"))
        letter.code(summary.receipt)
        return RightsMail(subject: letter.subject, text: letter.plainText, html: letter.html(from: business))
    }

    private func line(_ notice: ErasureSummary.Notice, _ wording: Wording) -> String {
        switch notice.outcome {
        case .told: wording("personal.mail.receipt.told", ["recipient": notice.recipient])
        case .cannot, .later: wording("personal.mail.receipt.keeps", ["recipient": notice.recipient])
        }
    }
}
