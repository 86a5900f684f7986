// SPDX-License-Identifier: Apache-2.0

package import Conversations
package import Pages
package import Values

/// The mails about a conversation, worded from the catalogue.
package struct ChatMails: AnswerMailer {
    private let texts: Texts
    private let business: String

    package init(texts: Texts, business: String) {
        self.texts = texts
        self.business = business
    }

    package func answerWaits(link: String, number: ConversationNumber, language: Language) -> AnswerMail {
        let wording = texts.wording(in: language)
        var letter = Letter(wording("chat.mail.subject", ["business": business]), in: wording)
        letter.paragraph(wording("chat.mail.text", ["number": number.text]))
        letter.button(wording("chat.mail.button"), to: link)
        letter.paragraph(wording("chat.mail.safe"))
        return AnswerMail(subject: letter.subject, text: letter.plainText, html: letter.html(from: business))
    }
}
