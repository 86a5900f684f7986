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

        purposes = Category.inOrder.map { category in
            guard collected.contains(category) else { return 0 }
            return declared.values.reduce(0) { $1.categories.contains(category) ? $0 | $1.id.bit : $0 }
        }
        consent = declared.values.reduce(0) { $1.basis == .consent ? $0 | $1.id.bit : $0 }
        bases = inOrder.map { declared[$0]?.basis }
        roles = inOrder.map { declared[$0]?.roles ?? [] }
        retention = Category.inOrder.map { kept[$0] ?? .none(of: $0) }
        recipients = Dictionary(declarations.recipients.map { ($0.id, $0) }) { first, _ in first }
    }
}

extension Category {
    fileprivate static let inOrder = allCases.sorted { $0.number < $1.number }
}
