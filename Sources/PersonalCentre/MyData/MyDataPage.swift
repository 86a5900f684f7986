// SPDX-License-Identifier: Apache-2.0

import Conversations
import Disclosure
import Media
import Pages
import Policy
import Rights
import Values
import Vault

extension Sheet {
    /// One timeline of everything held and given, and below it the way to have it all erased.
    func myDataPage(_ model: MyDataModel, _ form: Form = Form()) -> HTML {
        shopPage(
            PageHead(title: text("personal.my-data.title"), description: text("personal.ask.lead")),
            main: """
                <div class="wrap narrow personal">\(heading(
                    text("personal.my-data.title"),
                    lead: text(model.isErased ? "personal.my-data.erased-lead" : "personal.my-data.lead")))
                \(if: model.isErased, erasureCard(model))
                \(if: !model.isErased, held(model))
                \(if: !model.isErased && !model.files.isEmpty, files(model))
                \(if: !model.isErased, given(model))
                \(if: !model.isErased, erasureForm(model, form))
                </div>
                """)
    }

    private func held(_ model: MyDataModel) -> HTML {
        guard !model.holdings.isEmpty else {
            return emptyState(
                .database, title: text("personal.held.empty-title"), text: text("personal.held.empty-text"))
        }
        let entries = model.holdings.map { holding in
            TimelineEntry(
                at: holding.at, text(Text(holding.label, holding.parameters)),
                detail:
                    "<p class=\"soft\">\(name(of: holding.category, under: model.policy)) · \(term(of: holding))</p>")
        }
        return section(text("personal.held.title"), timeline(entries))
    }

    private func term(of holding: Holding) -> String {
        guard let until = holding.until else { return text("personal.held.until-erased") }
        let day = day(until)
        return holding.survivesErasure
            ? text("personal.held.by-law", ["day": day]) : text("personal.held.until", ["day": day])
    }

    private func files(_ model: MyDataModel) -> HTML {
        let lines = model.files.map { file -> HTML in
            """
            <li><a\(href: path("/my-data/\(model.token)/files/\(file.media.id)")) download="\(file.name.expose())">\
            <span dir="auto">\(file.name.expose())</span></a> \
            <span class="soft">\(time(file.media.storedAt))</span></li>
            """
        }
        return section(text("personal.files.title"), "<ul>\(lines)</ul>")
    }

    private func given(_ model: MyDataModel) -> HTML {
        let sent = model.disclosures.filter { $0.state != .refused }
        guard !sent.isEmpty else {
            return section(text("personal.given.title"), "<p>\(text("personal.given.none"))</p>")
        }
        let entries = sent.map { disclosure in
            let recipient = model.policy.recipient(disclosure.record.recipient)
            let categories = disclosure.record.categories.map { name(of: $0, under: model.policy) }.sorted()
            return TimelineEntry(
                at: disclosure.record.at,
                text("personal.given.to", ["recipient": recipient?.name ?? disclosure.record.recipient.name]),
                detail: """
                    <p>\(categories.joined(separator: ", "))</p>
                    <p class="soft">\(purpose(disclosure.record.purpose, under: model.policy))</p>
                    """,
                tone: disclosure.state == .answered ? .good : .waiting)
        }
        return section(text("personal.given.title"), timeline(entries))
    }

    private func erasureForm(_ model: MyDataModel, _ form: Form) -> HTML {
        section(
            text("personal.erase.title"),
            """
            <p>\(text("personal.erase.text"))</p><ul>
            <li>\(text("personal.erase.effect-esim"))</li><li>\(text("personal.erase.effect-kept"))</li>
            <li>\(text("personal.erase.effect-backups", ["days": String(model.policy.declarations.keyBackupDays)]))</li></ul>
            \(self.form(path("/my-data/\(model.token)/erasure"), showing: form, """
                \(checkbox("understood", "\(text("personal.erase.understood"))", isRequired: true, in: form))
                <p class="actions">\(button(text("personal.erase.button"), kind: .danger))</p>
                """))
            """)
    }

    private func erasureCard(_ model: MyDataModel) -> HTML {
        let steps = [
            text("personal.erased.step-keys"), text("personal.erased.step-rows"), text("personal.erased.step-told"),
            text("personal.erased.step-receipt"),
        ]
        let done = (model.erasure?.rawValue ?? 1) - 1
        guard let receipt = model.request.receipt, let concluded = model.request.concludedAt else {
            return "\(stepper(steps, current: done))<p>\(text("personal.erased.going-on"))</p>"
        }
        return """
            \(stepper(steps, current: steps.count))
            \(receiptCard(
                title: text("personal.erased.receipt"),
                facts: [(text("personal.erased.at"), time(concluded))],
                digest: String(receipt.prefix(400)),
                action: linkButton(
                    text("personal.erased.download"), to: path("/my-data/\(model.token)/receipt"), kind: .primary,
                    icon: .download)))
            """
    }

    private func name(of category: Category, under policy: Policy) -> String {
        policy.declarations.categories.first { $0.id == category }?.words[language] ?? category.rawValue
    }

    private func purpose(_ purpose: Purpose, under policy: Policy) -> String {
        policy.declarations.purposes.first { $0.id == purpose }?.words[language] ?? purpose.rawValue
    }
}
