// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
package import Values
package import Vault

/// Queues a further copy of a mail that never came: for staff whom the buyer asked, or for the buyer, a few a day.
///
/// It goes to the address of the order and to no other, whoever asks.
package struct ResendMail: Sendable {
    /// Copies of one mail a buyer may ask for within a day.
    static let copiesPerDay = 3

    package enum Outcome: Hashable, Sendable {
        case queued
        /// The buyer has had enough of them for today.
        case tooMany
        /// One is waiting to go out already.
        case already
        /// There never was such a mail of this order.
        case nothingToResend
        case notFound
        case forbidden
    }

    let foundation: ShopFoundation

    package func callAsFunction(
        _ kind: OrderMailKind, of id: ID<Order>, as caller: Caller
    ) async throws -> Outcome {
        guard caller.mayHaveMailed(kind) else { return .forbidden }
        let now = foundation.clock.now()
        let job = Job(ShopJob.mail(kind), about: id, at: now, exclusive: true)
        return try await foundation.data.write { session in
            guard let order = try OrderQueries.order(id, in: session), order.person != nil, caller.mayWork(on: order)
            else { return .notFound }
            let copies = try MailQueries.mails(of: id, in: session).filter { $0.kind == kind }
            guard !copies.isEmpty else { return .nothingToResend }
            guard !copies.contains(where: { $0.state == .queued }) else { return .already }
            let today = try MailQueries.copies(of: kind, of: id, queuedSince: now - .days(1), in: session)
            if caller.actor == .buyer, today > Self.copiesPerDay { return .tooMany }
            _ = try MailQueries.queue(kind, copy: copies.count + 1, of: id, at: now, in: session)
            try job.insert(in: session)
            return .queued
        }
    }
}

extension Caller {
    /// Buyers have the mails sent again that they need for using what they bought.
    fileprivate func mayHaveMailed(_ kind: OrderMailKind) -> Bool {
        if case .person = self { return kind == .confirmation || kind == .activation }
        return mayWorkOnOrders
    }
}
