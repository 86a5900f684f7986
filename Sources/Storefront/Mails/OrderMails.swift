// SPDX-License-Identifier: Apache-2.0

package import Commerce
import Disclosure
package import Pages
package import Values

/// The mails of an order, worded from the catalogue of texts. Keeps nothing it is given.
package struct OrderMails: OrderMailer {
    private let texts: Texts
    private let business: String

    package init(texts: Texts, business: String) {
        self.texts = texts
        self.business = business
    }

    package func render(_ mail: OrderMail, in language: Language) throws -> RenderedMail {
        let desk = WritingDesk(wording: texts.wording(in: language), business: business)
        switch mail {
        case .confirmation(let order): return desk.finish(desk.confirmation(of: order))
        case .activation(let order, let esims): return try desk.activation(of: order, esims)
        case .toppedUp(let order):
            return desk.finish(
                desk.news("storefront.mail.topped-up.subject", "storefront.mail.topped-up.text", of: order))
        case .moneyShort(let order, let received, let missing):
            return desk.finish(desk.moneyShort(of: order, received: received, missing: missing))
        case .held(let order):
            return desk.finish(desk.news("storefront.mail.held.subject", "storefront.mail.held.text", of: order))
        case .delayed(let order):
            return desk.finish(desk.news("storefront.mail.delayed.subject", "storefront.mail.delayed.text", of: order))
        case .needsAttention(let order):
            return desk.finish(desk.news("storefront.mail.stuck.subject", "storefront.mail.stuck.text", of: order))
        case .link(let order):
            return desk.finish(desk.news("storefront.mail.link.subject", "storefront.mail.link.text", of: order))
        case .refunded(let order):
            return desk.finish(
                desk.news("storefront.mail.refunded.subject", "storefront.mail.refunded.text", of: order))
        }
    }
}

/// An activation code longer than a QR code holds.
struct ActivationCodeTooLong: Error {}

/// Where the mails of one business in one language are written.
private struct WritingDesk {
    let wording: Wording
    let business: String

    func confirmation(of order: OrderMailSummary) -> Letter {
        var letter = Letter(subject("storefront.mail.confirmation.subject", order), in: wording)
        letter.paragraph(wording("storefront.mail.confirmation.text"))
        letter.facts(receipt(of: order))
        letter.button(wording("storefront.mail.open"), to: order.orderURL)
        letter.paragraph(wording("storefront.mail.confirmation.next"))
        return letter
    }

    /// Each eSIM with its picture to scan, the links for either kind of phone, and the code to copy.
    func activation(of order: OrderMailSummary, _ esims: [MailedEsim]) throws -> RenderedMail {
        var letter = Letter(subject("storefront.mail.activation.subject", order), in: wording)
        letter.paragraph(wording("storefront.mail.activation.text"))
        var images: [MailMessage.InlineImage] = []
        for (index, esim) in esims.enumerated() {
            guard let code = QRCode(esim.install.activationCode) else { throw ActivationCodeTooLong() }
            let contentID = "esim-\(index + 1)"
            images.append(
                MailMessage.InlineImage(
                    contentID: contentID, fileName: "\(contentID).png", mediaType: "image/png", bytes: code.png()))
            letter.paragraph(
                esims.count == 1
                    ? esim.name
                    : wording("storefront.esim.numbered", ["name": esim.name, "number": String(index + 1)]))
            letter.image(contentID, label: wording("storefront.install.qr"))
            letter.button(wording("storefront.install.on-apple"), to: esim.install.appleURL)
            letter.button(wording("storefront.install.on-android"), to: esim.install.androidURL)
            letter.paragraph(wording("storefront.mail.activation.manual"))
            letter.code(esim.install.activationCode)
        }
        letter.button(wording("storefront.mail.open"), to: order.orderURL)
        letter.paragraph(wording("storefront.mail.activation.secret"))
        return finish(letter, images)
    }

    /// Part of the price has come: what is missing, and where the code for it is.
    func moneyShort(of order: OrderMailSummary, received: Money, missing: Money) -> Letter {
        var letter = Letter(subject("storefront.mail.money-short.subject", order), in: wording)
        letter.paragraph(
            wording(
                "storefront.mail.money-short.text", ["received": amount(received), "missing": amount(missing)]))
        letter.facts(receipt(of: order))
        letter.button(wording("storefront.mail.open"), to: order.orderURL)
        return letter
    }

    /// One piece of news about an order, with the way to its page.
    func news(_ subject: Text, _ text: Text, of order: OrderMailSummary) -> Letter {
        var letter = Letter(self.subject(subject, order), in: wording)
        letter.paragraph(wording(text))
        letter.facts(receipt(of: order))
        letter.button(wording("storefront.mail.open"), to: order.orderURL)
        return letter
    }

    func finish(_ letter: Letter, _ images: [MailMessage.InlineImage] = []) -> RenderedMail {
        RenderedMail(subject: letter.subject, text: letter.plainText, html: letter.html(from: business), images: images)
    }

    private func subject(_ text: Text, _ order: OrderMailSummary) -> String {
        wording(text.key, ["number": order.number.text, "business": business])
    }

    private func receipt(of order: OrderMailSummary) -> [(name: String, value: String)] {
        let lines = order.lines.map { line in
            (name: line.quantity == 1 ? line.name : "\(line.quantity) × \(line.name)", value: amount(line.total))
        }
        return [(name: wording("storefront.order.number"), value: order.number.text)] + lines
            + (order.discount.map {
                [(name: wording("places.coupon.line", ["code": $0.code]), value: "−" + amount($0.amount))]
            } ?? []) + [(name: wording("storefront.checkout.total"), value: amount(order.total))]
    }

    private func amount(_ money: Money) -> String { money.formatted(in: wording.language) }
}
