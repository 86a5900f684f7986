// SPDX-License-Identifier: Apache-2.0

package import Values

/// The declarations of a policy as those who run the business read them: one row for each thing the program obeys, in the
/// words of the policy itself.
package struct PolicyOverview: Hashable, Sendable {
    /// A category: what it is, and when it goes.
    package struct Data: Hashable, Sendable {
        package let id: Category
        package let name: String
        package let words: String
        package let people: String
        package let isRequired: Bool
        package let period: String
        package let reason: String
        /// The law that makes the business keep it although its person is erased.
        package let law: String?
        package let uses: [String]
    }

    /// A purpose: on what ground, of which data, and who may open it.
    package struct Use: Hashable, Sendable {
        package let id: Purpose
        package let name: String
        package let words: String
        package let basis: LegalBasis
        package let ground: String
        package let data: [String]
        /// Nil when only the program itself opens anything for it.
        package let staff: String?
    }

    /// A recipient, and what may go there for which purpose.
    package struct Receiver: Hashable, Sendable {
        package struct Line: Hashable, Sendable {
            package let use: String
            package let data: String
        }

        package let id: RecipientID
        package let name: String
        package let country: String
        package let route: String
        package let transfer: String?
        package let lines: [Line]
    }

    package let data: [Data]
    package let uses: [Use]
    package let receivers: [Receiver]

    package init(_ policy: Policy, in language: Language) {
        let declarations = policy.declarations
        let words = PolicyWords(language)
        func names(_ categories: Set<Category>) -> [String] {
            declarations.categories.filter { categories.contains($0.id) }.map { $0.name[language] }
        }
        data = declarations.categories.map { category in
            let retention = policy.retention(of: category.id)
            return Data(
                id: category.id, name: category.name[language], words: category.words[language],
                people: words.group(category.about), isRequired: category.isRequired,
                period: words.period(retention), reason: retention.words[language],
                law: retention.hold?.law[language],
                uses: declarations.purposes.filter { $0.categories.contains(category.id) }.map { $0.name[language] })
        }
        uses = declarations.purposes.map { purpose in
            Use(
                id: purpose.id, name: purpose.name[language], words: purpose.words[language], basis: purpose.basis,
                ground: "\(words.basis(purpose.basis)) (\(purpose.article[language]))",
                data: names(purpose.categories), staff: purpose.roles.isEmpty ? nil : words.roles(purpose.roles))
        }
        receivers = declarations.recipients.map { recipient in
            Receiver(
                id: recipient.id, name: recipient.name, country: words.country(recipient.country),
                route: words.route(recipient.route), transfer: recipient.transfer?[language],
                lines: declarations.purposes.compactMap { purpose in
                    recipient.receives[purpose.id].map {
                        Receiver.Line(use: purpose.name[language], data: names($0).joined(separator: ", "))
                    }
                })
        }
    }
}
