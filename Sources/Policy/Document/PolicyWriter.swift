// SPDX-License-Identifier: Apache-2.0

import Values

/// Writes the sections of the published policy from its declarations.
struct PolicyWriter {
    let policy: Policy
    let words: PolicyWords

    var declarations: PolicyDeclarations { policy.declarations }
    var language: Language { words.language }

    func blocks(of section: PolicySection) -> [PolicyDocument.Block] {
        let written = declarations.sections.first { $0.section == section }
        let paragraphs = written?.paragraphs.map { PolicyDocument.Block.paragraph(marked($0)) } ?? []
        let points = written?.points.map(marked) ?? []
        let own = paragraphs + (points.isEmpty ? [] : [.list(points)])
        return section == .children ? generated(section) + own : own + generated(section)
    }

    private func generated(_ section: PolicySection) -> [PolicyDocument.Block] {
        switch section {
        case .collection: [.table(collected), .table(kept)]
        case .use: [.paragraph(RichText(words.onlyTheseUses)), .table(uses)]
        case .sharing: [.paragraph(RichText(words.onlyTheseRecipients)), .table(received)]
        case .browser: [.table(inTheBrowser)]
        case .security: [.paragraph(RichText(words.keyBackups(declarations.keyBackupDays)))]
        case .services: services
        case .children: [.paragraph(RichText(words.minimumAge(declarations.header.minimumAge)))]
        case .rights: [.table(rights), .paragraph(RichText(words.complaint))]
        case .changes: words.changes.map { .paragraph(RichText($0)) }
        case .contact: [.paragraph(RichText(words.askUs(declarations.header.controller))), .list(contacts)]
        }
    }

    private var collected: PolicyDocument.Table {
        PolicyDocument.Table(
            caption: words.collectedCaption, header: words.collectedHeader,
            rows: declarations.categories.map { category in
                row(
                    category.name[language], category.words[language], words.group(category.about),
                    category.source[language],
                    category.isRequired ? words.needed : words.optional)
            })
    }

    private var kept: PolicyDocument.Table {
        PolicyDocument.Table(
            caption: words.keptCaption, header: words.keptHeader,
            rows: declarations.categories.map { category in
                let retention = policy.retention(of: category.id)
                let why = [retention.words[language], retention.hold.map { words.holdBasis($0.law[language]) }]
                return row(
                    category.name[language], words.period(retention),
                    why.compactMap { $0 }.joined(separator: " "))
            })
    }

    private var uses: PolicyDocument.Table {
        PolicyDocument.Table(
            caption: words.usesCaption, header: words.usesHeader,
            rows: declarations.purposes.map { purpose in
                row(
                    purpose.name[language], purpose.words[language],
                    "\(words.basis(purpose.basis)) (\(purpose.article[language]))",
                    purpose.categories.isEmpty ? words.nothingPersonal : names(of: purpose.categories),
                    purpose.roles.isEmpty ? words.nobody : words.roles(purpose.roles))
            })
    }

    private var received: PolicyDocument.Table {
        PolicyDocument.Table(
            caption: words.receivedCaption, header: words.receivedHeader,
            rows: declarations.recipients.map { recipient in
                row(
                    recipient.name, words.country(recipient.country),
                    names(of: recipient.receives.values.reduce(into: []) { $0.formUnion($1) }),
                    declarations.purposes.filter { recipient.receives[$0.id] != nil }.map { $0.name[language] }
                        .joined(separator: ", "),
                    words.route(recipient.route))
            })
    }

    private var inTheBrowser: PolicyDocument.Table {
        let panel = CookiePanel(policy, in: language)
        return PolicyDocument.Table(
            caption: words.browserCaption, header: words.browserHeader,
            rows: panel.rows.map { row($0.name, $0.store, $0.purpose, $0.lifetime, $0.need) })
    }

    private var services: [PolicyDocument.Block] {
        let entries = declarations.recipients.map { recipient in
            let link = recipient.policyURL.map { " [\(words.ownPolicy(recipient.name))](\($0))." } ?? ""
            let transfer = recipient.transfer.map { " \(words.transfer(recipient.country, $0[language]))" } ?? ""
            return RichText(marked: "\(recipient.name): \(recipient.words[language])\(transfer)\(link)")
        }
        return [.paragraph(RichText(words.servicesLead)), .list(entries)]
    }

    private var rights: PolicyDocument.Table {
        PolicyDocument.Table(
            caption: words.rightsCaption, header: words.rightsHeader,
            rows: declarations.rights.map {
                row(words.right($0.id), $0.words[language], $0.how[language], words.days($0.days))
            })
    }

    private var contacts: [RichText] {
        let email = declarations.contacts.email
        let website = declarations.contacts.website
        return [
            RichText(marked: "\(words.email): [\(email)](mailto:\(email))"),
            RichText(marked: "\(words.website): [\(website)](https://\(website))"),
        ]
    }

    private func marked(_ wording: Wording) -> RichText { RichText(marked: wording[language]) }

    private func row(_ cells: String...) -> [RichText] { cells.map { RichText($0) } }

    /// In the order in which the policy declares them.
    private func names(of categories: Set<Category>) -> String {
        declarations.categories.filter { categories.contains($0.id) }.map { $0.name[language] }
            .joined(separator: ", ")
    }
}
