// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
package import Values
import Vault

/// Brings a shop whose data came back from a backup up to what gateway and supplier know: before anything of it is served or sent.
///
/// Everything the gateway told since the backup is heard again, and every payment that was under way is asked about; settling is
/// harmless when it is done twice. What it knows and the data do not is put before a person. Supply goes on by our own
/// references, which the supplier remembers. Mails that may have gone out since the backup are not sent again:
/// a person decides.
package struct ReconcileShop: Sendable {
    package enum Outcome: Sendable, Equatable {
        case reconciled(Findings)
        /// The gateway or the supplier gave no answer: nothing may go out until it has.
        case unreachable
    }

    package struct Findings: Sendable, Equatable {
        /// Reports heard again, and payments asked about.
        package var reports = 0
        package var payments = 0
        /// Paid for, and nobody here knows the order.
        package var unknownOrders = 0
        /// Ordered at a supplier, and nobody here knows for whom.
        package var unknownSupplies = 0
        /// Orders with mails of which nobody knows whether they went out.
        package var uncertainMails = 0
    }

    /// A message may have been on its way when the backup was taken.
    private static let margin = Duration.hours(1)

    let foundation: ShopFoundation
    let settle: SettlePayment
    let ask: AskGateway

    package func callAsFunction(since backup: Instant) async throws -> Outcome {
        var findings = Findings()
        let uncertain = try await MailsInDoubt(foundation: foundation).hold()
        findings.uncertainMails = uncertain
        for processor in foundation.processors.all {
            switch try await processor.reports(since: backup - Self.margin) {
            case .reports(let reports): try await hear(reports, from: processor.recipient, &findings)
            case .refused: break  // One without such a list, or none at all: each payment is asked about below.
            case .unreachable: return .unreachable
            }
        }
        for (payment, order) in try await foundation.data.read({ try ReconciliationQueries.underWay(in: $0) }) {
            if case .unreachable = try await ask(about: payment, of: order) { return .unreachable }
            findings.payments += 1
        }
        for supplier in foundation.suppliers.all {
            guard let account = supplier.account else { continue }
            guard let records = try await account.orders(since: backup - Self.margin) else { return .unreachable }
            findings.unknownSupplies += try await compare(records, of: supplier.recipient)
        }
        // Orders that turned out to be paid may have been confirmed and delivered by mail before the loss.
        findings.uncertainMails += try await MailsInDoubt(foundation: foundation).hold()
        return .reconciled(findings)
    }

    /// What a supplier has and nobody here knows goes before a person, order by order: it was paid for, and the eSIM is somebody's.
    private func compare(_ records: [SupplierRecord], of supplier: RecipientID) async throws -> Int {
        let now = foundation.clock.now()
        let known = try await foundation.data.read { session in
            try records.filter { try knows($0, in: session) }
        }
        let strangers = Set(records).subtracting(known).sorted { $0.reference < $1.reference }
        let attentions = strangers.map { record in
            Attention(
                id: .timeOrdered(at: now), order: nil, reason: .unknownSupply,
                subject: "\(supplier.name) \(record.reference)", detail: nil, raisedAt: now, resolvedAt: nil)
        }
        try await foundation.data.write { session in
            for attention in attentions { try OrderEventQueries.raise(attention, in: session) }
        }
        return attentions.count
    }

    /// By our own number, or by the supplier's. An order without a number of ours was placed by hand, and not for a buyer of this shop.
    private func knows(_ record: SupplierRecord, in session: any SQLSession) throws -> Bool {
        let digest = foundation.digest(ofReference: record.reference)
        if try SupplyQueries.supply(referenceDigest: digest, in: session) != nil { return true }
        guard let line = record.transaction.flatMap({ ID<OrderLine>($0) }) else { return true }
        return try ReconciliationQueries.isLine(line, in: session)
    }

    /// What nobody here knows goes before a person, and the money on the list of unmatched amounts: once an order, since one payment is
    /// told of in several messages.
    private func hear(
        _ reports: [PaymentReport], from source: RecipientID, _ findings: inout Findings
    ) async throws {
        var strangers: Set<OrderNumber> = []
        for report in reports {
            findings.reports += 1
            if try await knows(report) {
                try await settle(report, from: source)
            } else if report.state == .paid, let number = report.orderNumber, strangers.insert(number).inserted {
                try await settle(report, from: source)
                findings.unknownOrders += 1
            }
        }
    }

    /// Whether the payment or at least its order is in the data.
    private func knows(_ report: PaymentReport) async throws -> Bool {
        let digests = [report.reference, report.chargeReference].map { $0.map(foundation.digest(ofReference:)) }
        return try await foundation.data.read { session in
            if let reference = digests[0],
                try PaymentQueries.payment(referenceDigest: reference, in: session) != nil
            {
                return true
            }
            if let charge = digests[1], try PaymentQueries.payment(chargeDigest: charge, in: session) != nil {
                return true
            }
            // A message without a number of ours cannot be told from one about somebody else's business.
            guard let number = report.orderNumber else { return true }
            return try OrderQueries.order(numbered: number, in: session) != nil
        }
    }
}
