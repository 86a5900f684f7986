// SPDX-License-Identifier: Apache-2.0

import Values

/// Turns the keys of a `policy.yaml` into declarations, one method for each part of the file.
struct PolicyReader {
    let root: Fields

    init(_ root: Fields) {
        self.root = root
    }

    func declarations() -> PolicyDeclarations {
        defer { root.finish() }
        return PolicyDeclarations(
            header: root.part("header", header) ?? .missing,
            contacts: root.part("contacts", contacts) ?? PolicyContacts(email: "", website: ""),
            lawPacks: root.choices("laws", "law"),
            features: root.choices("features", "feature"),
            categories: root.entries("categories", category),
            purposes: root.entries("purposes", purpose),
            recipients: root.entries("recipients", recipient),
            retention: root.entries("retention", by: "category", retention),
            rights: root.entries("rights", right),
            browserEntries: root.entries("browser", by: "name", browserEntry),
            notices: root.named("notices", "notice") { $0.wording($1) },
            sections: root.entries("sections", section),
            keyBackupDays: root.whole("keyBackupDays", in: 1...365))
    }

    private func header(_ fields: Fields) -> PolicyHeader {
        let header = PolicyHeader(
            business: fields.text("business"), controller: fields.text("controller"),
            lastRevised: fields.date("lastRevised") ?? .longAgo, effective: fields.date("effective") ?? .farOff,
            minimumAge: fields.whole("minimumAge", in: 16...21),
            languages: fields.choices("languages", "language"))
        for language in Language.allCases where !header.languages.contains(language) {
            fields.report(
                "languages", "The policy leaves out the language `\(language.rawValue)`.",
                fix: "Add it; every text has to be there in both languages.")
        }
        return header
    }

    private func contacts(_ fields: Fields) -> PolicyContacts {
        let email = fields.text("email")
        if !email.isEmpty, EmailAddress(email) == nil {
            fields.report("email", "`\(email)` is not an e-mail address.", fix: "Write one the business reads.")
        }
        return PolicyContacts(email: email, website: fields.text("website"))
    }

    private func category(_ fields: Fields) -> CategoryDeclaration? {
        guard let id: Category = fields.choice("id", "category") else { return nil }
        return CategoryDeclaration(
            id: id, about: fields.choice("about", "group of people") ?? .buyers, name: fields.wording("name"),
            words: fields.wording("words"), source: fields.wording("source"), isRequired: fields.flag("required"))
    }

    private func purpose(_ fields: Fields) -> PurposeDeclaration? {
        guard let id: Purpose = fields.choice("id", "purpose") else { return nil }
        return PurposeDeclaration(
            id: id, name: fields.wording("name"), words: fields.wording("words"),
            basis: fields.choice("basis", "legal basis") ?? .consent,
            article: fields.wording("article"), categories: Set(fields.choices("categories", "category")),
            roles: Set(fields.choices("roles", "staff role")))
    }

    private func section(_ fields: Fields) -> SectionWords? {
        guard let id: PolicySection = fields.choice("id", "section") else { return nil }
        return SectionWords(
            section: id, paragraphs: fields.wordings("paragraphs"), points: fields.wordings("points"))
    }
}

extension PolicyHeader {
    fileprivate static let missing = PolicyHeader(
        business: "", controller: "", lastRevised: .longAgo, effective: .farOff, minimumAge: 16)
}

extension RevisionDate {
    fileprivate static let longAgo = RevisionDate(year: 2000, month: 1)
    fileprivate static let farOff = RevisionDate(year: 2999, month: 12)
}
