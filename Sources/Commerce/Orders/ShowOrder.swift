// SPDX-License-Identifier: Apache-2.0

package import Policy
import Storage
package import Values
package import Vault

/// An order as its buyer sees it.
package struct BuyerOrder: Sendable {
    package let id: ID<Order>
    package let number: OrderNumber
    package let kind: Order.Kind
    package let state: OrderState
    package let placedAt: Instant
    package let changedAt: Instant
    package let acceptance: Acceptance
    package let amount: Money
    package let language: Language
    package let lines: [OrderLine]
    package let discount: OrderDiscount?
    /// What went back while the order goes on; nil when nothing did.
    package let partsBack: Money?
    package let esims: [BuyerEsim]
    /// Whether the gateway's page may be opened (again).
    package let canPay: Bool
    package let canCancel: Bool
    /// Until when it keeps what it took of a limited number; nil where there is no limit, or no hold.
    package let heldUntil: Instant?
    package let waysToPay: [WayToPay]
    /// Nil unless the buyer chose to pay from their bank.
    package let transfer: AwaitedTransfer?
    /// Who took the money, or was asked last.
    package let paidBy: RecipientID?
    package let token: String
    /// What happened, oldest first.
    package let timeline: [OrderEvent]
    package let withdrawal: WithdrawalStanding
    /// Where mails go, masked enough to be recognised by whom it belongs to and of no use to others.
    package let maskedEmail: String?
    /// Whether a new address has yet to prove itself.
    package let awaitsProof: Bool
    /// The mails a buyer may have sent again.
    package let mailsToResend: [OrderMailKind]
    /// Whether the buyer wants to hear of little data and a near end; nil where no such mails are sent.
    package let wantsNotices: Bool?
    /// Opens the order of the eSIM that a top-up is for; nil for other orders.
    package let toppedUpToken: String?
}

/// A bank transfer that an order waits for.
package struct AwaitedTransfer: Sendable {
    /// For what is still missing.
    package let instructions: TransferInstructions
    package let recipient: RecipientID
    package let received: Money
    package let validUntil: Instant
}

/// An eSIM as its buyer sees it. The activation code prints masked.
package struct BuyerEsim: Sendable {
    package let id: ID<Esim>
    package let name: Wording
    package let iccid: Personal<String>
    package let install: EsimInstallation
    package let status: EsimStatus
    package let checkedAt: Instant
    /// What can be bought for it now.
    package let topUps: [TopUpOffer]
    /// Whether its supplier can pause anything.
    let canBePaused: Bool

    /// Whether its buyer may pause it, or let it go on.
    package var canPause: Bool { canBePaused && [.installed, .inUse].contains(status.state) }
    package var canResume: Bool { status.state == .suspended }
    package var remainingBytes: Int64 { max(0, status.totalBytes - status.usedBytes) }
}

/// Shows an order to its buyer, with the codes to install and what is left of the data.
package struct ShowOrder: Sendable {
    package enum Outcome: Sendable {
        case order(BuyerOrder)
        /// The person asked that their data only be stored, or another gate is shut.
        case refused(VaultRefusal)
        case notFound
    }

    let foundation: ShopFoundation

    package func callAsFunction(_ id: ID<Order>, as caller: Caller) async throws -> Outcome {
        let found = try await foundation.data.read { session in
            try OrderQueries.order(id, in: session).map { order in
                (
                    order: order, lines: try OrderQueries.lines(of: order, in: session),
                    discount: try CouponQueries.discount(of: order, in: session),
                    back: try RefundQueries.back(of: order, in: session),
                    isHolding: try StockQueries.isHolding(id, in: session),
                    esims: try EsimQueries.esims(of: id, in: session),
                    payments: try PaymentQueries.payments(of: id, in: session),
                    timeline: try OrderEventQueries.events(of: id, in: session),
                    mails: try MailQueries.mails(of: id, in: session),
                    withdrawal: try WithdrawalQueries.withdrawal(from: id, in: session),
                    email: try order.person.flatMap { try OrderQueries.email(of: $0, in: session) },
                    corrections: try order.person.map {
                        try EmailCorrectionQueries.corrections(of: $0, in: session)
                    } ?? [],
                    toppedUp: try order.esim.flatMap { try EsimQueries.esim($0, in: session)?.order }
                )
            }
        }
        guard let found, let person = found.order.person, caller.isBuyer(person) else {
            return .notFound
        }
        let esims: [BuyerEsim]
        switch try await open(found.order.state.showsCodes ? found.esims : [], found.lines, of: person, as: caller) {
        case .success(let opened): esims = opened
        case .failure(let refusal): return .refused(refusal.reason)
        }
        let order = found.order
        let isAwaiting = order.state == .awaitingPayment
        let isPending = found.payments.contains { $0.state == .pending }
        let sent = Set(found.mails.map(\.kind))
        let resendable: [OrderMailKind] = order.state == .delivered ? [.confirmation, .activation] : [.confirmation]
        return .order(
            BuyerOrder(
                id: order.id, number: order.number, kind: order.kind, state: order.state, placedAt: order.placedAt,
                changedAt: order.changedAt, acceptance: order.acceptance, amount: order.amount,
                language: order.language, lines: found.lines, discount: found.discount,
                partsBack: found.back.minorUnits > 0 && order.state != .refunded ? found.back : nil, esims: esims,
                canPay: isAwaiting && !isPending, canCancel: isAwaiting && !isPending,
                heldUntil: isAwaiting && found.isHolding ? heldUntil(order, found.payments) : nil,
                waysToPay: isAwaiting ? foundation.processors.ways(in: order.amount.currency) : [],
                transfer: isAwaiting && !isPending ? transfer(of: order, among: found.payments) : nil,
                paidBy: (found.payments.last { $0.state == .paid } ?? found.payments.last)?.processor,
                token: foundation.links.token(for: order.id), timeline: found.timeline,
                withdrawal: standing(found.withdrawal, order, found.esims),
                maskedEmail: try await masked(found.email, of: person, as: caller),
                awaitsProof: found.corrections.contains { $0.isOpen(at: foundation.clock.now()) },
                mailsToResend: resendable.filter(sent.contains),
                wantsNotices: try await wantsNotices(person, found.order),
                toppedUpToken: found.toppedUp.map(foundation.links.token)))
    }

    private func heldUntil(_ order: Order, _ payments: [Payment]) -> Instant? {
        let holds = foundation.settings.stockHolds
        let isByTransfer = payments.contains {
            $0.state == .open && foundation.processors[$0.processor]?.method == .bankTransfer
        }
        let end = order.placedAt + (isByTransfer ? holds.bankTransfer : holds.card)
        return end > foundation.clock.now() ? end : nil
    }

    private func transfer(of order: Order, among payments: [Payment]) -> AwaitedTransfer? {
        // Whoever began another way afterwards is not shown this one, unless part of the money came by it.
        guard let payment = payments.last(where: { $0.received > 0 }) ?? payments.last, payment.state == .open,
            let processor = foundation.processors[payment.processor],
            let instructions = processor.instructions(for: order.number, amount: payment.due)
        else { return nil }
        return AwaitedTransfer(
            instructions: instructions, recipient: processor.recipient,
            received: Money(minorUnits: payment.received, currency: order.amount.currency),
            validUntil: order.placedAt + foundation.settings.lifetime(of: processor.method))
    }

    private func standing(_ stated: Withdrawal?, _ order: Order, _ esims: [Esim]) -> WithdrawalStanding {
        if let stated { return .stated(stated) }
        let settings = foundation.settings
        let expected = settings.withdrawal.decision(
            on: order, esims.map(\.status.state), statedAt: foundation.clock.now(), in: settings.timeZone)
        // Data that was added at once, as asked, cannot be taken off again.
        let isAdded = order.kind == .topUp && expected == .endedWithSupply
        guard let expected, expected != .tooLate, !isAdded else { return .none }
        return .open(until: settings.withdrawal.end(of: order.placedAt, in: settings.timeZone), expected: expected)
    }

    private func masked(_ email: SealedValue?, of person: PersonID, as caller: Caller) async throws -> String? {
        guard let email else { return nil }
        let opened = try await foundation.vault.open(email, of: person, for: .purchase, as: caller)
        return opened.value.flatMap { EmailAddress($0.expose())?.masked }
    }

    private func wantsNotices(_ person: PersonID, _ order: Order) async throws -> Bool? {
        let hasFuture = [.paid, .delivering, .delivered, .needsAttention, .frozen].contains(order.state)
        guard hasFuture, order.kind == .esim, foundation.policy.declarations.features.contains(.usageNotices) else {
            return nil
        }
        return try await foundation.vault.gate(of: person).map { !$0.hasObjected(to: .serviceNotice) }
    }

    private func open(
        _ esims: [Esim], _ lines: [OrderLine], of person: PersonID, as caller: Caller
    ) async throws -> Result<[BuyerEsim], ShutGate> {
        guard !esims.isEmpty else { return .success([]) }
        guard let opener = try await foundation.vault.opener(for: person, purpose: .purchase, as: caller) else {
            return .failure(ShutGate(reason: .erased))
        }
        var shown: [BuyerEsim] = []
        for esim in esims {
            let values: (code: Personal<String>, iccid: Personal<String>)
            switch (try await opener.open(esim.activationCode), try await opener.open(esim.iccid)) {
            case (.opened(let code), .opened(let iccid)): values = (code, iccid)
            case (.refused(let refusal), _), (_, .refused(let refusal)): return .failure(ShutGate(reason: refusal))
            }
            guard let install = EsimInstallation(values.code.expose()),
                let line = lines.first(where: { $0.id == esim.line })
            else { throw ActivationCodeDamaged() }
            shown.append(
                BuyerEsim(
                    id: esim.id, name: line.name, iccid: values.iccid, install: install, status: esim.status,
                    checkedAt: esim.checkedAt,
                    topUps: foundation.topUps(for: line.slug, from: esim.supplier, in: esim.status.state),
                    canBePaused: foundation.suppliers[esim.supplier]?.fulfiller.canSuspend ?? false))
        }
        return .success(shown)
    }
}

private struct ShutGate: Error {
    let reason: VaultRefusal
}

extension OrderState {
    /// Codes are shown while what they stand for is the buyer's.
    fileprivate var showsCodes: Bool {
        switch self {
        case .paid, .delivering, .delivered, .needsAttention: true
        case .awaitingPayment, .refunding, .refunded, .cancelled, .expired, .held, .frozen: false
        }
    }
}

extension ShopFoundation {
    /// What may be added to this supplier's eSIM of the plan: nothing once it is over.
    func topUps(for planSlug: String, from supplier: RecipientID, in state: EsimState) -> [TopUpOffer] {
        switch state {
        case .cancelled, .revoked, .suspended, .expired: return []
        case .ready, .installed, .inUse, .usedUp: break
        }
        let catalogue = shelf.current
        guard let destination = catalogue.destination(ofPlan: planSlug) else { return [] }
        return catalogue.topUps(for: destination).compactMap { $0.from(supplier) }
    }
}
