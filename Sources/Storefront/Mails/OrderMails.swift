// SPDX-License-Identifier: Apache-2.0

package import Commerce
import Disclosure
package import Foundation
package import Pages
package import Values

/// The mails of an order, worded from the catalogue of texts. Keeps nothing it is given.
package struct OrderMails: OrderMailer {
    private let texts: Texts
    private let business: String
    /// The zone of times in mails: the business's.
    private let timeZone: TimeZone

    package init(texts: Texts, business: String, timeZone: TimeZone) {
        self.texts = texts
        self.business = business
        self.timeZone = timeZone
    }

    package func render(_ mail: OrderMail, in language: Language) throws -> RenderedMail {
        let desk = WritingDesk(wording: texts.wording(in: language), business: business, timeZone: timeZone)
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
        case .withdrawal(let order, let statedAt):
            return desk.finish(desk.withdrawal(from: order, at: statedAt))
        case .withdrawalDeclined(let order, let decision):
            return desk.finish(
                desk.news(
                    "storefront.mail.withdrawal-declined.subject",
                    Text("storefront.mail.withdrawal-declined.\(decision.rawValue)"), of: order))
        case .lowData(let order, let usage):
            return desk.finish(desk.usage("low-data", usage, of: order))
        case .expiring(let order, let usage):
            return desk.finish(desk.usage("expiring", usage, of: order))
        case .proveAddress(let number, let url):
            return desk.finish(desk.correction("prove", of: number, button: url))
        case .addressAsked(let number, let url):
            return desk.finish(desk.correction("asked", of: number, button: url))
        case .addressChanged(let number):
            return desk.finish(desk.correction("changed", of: number, button: nil))
        case .link(let order):
            return desk.finish(desk.news("storefront.mail.link.subject", "storefront.mail.link.text", of: order))
        case .partRefunded(let order, let back): return desk.finish(desk.partRefunded(of: order, back: back))
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
    let timeZone: TimeZone

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

    /// What has gone back, and that the rest stands.
    func partRefunded(of order: OrderMailSummary, back: Money) -> Letter {
        var letter = Letter(subject("storefront.mail.part-refunded.subject", order), in: wording)
        letter.paragraph(wording("storefront.mail.part-refunded.text", ["back": amount(back)]))
        letter.facts(receipt(of: order) + [(name: wording("storefront.receipt.refunded"), value: amount(back))])
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

    /// The acknowledgement the law asks for, on a medium that lasts: what was stated, and when to the second.
    func withdrawal(from order: OrderMailSummary, at statedAt: Instant) -> Letter {
        var letter = Letter(subject("storefront.mail.withdrawal.subject", order), in: wording)
        letter.paragraph(wording("storefront.mail.withdrawal.text"))
        letter.facts(
            receipt(of: order) + [
                (
                    name: wording("storefront.mail.withdrawal.placed"),
                    value: wording.moment(order.placedAt, in: timeZone)
                ),
                (name: wording("storefront.mail.withdrawal.stated"), value: wording.moment(statedAt, in: timeZone)),
                (name: "UTC", value: statedAt.description),
            ])
        letter.paragraph(wording("storefront.mail.withdrawal.next"))
        letter.button(wording("storefront.mail.open"), to: order.orderURL)
        return letter
    }

    /// What is left of each eSIM the news is about, with the way to more and the way to hear no more.
    func usage(_ news: String, _ usage: [MailedUsage], of order: OrderMailSummary) -> Letter {
        var letter = Letter(
            wording("storefront.mail.\(news).subject", ["number": order.number.text, "business": business]), in: wording
        )
        letter.paragraph(wording("storefront.mail.\(news).text", [:]))
        for esim in usage {
            let left = max(0, esim.status.totalBytes - esim.status.usedBytes)
            var facts = [
                (name: wording("storefront.mail.usage.esim"), value: esim.name),
                (
                    name: wording("storefront.mail.usage.left"),
                    value: wording(
                        "storefront.mail.usage.left-of",
                        ["left": wording.gigabytes(left), "total": wording.gigabytes(esim.status.totalBytes)])
                ),
            ]
            if let end = esim.status.expiresAt {
                facts.append((name: wording("storefront.mail.usage.ends"), value: wording.moment(end, in: timeZone)))
            }
            facts.append(
                (name: wording("storefront.mail.usage.told"), value: wording.moment(esim.toldAt, in: timeZone)))
            letter.facts(facts)
        }
        letter.button(wording("storefront.mail.usage.open"), to: order.orderURL)
        letter.paragraph(wording("storefront.mail.usage.why"))
        return letter
    }

    /// To an address that may be a stranger's: the order's number and nothing else about it.
    func correction(_ step: String, of number: OrderNumber, button url: String?) -> Letter {
        let words: KeyValuePairs = ["number": number.text, "business": business]
        var letter = Letter(wording("storefront.mail.correction.\(step).subject", words), in: wording)
        letter.paragraph(wording("storefront.mail.correction.\(step).text", words))
        if let url { letter.button(wording("storefront.mail.correction.\(step).button", [:]), to: url) }
        letter.paragraph(wording("storefront.mail.correction.\(step).ignore", words))
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
