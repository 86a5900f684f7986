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
    }

    func callAsFunction(_ kind: OrderMailKind, of id: ID<Order>, attempt: Int) async throws -> JobOutcome {
        guard let work = try await read(kind, id) else { return .done }
        var again = false
        for copy in work.copies {
            guard kind.stillFits(work.order.state) else {
                try await conclude(copy, work.order, .failed, "order-\(work.order.state.rawValue)")
                continue
            }
            switch try await send(copy, work) {
            case .answered: try await conclude(copy, work.order, .sent, nil)
            case .refused(.vault(.erased)): try await conclude(copy, work.order, .failed, "buyer-erased")
            case .refused(let refusal): try await fail(copy, work.order, "not-disclosed:" + refusal.code)
            case .undelivered(.rejected): try await fail(copy, work.order, "rejected")
            case .undelivered(.notSent), .undelivered(.noAnswer):
                if attempt < Self.tries { again = true } else { try await fail(copy, work.order, "unreachable") }
            }
        }
        return again ? .retry(after: min(.seconds(10) * (1 << min(attempt, 9)), .hours(1))) : .done
    }

    private func read(_ kind: OrderMailKind, _ id: ID<Order>) async throws -> Work? {
        try await foundation.data.read { session in
            guard let order = try OrderQueries.order(id, in: session), let person = order.person,
                let email = try OrderQueries.email(of: person, in: session)
            else { return nil }
            let copies = try MailQueries.mails(of: id, in: session).filter { $0.kind == kind && $0.state == .queued }
            return Work(
                order: order, lines: try OrderQueries.lines(of: order, in: session),
                discount: try CouponQueries.discount(of: order, in: session),
                esims: kind == .activation ? try EsimQueries.esims(of: id, in: session) : [], person: person,
                email: email, copies: copies,
                received: try PaymentQueries.received(for: order, in: session))
        }
    }

    private func send(_ copy: QueuedMail, _ work: Work) async throws -> DisclosureOutcome {
        let order = work.order
        let summary = OrderMailSummary(order, work.lines, work.discount, foundation)
        let mailer = foundation.mailer
        let identity = "\(copy.kind.rawValue)-\(copy.copy).\(order.id)"
        return try await foundation.door.send(
            to: foundation.settings.mailRecipient, for: .confirmation, about: work.person,
            fields: [work.email] + work.esims.map(\.activationCode), stating: [.order], subject: order.id.bytes,
            as: .system("order-mail")
        ) { opened in
            let esims = try work.esims.map { esim in
                try MailedEsim(esim, work.lines, code: try opened[esim.activationCode], in: order.language)
            }
            let mail = try mailer.render(
                copy.kind.mail(summary, esims, received: work.received), in: order.language)
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
    fileprivate func mail(_ summary: OrderMailSummary, _ esims: [MailedEsim], received: Money) -> OrderMail {
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
        case .link: .link(summary)
        }
    }

    /// Whether what the mail says is still so.
    fileprivate func stillFits(_ state: OrderState) -> Bool {
        switch self {
        case .confirmation: ![.awaitingPayment, .expired, .cancelled].contains(state)
        case .moneyShort: state == .awaitingPayment
        case .held: state == .held
        case .activation, .toppedUp: state == .delivered
        case .delayed: [.paid, .delivering].contains(state)
        case .needsAttention: state == .needsAttention
        case .refunded: state == .refunded
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

/// What was checked when it was stored reads otherwise now.
struct ActivationCodeDamaged: Error {}

extension MailedEsim {
    fileprivate init(_ esim: Esim, _ lines: [OrderLine], code: String, in language: Language) throws {
        // Codes are checked before they are stored.
        guard let install = EsimInstallation(code) else { throw ActivationCodeDamaged() }
        self.init(name: lines.first { $0.id == esim.line }?.name[language] ?? "", install: install)
    }
}
