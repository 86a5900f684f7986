// SPDX-License-Identifier: Apache-2.0

import Audit
import Jobs
import Policy
import Storage
import Values
import Vault

/// Carries out what a mailed link of a correction stands for: the new address proves itself, or the old one says no.
///
/// The way by which a person is found moves with the address: first it leads to both, then the address changes, then only to the
/// new one. A crash in between leaves a buyer who is found by either.
package struct AnswerCorrection: Sendable {
    package enum Outcome: Hashable, Sendable {
        /// Opens the order whose mails go to the new address from now on.
        case proven(orderToken: String)
        case refused
        /// Decided before, replaced by a later wish, or too old.
        case over
        case notFound
    }

    /// What a link would do, for the page that asks whether to.
    package struct Question: Sendable {
        package let number: OrderNumber
        package let isProof: Bool
    }

    let foundation: ShopFoundation

    /// Nil for a link of nobody's, or of something that is over.
    package func question(_ token: String) async throws -> Question? {
        guard let (id, isProof) = foundation.correctionLinks.read(token) else { return nil }
        let now = foundation.clock.now()
        return try await foundation.data.read { session in
            guard let correction = try EmailCorrectionQueries.correction(id, in: session), correction.isOpen(at: now)
            else { return nil }
            return try OrderQueries.order(correction.order, in: session).map {
                Question(number: $0.number, isProof: isProof)
            }
        }
    }

    package func callAsFunction(_ token: String) async throws -> Outcome {
        guard let (id, isProof) = foundation.correctionLinks.read(token) else { return .notFound }
        guard let correction = try await foundation.data.read({ try EmailCorrectionQueries.correction(id, in: $0) }),
            correction.isOpen(at: foundation.clock.now())
        else { return .over }
        return isProof ? try await prove(correction) : try await refuse(correction)
    }

    private func refuse(_ correction: EmailCorrection) async throws -> Outcome {
        let entry = evidence("correction.refused", correction)
        let isRefused = try await foundation.data.write { session in
            guard try EmailCorrectionQueries.conclude(correction.id, .refused, in: session) else { return false }
            try entry.insert(in: session)
            return true
        }
        return isRefused ? .refused : .over
    }

    private func prove(_ correction: EmailCorrection) async throws -> Outcome {
        let vault = foundation.vault
        guard let sealer = try await vault.sealer(for: correction.person),
            let current = try await foundation.data.read({ try OrderQueries.email(of: correction.person, in: $0) }),
            let opener = try await vault.opener(
                for: correction.person, purpose: .legalDuty, as: .system("correct-email")),
            let text = try await opener.open(correction.address).value?.expose(), let address = EmailAddress(text),
            let former = try await opener.open(current).value?.expose(),
            try await vault.addLookup(.guestEmail, address.canonical, of: correction.person)
        else { return .over }
        let now = foundation.clock.now()
        let sealed = try sealer.seal(address.text, in: .buyerEmail, row: correction.person)
        let kept = try sealer.seal(former, in: .formerEmail, row: correction.id)
        let entry = evidence("correction.made", correction)
        let again = Resending(of: correction.order, at: now)
        let finish = Job(ShopJob.finishCorrection, about: correction.id, at: now)
        let isMade = try await foundation.data.write { session in
            guard try EmailCorrectionQueries.conclude(correction.id, .proven, former: kept, in: session) else {
                return false
            }
            try OrderQueries.replaceEmail(of: correction.person, with: sealed, in: session)
            try again.apply(in: session)
            try entry.insert(in: session)
            try finish.insert(in: session)
            return true
        }
        return isMade ? .proven(orderToken: foundation.links.token(for: correction.order)) : .over
    }

    private func evidence(_ type: AuditType, _ correction: EmailCorrection) -> AuditEntry {
        AuditEntry(
            log: .evidence, type: type, at: foundation.clock.now(), policyVersion: foundation.policy.version.hex,
            about: correction.person, object: correction.order.cast(), by: correction.person,
            purpose: Purpose.legalDuty.rawValue, categories: [Category.emailAddress.rawValue])
    }
}

/// What went to the wrong address goes out once more, to the right one.
private struct Resending: Sendable {
    let order: ID<Order>
    let now: Instant
    private let event: ID<OrderEvent>
    private let jobs: [OrderMailKind: Job]

    init(of order: ID<Order>, at now: Instant) {
        self.order = order
        self.now = now
        event = .timeOrdered(at: now)
        jobs = [.confirmation, .activation].reduce(into: [:]) { jobs, kind in
            jobs[kind] = Job(ShopJob.mail(kind), about: order, at: now, exclusive: true)
        }
    }

    func apply(in session: any SQLSession) throws {
        guard let found = try OrderQueries.order(order, in: session) else { return }
        try OrderEventQueries.insert(
            OrderEvent(
                id: event, kind: OrderEvent.emailCorrected, state: found.state, actor: .buyer, detail: nil, at: now),
            of: order, in: session)
        let mails = try MailQueries.mails(of: order, in: session)
        for (kind, job) in jobs.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let copies = mails.filter { $0.kind == kind }
            guard !copies.isEmpty, !copies.contains(where: { $0.state == .queued }) else { continue }
            guard kind == .confirmation || found.state == .delivered else { continue }
            _ = try MailQueries.queue(kind, copy: copies.count + 1, of: order, at: now, in: session)
            try job.insert(in: session)
        }
    }
}
