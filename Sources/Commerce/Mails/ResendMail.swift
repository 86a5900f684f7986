// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
package import Values
package import Vault

/// Queues a further copy of a mail, for a buyer who says that it never came.
package struct ResendMail: Sendable {
    package enum Outcome: Hashable, Sendable {
        case queued
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
        guard caller.mayWorkOnOrders else { return .forbidden }
        let now = foundation.clock.now()
        let job = Job(ShopJob.mail(kind), about: id, at: now, exclusive: true)
        return try await foundation.data.write { session in
            guard let order = try OrderQueries.order(id, in: session), order.person != nil else { return .notFound }
            let copies = try MailQueries.mails(of: id, in: session).filter { $0.kind == kind }
            guard !copies.isEmpty else { return .nothingToResend }
            guard !copies.contains(where: { $0.state == .queued }) else { return .already }
            _ = try MailQueries.queue(kind, copy: copies.count + 1, of: id, at: now, in: session)
            try job.insert(in: session)
            return .queued
        }
    }
}
