// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
import Values

/// Queues a mail with its link for each of the newest orders of those somebody asked for, and forgets the asking.
struct MailOrderLinks: Sendable {
    /// Orders one asking is answered with.
    static let ordersPerRequest = 5
    /// Such mails an order is sent a day, however often somebody asks.
    static let mailsPerDay = 3

    let foundation: ShopFoundation

    func callAsFunction(_ request: ID<OrderLinkRequest>) async throws -> JobOutcome {
        let orders = try await foundation.data.read { session in
            try OrderLinkQueries.people(of: request, in: session).flatMap {
                try OrderQueries.orders(of: $0, in: session)
            }
        }
        let now = foundation.clock.now()
        let wanted = orders.filter(\.isWorthFinding).sorted { $0.placedAt > $1.placedAt }
            .prefix(Self.ordersPerRequest)
            .map { (order: $0.id, job: Job(ShopJob.mail(.link), about: $0.id, at: now, exclusive: true)) }
        try await foundation.data.write { session in
            for (order, job) in wanted {
                let copies = try MailQueries.mails(of: order, in: session).filter { $0.kind == .link }
                let today = try MailQueries.copies(of: .link, of: order, queuedSince: now - .days(1), in: session)
                // One on its way answers the next asking too.
                guard today < Self.mailsPerDay, !copies.contains(where: { $0.state == .queued }) else { continue }
                _ = try MailQueries.queue(.link, copy: copies.count + 1, of: order, at: now, in: session)
                try job.insert(in: session)
            }
            try OrderLinkQueries.delete(request, in: session)
        }
        return .done
    }
}

extension Order {
    /// A top-up shows on the page of the order it was bought from; what was never paid has nothing to show.
    fileprivate var isWorthFinding: Bool {
        switch state {
        case .cancelled, .expired: false
        case .awaitingPayment, .paid, .delivering, .delivered, .needsAttention, .refunding, .refunded, .held,
            .frozen:
            kind == .esim
        }
    }
}
