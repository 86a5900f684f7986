// SPDX-License-Identifier: Apache-2.0

import Jobs
import Policy
import Storage
import Values

/// Queues the mails that follow from what the network just said of an order's eSIMs. Drawn outside, applied inside the
/// transaction that stores what was said, so that neither is there without the other.
struct TellOfUsage: Sendable {
    private let order: ID<Order>
    private let now: Instant
    private let jobs: [UsageNotice: Job]

    /// Nil where the business sends no such mails.
    init?(_ order: ID<Order>, _ foundation: ShopFoundation) {
        guard foundation.policy.declarations.features.contains(.usageNotices) else { return nil }
        self.order = order
        let now = foundation.clock.now()
        self.now = now
        jobs = Dictionary(
            uniqueKeysWithValues: UsageNotice.allCases.map { notice in
                (notice, Job(ShopJob.mail(notice.mail), about: order, at: now, exclusive: true))
            })
    }

    func apply(_ esim: Esim, _ status: EsimStatus, in session: any SQLSession) throws {
        for notice in UsageNotice.allCases where notice.fits(status, at: now) {
            guard try UsageNoticeQueries.note(notice, of: esim, status, at: now, in: session) else { continue }
            let copies = try MailQueries.mails(of: order, in: session).filter { $0.kind == notice.mail }
            // One that waits says how all eSIMs of the order stand when it goes out.
            guard !copies.contains(where: { $0.state == .queued }) else { continue }
            _ = try MailQueries.queue(notice.mail, copy: copies.count + 1, of: order, at: now, in: session)
            try jobs[notice]?.insert(in: session)
        }
    }
}
