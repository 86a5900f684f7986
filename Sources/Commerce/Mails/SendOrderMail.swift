// SPDX-License-Identifier: Apache-2.0

import Disclosure
import Jobs
import Policy
import Storage
import Values
import Vault

/// Sends the queued copies of one kind of mail of an order, through the one door.
///
/// A repeated sending carries the same identity, so that receivers know it again. The activation code goes out while the
/// order is delivered and never for one whose money went back.
struct SendOrderMail: Sendable {
    let foundation: ShopFoundation

    /// A mail server that is down for a day and a half has lost us the mail.
    private static let tries = 40

    private struct Work: Sendable {
        let order: Order
        let lines: [OrderLine]
        let discount: OrderDiscount?
        let esims: [Esim]
        let person: PersonID
        let email: SealedValue
        let copies: [QueuedMail]
        /// What has arrived of the price.
        let received: Money
        /// What has gone back.
        let back: Money
        let withdrawal: Withdrawal?
    }

    func callAsFunction(_ kind: OrderMailKind, of id: ID<Order>, attempt: Int) async throws -> JobOutcome {
        guard let work = try await read(kind, id) else { return .done }
        var again = false
        for copy in work.copies {
            guard kind.stillFits(work.order.state) else {
                try await conclude(copy, work.order, .failed, "order-\(work.order.state.rawValue)")
                continue
            }
            guard kind.notice == nil || !work.esims.isEmpty else {
                try await conclude(copy, work.order, .failed, "no-longer-so")
                continue
            }
            switch try await send(copy, work) {
            case .answered: try await conclude(copy, work.order, .sent, nil)
            case .refused(.vault(.erased)): try await conclude(copy, work.order, .failed, "buyer-erased")
            // They said no to just this: nobody of ours has to look at it.
            case .refused(.vault(.objected)): try await conclude(copy, work.order, .failed, "objected")
            case .refused(let refusal): try await fail(copy, work.order, "not-disclosed:" + refusal.code)
            case .undelivered(.rejected): try await fail(copy, work.order, "rejected")
            case .undelivered(.notSent), .undelivered(.noAnswer):
                if attempt < Self.tries { again = true } else { try await fail(copy, work.order, "unreachable") }
            }
        }
        return again ? .retry(after: min(.seconds(10) * (1 << min(attempt, 9)), .hours(1))) : .done
    }

    private func read(_ kind: OrderMailKind, _ id: ID<Order>) async throws -> Work? {
        let now = foundation.clock.now()
        return try await foundation.data.read { session in
            guard let order = try OrderQueries.order(id, in: session), let person = order.person,
                let email = try OrderQueries.email(of: person, in: session)
            else { return nil }
            let copies = try MailQueries.mails(of: id, in: session).filter { $0.kind == kind && $0.state == .queued }
            return Work(
                order: order, lines: try OrderQueries.lines(of: order, in: session),
                discount: try CouponQueries.discount(of: order, in: session),
                esims: try EsimQueries.esims(of: id, in: session).filter { kind.isAbout($0, at: now) }, person: person,
                email: email, copies: copies, received: try PaymentQueries.received(for: order, in: session),
                back: try RefundQueries.back(of: order, in: session),
                withdrawal: try WithdrawalQueries.withdrawal(from: id, in: session))
        }
    }

    private func send(_ copy: QueuedMail, _ work: Work) async throws -> DisclosureOutcome {
        let order = work.order
        let summary = OrderMailSummary(order, work.lines, work.discount, foundation)
        let mailer = foundation.mailer
        let identity = "\(copy.kind.rawValue)-\(copy.copy).\(order.id)"
        let codes = copy.kind == .activation ? work.esims.map(\.activationCode) : []
        return try await foundation.door.send(
            to: foundation.settings.mailRecipient, for: copy.kind.purpose, about: work.person,
            fields: [work.email] + codes, stating: copy.kind.states, subject: order.id.bytes,
            as: .system("order-mail")
        ) { opened in
            let esims =
                try copy.kind == .activation
                ? work.esims.map { esim in
                    try MailedEsim(esim, work.lines, code: try opened[esim.activationCode], in: order.language)
                } : []
            let usage = work.esims.map { MailedUsage($0, work.lines, in: order.language) }
            let mail = try mailer.render(
                copy.kind.mail(summary, esims, usage, work.withdrawal, received: work.received, back: work.back),
                in: order.language)
            return .mail(
                MailMessage(
                    to: try opened[work.email], subject: mail.subject, text: mail.text, html: mail.html,
                    images: mail.images, identity: identity))
        }
    }

    private func conclude(
        _ copy: QueuedMail, _ order: Order, _ state: OrderMailState, _ problem: String?
    ) async throws {
        let now = foundation.clock.now()
        let event = OrderEvent(
            id: .timeOrdered(at: now), kind: "mail-\(state.rawValue)", state: order.state, actor: .system,
            detail: [copy.kind.rawValue, problem].compactMap { $0 }.joined(separator: ":"), at: now)
        try await foundation.data.write { session in
            try MailQueries.conclude(copy, of: order.id, state, at: now, in: session)
            try OrderEventQueries.insert(event, of: order.id, in: session)
        }
    }

    private func fail(_ copy: QueuedMail, _ order: Order, _ problem: String) async throws {
        let now = foundation.clock.now()
        let attention = Attention(
            id: .timeOrdered(at: now), order: order.id, reason: .mailFailed,
            subject: "\(order.number):\(copy.kind.rawValue)", detail: problem, raisedAt: now, resolvedAt: nil)
        try await foundation.data.write { try OrderEventQueries.raise(attention, in: $0) }
        try await conclude(copy, order, .failed, problem)
    }
}

extension OrderMailKind {
    fileprivate func mail(
        _ summary: OrderMailSummary, _ esims: [MailedEsim], _ usage: [MailedUsage], _ withdrawal: Withdrawal?,
        received: Money, back: Money
    ) -> OrderMail {
        switch self {
        case .confirmation: .confirmation(summary)
        case .moneyShort:
            .moneyShort(
                summary, received: received,
                missing: Money(
                    minorUnits: max(0, summary.total.minorUnits - received.minorUnits), currency: received.currency))
        case .held: .held(summary)
        case .activation: .activation(summary, esims)
        case .toppedUp: .toppedUp(summary)
        case .delayed: .delayed(summary)
        case .needsAttention: .needsAttention(summary)
        case .refunded: .refunded(summary)
        case .partRefunded: .partRefunded(summary, back: back)
        case .withdrawal: .withdrawal(summary, statedAt: withdrawal?.statedAt ?? summary.placedAt)
        case .withdrawalDeclined: .withdrawalDeclined(summary, withdrawal?.decision ?? .endedWithSupply)
        case .lowData: .lowData(summary, usage)
        case .expiring: .expiring(summary, usage)
        case .link: .link(summary)
        }
    }

    fileprivate var notice: UsageNotice? { UsageNotice.allCases.first { $0.mail == self } }

    /// Which eSIMs of its order it speaks of.
    fileprivate func isAbout(_ esim: Esim, at now: Instant) -> Bool {
        self == .activation || notice?.fits(esim.status, at: now) == true
    }

    fileprivate var purpose: Purpose { notice == nil ? .confirmation : .serviceNotice }
    fileprivate var states: Set<Category> { notice == nil ? [.order] : [.order, .esimUsage] }

    /// Whether what the mail says is still so.
    fileprivate func stillFits(_ state: OrderState) -> Bool {
        switch self {
        case .confirmation: ![.awaitingPayment, .expired, .cancelled, .refunding, .refunded].contains(state)
        case .moneyShort: state == .awaitingPayment
        case .held: state == .held
        case .activation, .toppedUp, .lowData, .expiring: state == .delivered
        case .delayed: [.paid, .delivering].contains(state)
        case .needsAttention: state == .needsAttention
        case .refunded: state == .refunded
        case .partRefunded: state.wasPaid && state != .refunded
        case .withdrawal, .withdrawalDeclined: true
        case .link: ![.expired, .cancelled].contains(state)
        }
    }
}

extension OrderMailSummary {
    fileprivate init(_ order: Order, _ lines: [OrderLine], _ discount: OrderDiscount?, _ foundation: ShopFoundation) {
        self.init(
            number: order.number, placedAt: order.placedAt,
            lines: lines.map { Line(name: $0.name[order.language], quantity: $0.quantity, total: $0.total) },
            discount: discount, total: order.amount,
            orderURL: foundation.addresses.orderPage(foundation.links.token(for: order.id), in: order.language))
    }
}

extension MailedUsage {
    fileprivate init(_ esim: Esim, _ lines: [OrderLine], in language: Language) {
        self.init(
            name: lines.first { $0.id == esim.line }?.name[language] ?? "", status: esim.status, toldAt: esim.checkedAt)
    }
}

/// What was checked when it was stored reads otherwise now.
struct ActivationCodeDamaged: Error {}

extension MailedEsim {
    fileprivate init(_ esim: Esim, _ lines: [OrderLine], code: String, in language: Language) throws {
        // Codes are checked before they are stored.
        guard let install = EsimInstallation(code) else { throw ActivationCodeDamaged() }
        self.init(name: lines.first { $0.id == esim.line }?.name[language] ?? "", install: install)
    }
}
