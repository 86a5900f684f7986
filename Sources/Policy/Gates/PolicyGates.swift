// SPDX-License-Identifier: Apache-2.0

/// The declarations turned into tables: arrays by category and purpose number, one dictionary by recipient.
struct PolicyGates: Sendable {
    /// By category number: the bits of the purposes that may open it.
    let purposes: [Int64]
    /// The bits of the purposes that need consent first.
    let consent: Int64
    /// By purpose number.
    let bases: [LegalBasis?]
    /// By purpose number.
    let roles: [Set<StaffRole>]
    /// By category number.
    let retention: [Retention]
    let recipients: [RecipientID: Recipient]

    init(_ declarations: PolicyDeclarations) {
        let declared = Dictionary(declarations.purposes.map { ($0.id, $0) }) { first, _ in first }
        let inOrder = Purpose.allCases.sorted { $0.number < $1.number }
        let kept = Dictionary(declarations.retention.map { ($0.category, $0) }) { first, _ in first }
        let collected = Set(declarations.categories.map(\.id))

        purposes = Category.byNumber.map { category in
            guard let category, collected.contains(category) else { return 0 }
            return declared.values.reduce(0) { $1.categories.contains(category) ? $0 | $1.id.bit : $0 }
        }
        consent = declared.values.reduce(0) { $1.basis == .consent ? $0 | $1.id.bit : $0 }
        bases = inOrder.map { declared[$0]?.basis }
        roles = inOrder.map { declared[$0]?.roles ?? [] }
        retention = Category.byNumber.map { category in
            let category = category ?? .emailAddress  // nobody asks for a number that is no category's
            return kept[category] ?? .none(of: category)
        }
        recipients = Dictionary(declarations.recipients.map { ($0.id, $0) }) { first, _ in first }
    }
}

extension Category {
    /// Nil where a number is not taken.
    fileprivate static let byNumber: [Category?] = {
        let numbers = Dictionary(uniqueKeysWithValues: allCases.map { ($0.number, $0) })
        return (0...(numbers.keys.max() ?? 0)).map { numbers[$0] }
    }()
}
