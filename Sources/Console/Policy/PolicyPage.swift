// SPDX-License-Identifier: Apache-2.0

import Commerce
import Hummingbird
import Pages
import Policy
import Values

extension Desk {
    /// The policy the program obeys: what it declares, each line with what makes it true, and how it came to be.
    func policyPage(_ view: PolicyView) -> Response {
        let header = policy.declarations.header
        let read = sheet.linkButton(say("console.recipients.policy"), to: sheet.path(.privacy), icon: .document)
        let parts: [(id: String, title: Text, content: HTML)] = [
            ("data", "declared.data", dataTable(view)), ("uses", "declared.uses", useTable(view)),
            ("recipients", "declared.recipients", receiverTable(view)), ("asked", "declared.asked", asked(view)),
            ("versions", "declared.versions", versionList(view)),
        ]
        let contents = parts.map { "<li><a href=\"#\($0.id)\">\(say($0.title))</a></li>" as HTML }
        let sections = parts.map { part -> HTML in
            "<section class=\"console-wide console-long\" id=\"\(part.id)\"><h2>\(say(part.title))</h2>\(part.content)</section>"
        }
        return page(
            say("declared.title"), in: .policy,
            """
            \(sheet.heading(say("declared.title"), lead: say("declared.lead"), actions: read))
            \(sheet.card(sheet.facts([
                (say("declared.in-force"), "\(header.effective.formatted(in: language))"),
                (say("declared.revised"), "\(header.lastRevised.formatted(in: language))"),
                (say("declared.version"), "<code translate=\"no\">\(policy.version.hex.prefix(12))</code>"),
                (say("declared.controller"), "\(header.controller)"),
                (say("declared.age"), "\(header.minimumAge)"),
                (say("declared.laws"), "\(policy.declarations.lawPacks.map { say(lawName($0)) }.joined(separator: ", "))"),
            ])))
            <nav class="console-contents" aria-label="\(say("declared.contents"))"><ul>\(contents)</ul></nav>
            \(sections)
            """)
    }

    private func lawName(_ law: LawPack) -> Text {
        switch law {
        case .gdpr: "declared.law-gdpr"
        case .vietnam: "declared.law-vietnam"
        }
    }

    /// Who has to say yes first, who may say no, and where people read what is about to happen.
    private func asked(_ view: PolicyView) -> HTML {
        func names(_ basis: LegalBasis) -> String {
            view.overview.uses.filter { $0.basis == basis }.map(\.name).joined(separator: ", ")
        }
        let consent = names(.consent)
        let objection = names(.legitimateInterest)
        let notices = PolicyNotice.allCases.compactMap { notice -> (name: String, value: HTML)? in
            policy.text(of: notice, in: language, about: recipient(in: notice)).map { text in
                (name: say(Text("declared.notice.\(notice.rawValue)")), value: "\(text.plain)")
            }
        }
        return """
            <p>\(consent.isEmpty ? say("declared.nobody-asked") : say("declared.consent", ["uses": consent]))
            \(objection.isEmpty ? "" : say("declared.objection", ["uses": objection])) \(say("declared.new-version"))</p>
            <h3>\(say("declared.notices"))</h3>
            <div class="console-notices">\(sheet.facts(notices))</div>
            """
    }

    /// Whom a notice names where the shop shows it.
    private func recipient(in notice: PolicyNotice) -> RecipientID? {
        func taking(_ method: PaymentMethod) -> RecipientID? {
            Currency.allCases.flatMap(services.shop.waysToPay).first { $0.method == method }?.recipient
        }
        return switch notice {
        case .paymentGateway: taking(.card)
        case .bankTransfer: taking(.bankTransfer)
        case .chatBegins: RecipientID("telegram")
        case .useBegins, .emailField, .ageDeclaration, .underAge, .erasure, .analyticsQuestion: nil
        }
    }

    private func versionList(_ view: PolicyView) -> HTML {
        let columns = [
            Column(say("declared.version")), Column(say("declared.published")), Column(say("declared.changed")),
            Column(say("declared.orders"), isNumber: true),
        ]
        let rows = view.versions.map { version -> [HTML] in
            let published = version.published
            let address = sheet.path("/privacy/versions/\(published.version.hex)")
            let isCurrent = published.version == policy.version
            return [
                """
                \(sheet.link(published.revisedOn.formatted(in: language), to: address)) \
                <code translate="no">\(published.version.hex.prefix(12))</code>
                \(if: isCurrent, sheet.badge(say("declared.current"), .good))\
                \(if: published.withdrawnAt != nil, sheet.badge(say("declared.withdrawn"), .neutral))
                """,
                "<span>\(sheet.time(published.publishedAt))</span>", "<div>\(changes(in: version))</div>",
                "<span>\(may(.orders) ? String(view.accepted[published.version, default: 0]) : "–")</span>",
            ]
        }
        return sheet.table(say("declared.versions"), columns: columns, rows: rows, empty: "")
    }

    private func changes(in version: PolicyView.Version) -> HTML {
        guard let before = version.before else { return "\(say("declared.first"))" }
        let compare = sheet.link(
            say("declared.compare"),
            to: sheet.path("/privacy/changes?from=\(before.hex)&to=\(version.published.version.hex)"))
        guard !version.changed.isEmpty else { return "\(say("declared.only-dates")) \(compare)" }
        return "\(version.changed.joined(separator: "; ")). \(compare)"
    }
}
