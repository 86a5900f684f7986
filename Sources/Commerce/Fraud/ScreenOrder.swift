// SPDX-License-Identifier: Apache-2.0

import Storage
import Values
import Vault

/// Looks at an order before it is written: how many came from the same address and mailbox lately, what mailbox it is, and how
/// large a first order is. What trips a rule is held once it is paid, and nothing is ordered for it before somebody has looked.
struct ScreenOrder: Sendable {
    let foundation: ShopFoundation

    /// - Parameter address: the network address the order came from; nil when nobody knows one. It is not kept.
    func callAsFunction(
        email: EmailAddress, from address: String?, amount: Money, person: PersonID
    ) async throws -> Screening {
        let now = foundation.clock.now()
        let codes = foundation.hourlyCodes
        let day = now - HourlyCodes.lifetime
        let ofEmail = try await codes.codes(of: "email:" + email.canonical, since: day, until: now)
        var ofAddress: [[UInt8]] = []
        if let address {
            ofAddress = try await codes.codes(of: "address:" + address, since: now - .hours(1), until: now)
        }
        let limits = foundation.settings.fraud
        var earlier: [PersonID] = []
        if limits.isLarge(amount) {
            earlier = try await foundation.vault.people(.guestEmail, email.canonical).filter { $0 != person }
        }
        let (lookedAt, emailCodes, people) = (ofAddress, ofEmail, earlier)
        let signs = try await foundation.data.read { session in
            FraudSigns(
                fromAddress: try FraudQueries.count(lookedAt, since: now - .hours(1), in: session),
                fromEmail: try FraudQueries.count(emailCodes, since: day, in: session), domain: email.domain,
                amount: amount, isFirst: try !FraudQueries.hasDelivered(to: people, in: session))
        }
        var marks = [Screening.Mark(kind: .email, code: try await codes.code(of: "email:" + email.canonical, at: now))]
        if let address {
            marks.append(.init(kind: .address, code: try await codes.code(of: "address:" + address, at: now)))
        }
        return Screening(marks: marks, reasons: limits.reasons(for: signs), at: now)
    }
}

/// What a screening found, to be written with its order.
struct Screening: Sendable {
    struct Mark: Sendable {
        let id = ID<FraudReason>.random()
        let kind: FraudQueries.Mark
        let code: [UInt8]
    }

    let marks: [Mark]
    let reasons: [FraudReason]
    let at: Instant

    func insert(for order: Order, in session: any SQLSession) throws {
        for mark in marks { try FraudQueries.mark(mark.kind, mark.code, mark.id, at: at, in: session) }
        guard !reasons.isEmpty else { return }
        let review = OrderReview(
            order: order.id, person: order.person, reasons: reasons, state: .open, note: nil, raisedAt: at,
            decidedAt: nil)
        try FraudQueries.insert(review, in: session)
    }
}

/// Forgets what orders were counted by, rows and keys, when a day is over.
struct ForgetFraudMarks: Sendable {
    static let interval = Duration.seconds(1800)

    let foundation: ShopFoundation

    func callAsFunction() async throws {
        let now = foundation.clock.now()
        try await foundation.data.write { try FraudQueries.forget(before: now - HourlyCodes.lifetime, in: $0) }
        try await foundation.hourlyCodes.forget(at: now)
    }
}
