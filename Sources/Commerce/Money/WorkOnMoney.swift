// SPDX-License-Identifier: Apache-2.0

import Audit
package import Policy
import Storage
package import Values
package import Vault

/// The list of money that belongs to no order, which somebody works through: every amount is put to an order, sent back or
/// written off for a reason, and none leaves the list otherwise.
package struct WorkOnMoney: Sendable {
    package enum Listing: Sendable {
        case money([IncomingMoney], totals: [MoneyTotals])
        case forbidden
    }

    package enum Showing: Sendable {
        case money(MoneyOnList)
        case notFound
        case forbidden
    }

    let foundation: ShopFoundation
    let settle: SettlePayment

    /// How long before an amount its order may have been placed.
    private static let candidateTime = Duration.days(30)

    package func list(as caller: Caller) async throws -> Listing {
        guard caller.mayWorkOnOrders else { return .forbidden }
        return try await foundation.data.read { session in
            .money(try MoneyListQueries.waiting(in: session), totals: try MoneyListQueries.totals(in: session))
        }
    }

    /// How many amounts wait; none for whoever may not see.
    package func countWaiting(as caller: Caller) async throws -> Int {
        guard caller.mayWorkOnOrders else { return 0 }
        return try await foundation.data.read { try MoneyListQueries.countWaiting(in: $0) }
    }

    package func show(_ id: ID<IncomingMoney>, as caller: Caller) async throws -> Showing {
        guard caller.mayWorkOnOrders else { return .forbidden }
        let since = foundation.clock.now() - Self.candidateTime
        let found = try await foundation.data.read { session in
            try MoneyQueries.money(id, in: session).map { money in
                (
                    money: money, uses: try MoneyQueries.uses(of: id, in: session),
                    orders: try MoneyListQueries.unpaidOrders(money.amount.currency, since: since, in: session)
                )
            }
        }
        guard let found else { return .notFound }
        let text = try await text(of: found.money) ?? ""
        let candidates = found.orders.compactMap { order, received in
            MoneyCandidate(order, received: received, for: found.money, text: text, foundation.settings.numberPrefix)
        }
        return .money(
            MoneyOnList(
                money: found.money, uses: found.uses,
                candidates: Array(candidates.sorted { $0.reasons.count > $1.reasons.count }.prefix(8)),
                canGoBackByItself: foundation.processors[found.money.source]?.method == .card))
    }

    /// Opens what the payer wrote, their name and account, for a stated purpose; who asked is written down first.
    package func open(
        _ id: ID<IncomingMoney>, for purpose: Purpose, as caller: Caller
    ) async throws -> MoneyOpening {
        guard caller.mayWorkOnOrders else { return .forbidden }
        guard let money = try await foundation.data.read({ try MoneyQueries.money(id, in: $0) }) else {
            return .notFound
        }
        guard let person = money.person,
            let opener = try await foundation.vault.opener(for: person, purpose: purpose, as: caller)
        else { return .refused(.erased) }
        if let refusal = opener.refusal(for: .bankTransfer) { return .refused(refusal) }
        var opened: [Personal<String>?] = []
        for value in [money.content, money.payer] {
            guard let value else {
                opened.append(nil)
                continue
            }
            guard case .opened(let text) = try await opener.open(value) else { return .refused(.erased) }
            opened.append(text)
        }
        return .opened(content: opened[0], payer: opened[1])
    }

    /// The program looks for numbers in the text; nobody is shown it.
    private func text(of money: IncomingMoney) async throws -> String? {
        guard let person = money.person, let content = money.content else { return nil }
        return try await foundation.vault.open(content, of: person, for: .purchase, as: .system("match-money"))
            .value?.expose()
    }
}

package enum MoneyOpening: Sendable {
    case opened(content: Personal<String>?, payer: Personal<String>?)
    case refused(VaultRefusal)
    case notFound
    case forbidden
}

/// An amount with everything there is to decide by.
package struct MoneyOnList: Sendable {
    package let money: IncomingMoney
    package let uses: [MoneyUse]
    package let candidates: [MoneyCandidate]
    /// Whether who took it can give it back on our word.
    package let canGoBackByItself: Bool
}

/// An order an amount may be for, with what speaks for it.
package struct MoneyCandidate: Sendable {
    package enum Reason: String, Sendable, CaseIterable {
        case numberInText = "number-in-text"
        /// But for one letter.
        case numberAlmost = "number-almost"
        case sameAmount = "same-amount"
        /// Exactly what is missing after a first part.
        case missingRest = "missing-rest"
    }

    package let order: Order
    package let due: Money
    package let reasons: [Reason]

    init?(_ order: Order, received: Int64, for money: IncomingMoney, text: String, _ prefix: String) {
        let due = order.amount.minorUnits - received
        var reasons: [Reason] = []
        if TransferText.numbers(in: text, prefix: prefix).contains(order.number) {
            reasons.append(.numberInText)
        } else if !text.isEmpty, TransferText.almostNames(order.number, in: text) {
            reasons.append(.numberAlmost)
        }
        if money.open.minorUnits == due { reasons.append(received > 0 ? .missingRest : .sameAmount) }
        guard !reasons.isEmpty else { return nil }
        self.order = order
        self.due = Money(minorUnits: due, currency: order.amount.currency)
        self.reasons = reasons
    }
}
