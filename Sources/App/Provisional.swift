// SPDX-License-Identifier: Apache-2.0
import Commerce
import Pages
import Values

struct OrderMails: OrderMailer {
    init(texts: Texts, business: String) {}
    func render(_ mail: OrderMail, in language: Language) throws -> RenderedMail {
        RenderedMail(subject: "", text: "", html: "")
    }
}
