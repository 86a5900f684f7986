// SPDX-License-Identifier: Apache-2.0

package import Values

/// The record of processing activities a controller keeps (GDPR art. 30(1)), one row for each purpose.
package struct RecordOfProcessing: Hashable, Sendable {
    package struct Row: Hashable, Sendable {
        /// (b) why the data is processed, and on what ground.
        package let purpose: String
        package let basis: String
        /// (c) whose data, and which.
        package let people: [String]
        package let data: [String]
        /// (d) who receives it.
        package let recipients: [String]
        /// (e) where outside the country it goes, and what allows that.
        package let transfers: [String]
        /// (f) when it is erased.
        package let limits: [String]
    }

    /// (a) who answers, and where they are reached.
    package let controller: String
    package let contact: String
    package let version: PolicyVersion
    package let rows: [Row]
    /// (g) how it is protected.
    package let security: [String]

    package init(_ policy: Policy, in language: Language) {
        let declarations = policy.declarations
        let words = PolicyWords(language)
        controller = declarations.header.controller
        contact = declarations.contacts.email
        version = policy.version
        security = declarations.sections.first { $0.section == .security }?.points.map { $0[language] } ?? []
        rows = declarations.purposes.map { purpose in
            let categories = declarations.categories.filter { purpose.categories.contains($0.id) }
            let recipients = declarations.recipients.filter { $0.receives[purpose.id] != nil }
            let people = DataSubject.allCases.filter { group in categories.contains { $0.about == group } }
            return Row(
                purpose: "\(purpose.name[language]): \(purpose.words[language])",
                basis: "\(words.basis(purpose.basis)) (\(purpose.article[language]))",
                people: people.map(words.group),
                data: categories.map { $0.name[language] },
                recipients: recipients.map(\.name),
                transfers: recipients.compactMap { recipient in
                    recipient.transfer.map { "\(words.country(recipient.country)): \($0[language])" }
                },
                limits: categories.map { "\($0.name[language]): \(words.period(policy.retention(of: $0.id)))" })
        }
    }
}
