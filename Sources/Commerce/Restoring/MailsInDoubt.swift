// SPDX-License-Identifier: Apache-2.0

import Storage
import Values
import Vault

/// Mails that were not known to be sent when a backup was taken, and may have been since.
///
/// Each is marked as sent by nobody knows whom, which keeps it from being queued, and its order is put before a person, who can
/// send it again.
struct MailsInDoubt: Sendable {
    let foundation: ShopFoundation

    private struct Doubt: Sendable {
        let order: Order
        let waiting: [QueuedMail]
        let unwritten: [OrderMailKind]
    }

    /// Holds them back; returns for how many orders.
    func hold() async throws -> Int {
        let orders = try await foundation.data.read { try ReconciliationQueries.ordersWithMailsToCome(in: $0) }
        var held = 0
        for order in orders {
            let mails = try await foundation.data.read { try MailQueries.mails(of: order.id, in: $0) }
            let waiting = mails.filter { $0.state == .queued }
            let unwritten = try await kinds(of: order).filter { kind in !mails.contains { $0.kind == kind } }
            guard !waiting.isEmpty || !unwritten.isEmpty else { continue }
            try await hold(Doubt(order: order, waiting: waiting, unwritten: unwritten))
            held += 1
        }
        return held
    }

    /// What may have been mailed about an order in this state without the data knowing of it.
    private func kinds(of order: Order) async throws -> [OrderMailKind] {
        switch order.state {
        case .paid, .delivering, .needsAttention:
            let delivery: [OrderMailKind] = [order.kind == .esim ? .activation : .toppedUp, .delayed]
            return [.confirmation] + (try await mayBeSupplied(order) ? delivery : [])
        case .held: return [.confirmation, .held]
        case .refunding: return [.refunded]
        case .awaitingPayment, .delivered, .refunded, .cancelled, .expired, .frozen: return []
        }
    }

    /// Whether the supplier has been asked for it: what was never ordered was never delivered.
    private func mayBeSupplied(_ order: Order) async throws -> Bool {
        guard let person = order.person else { return false }
        let lines = try await foundation.data.read { try OrderQueries.lines(of: order, in: $0) }
        let supplies = try await foundation.data.read { try SupplyQueries.supplies(of: order.id, in: $0) }
        guard order.kind == .esim else { return true }
        for line in lines {
            let supply = supplies.first { $0.line == line.id }
            if supply?.reference != nil { return true }
            let handle = SupplyHandle(
                order: order.id, person: person, transaction: line.transaction, reference: nil,
                orderedAt: supply?.orderedAt ?? order.placedAt)
            for package in line.packages {
                guard let supplier = foundation.suppliers[package.supplier]?.fulfiller else { continue }
                switch try await supplier.profiles(of: handle) {
                case .unknown, .cameToNothing: continue
                case .profiles, .allocating, .refused, .unreachable: return true
                }
            }
        }
        return false
    }

    private func hold(_ doubt: Doubt) async throws {
        let now = foundation.clock.now()
        let order = doubt.order
        let kinds = doubt.waiting.map(\.kind) + doubt.unwritten
        let attention = Attention(
            id: .timeOrdered(at: now), order: order.id, reason: .mailUncertain, subject: order.number.text,
            detail: kinds.map(\.rawValue).joined(separator: ","), raisedAt: now, resolvedAt: nil)
        try await foundation.data.write { session in
            for mail in doubt.waiting {
                try MailQueries.conclude(mail, of: order.id, .unknown, at: now, in: session)
            }
            for kind in doubt.unwritten {
                guard try MailQueries.queue(kind, copy: 1, of: order.id, at: now, in: session) else { continue }
                let mail = QueuedMail(kind: kind, copy: 1, state: .queued, changedAt: now)
                try MailQueries.conclude(mail, of: order.id, .unknown, at: now, in: session)
            }
            try OrderEventQueries.raise(attention, in: session)
        }
    }
}
