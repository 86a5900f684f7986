// SPDX-License-Identifier: Apache-2.0

import Audit
import Policy
import Storage
import Values
package import Vault

/// Books what a bank's statement says has come in. What was reported before is known by the bank's own number and passed over, so
/// that statements may overlap and be imported twice.
package struct ImportStatement: Sendable {
    package struct Result: Hashable, Sendable {
        package var paid = 0
        package var short = 0
        package var unmatched = 0
        package var known = 0

        package init(paid: Int = 0, short: Int = 0, unmatched: Int = 0, known: Int = 0) {
            self.paid = paid
            self.short = short
            self.unmatched = unmatched
            self.known = known
        }
    }

    package enum Outcome: Hashable, Sendable {
        case imported(Result)
        case unreadable(BankStatement.Problem)
        /// The business takes no bank transfers.
        case noAccount
        case forbidden
    }

    let foundation: ShopFoundation
    let take: TakeIncomingMoney

    package func callAsFunction(_ text: String, as caller: Caller) async throws -> Outcome {
        guard caller.mayWorkOnOrders else { return .forbidden }
        guard let way = foundation.processors.ways(in: .vnd).first(where: { $0.method == .bankTransfer }) else {
            return .noAccount
        }
        let statement: BankStatement
        do {
            statement = try BankStatement(text, timeZone: foundation.settings.timeZone)
        } catch {
            return .unreadable(error)
        }
        var result = Result()
        for line in statement.lines {
            let outcome = try await take(
                IncomingTransfer(
                    source: way.recipient, reference: line.reference,
                    amount: Money(minorUnits: line.amount, currency: .vnd), content: line.content, payer: line.payer,
                    receivedAt: line.receivedAt))
            switch outcome {
            case .booked(_, .short): result.short += 1
            case .booked: result.paid += 1
            case .unmatched: result.unmatched += 1
            case .already: result.known += 1
            }
        }
        let now = foundation.clock.now()
        let entry = AuditEntry(
            log: .evidence, type: "statement.imported", at: now, by: caller.staffID, purpose: Purpose.purchase.rawValue,
            outcome: "\(statement.lines.count)")
        try await foundation.data.write { try entry.insert(in: $0) }
        return .imported(result)
    }
}
