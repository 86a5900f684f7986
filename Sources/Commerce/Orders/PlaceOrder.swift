// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
package import Values
import Vault

/// Turns a posted checkout into an order that waits for its money.
///
/// Prices come from the catalogue, whatever was posted. The same attempt posted again gives the same order, one buyer and one
/// charge; a person below the age leaves no trace. The key of the buyer is durable before the order is (a crash in between
/// leaves a key without data, which is collected).
package struct PlaceOrder: Sendable {
    package enum Outcome: Sendable {
        case placed(PlacedOrder)
        /// This press of the button arrived before.
        case already(PlacedOrder)
        case invalid([OrderProblem])
        case tooYoung
        case planUnavailable(slug: String)
        /// Somebody else has the last of it, or fewer are left than are wanted.
        case soldOut(slug: String, left: Int)
        /// Another policy is in force than the page showed.
        case policyOutdated
        case couponRefused(CouponRefusal)
        /// The order comes to something else than the page showed: a price began meanwhile, or a coupon ended.
        case totalChanged
        /// The attempt was used for a form with other contents: the page has to make a new one.
        case attemptReused
    }

    let foundation: ShopFoundation

    /// - Parameter address: the network address it came from, which is counted for an hour and not kept.
    package func callAsFunction(_ draft: OrderDraft, from address: String? = nil) async throws -> Outcome {
        if case .tooYoung = draft.age { return .tooYoung }
        let problems = draft.problems
        guard problems.isEmpty, let email = EmailAddress(draft.email), let attempt = draft.attempt else {
            return .invalid(problems)
        }
        guard draft.policyVersion == foundation.policy.version.hex else { return .policyOutdated }
        let digest = foundation.digest(of: draft.identity(email))
        if let earlier = try await earlier(attempt, digest) { return earlier }

        let basket: Basket
        switch self.basket(of: draft) {
        case .success(let priced): basket = priced
        case .failure(let missing): return .planUnavailable(slug: missing.slug)
        }
        let discount: Discount?
        switch try await self.discount(on: basket, draft, email) {
        case .success(let found): discount = found
        case .failure(let not): return .couponRefused(not.refusal)
        }
        let amount = basket.amount(in: draft.currency).minorUnits - (discount?.amount.minorUnits ?? 0)
        if let shown = draft.shownTotal, shown != amount { return .totalChanged }
        let sealer = try await foundation.vault.enrol(findableBy: [(kind: .guestEmail, value: email.canonical)])
        var placement = try await foundation.prepare(
            basket, in: draft.currency, attempt: attempt, draftDigest: digest, email: email, discount: discount,
            sealedBy: sealer)
        placement.screening = try await ScreenOrder(foundation: foundation)(
            email: email, from: address, amount: placement.order.amount, person: sealer.person)
        let whole = placement
        do {
            try await foundation.data.write { try whole.insert(in: $0) }
        } catch let taken as CouponTaken {
            return .couponRefused(taken.refusal)
        } catch let soldOut as PlanSoldOut {
            try await foundation.refreshShelfIfChanged()
            return .soldOut(slug: soldOut.slug, left: soldOut.left)
        } catch StorageError.uniqueViolation {
            // Two posts of one attempt at the same moment: the key of the slower stays without data.
            guard let earlier = try await earlier(attempt, digest) else { throw StorageError.uniqueViolation }
            return earlier
        }
        // The last of a plan went with it, perhaps: then pages say so.
        if foundation.shelf.current.isLimited(basket.lines.map(\.slug)) { try await foundation.refreshShelfIfChanged() }
        return .placed(PlacedOrder(placement.order, foundation.links))
    }

    private func earlier(_ attempt: ID<OrderAttempt>, _ digest: [UInt8]) async throws -> Outcome? {
        let found = try await foundation.data.read { try OrderQueries.order(of: attempt, in: $0) }
        return found.map { order, known in
            known == digest ? .already(PlacedOrder(order, foundation.links)) : .attemptReused
        }
    }

    /// Read before the transaction, which takes the use or undoes itself.
    private func discount(
        on basket: Basket, _ draft: OrderDraft, _ email: EmailAddress
    ) async throws -> Result<Discount?, Coupon.NotApplied> {
        guard !draft.coupon.trimmingSpaces().isEmpty else { return .success(nil) }
        guard let code = CouponCode(draft.coupon),
            let coupon = try await foundation.data.read({ try CouponQueries.coupon(code, in: $0) })
        else { return .failure(Coupon.NotApplied(refusal: .noSuchCode)) }
        let catalogue = foundation.shelf.current
        let items = basket.lines.map {
            Coupon.Item(destination: catalogue.destination(ofPlan: $0.slug) ?? "", total: $0.total)
        }
        return coupon.discount(on: items, in: draft.currency, at: foundation.clock.now()).map { amount in
            Discount(
                coupon: coupon, amount: amount,
                buyerDigest: foundation.digest(of: ["coupon", "\(coupon.id)", email.canonical]))
        }
    }

    private func basket(of draft: OrderDraft) -> Result<Basket, PlanMissing> {
        let catalogue = foundation.shelf.current
        let now = foundation.clock.now()
        var lines: [OrderLine] = []
        for wanted in draft.lines {
            guard let plan = catalogue.plan(wanted.slug) else { return .failure(PlanMissing(slug: wanted.slug)) }
            lines.append(
                OrderLine(
                    id: .timeOrdered(at: now), slug: plan.slug, name: plan.name, quantity: wanted.quantity,
                    unitPrice: plan.price(in: draft.currency), supplierPackage: plan.supplierPackage,
                    furtherPackages: plan.furtherPackages))
        }
        let acceptance = Acceptance(
            policyVersion: draft.policyVersion, minimumAge: foundation.policy.minimumAge,
            agreesToImmediateSupply: draft.agreesToImmediateSupply)
        return .success(
            Basket(kind: .esim, lines: lines, esim: nil, language: draft.language, acceptance: acceptance))
    }
}

/// What the storefront needs to lead the buyer on.
package struct PlacedOrder: Sendable {
    package let id: ID<Order>
    package let number: OrderNumber
    package let amount: Money
    package let state: OrderState
    /// Nil once the buyer has been erased.
    package let person: PersonID?
    /// Opens the order page.
    package let token: String

    init(_ order: Order, _ links: OrderLinks) {
        id = order.id
        number = order.number
        amount = order.amount
        state = order.state
        person = order.person
        token = links.token(for: order.id)
    }
}

private struct PlanMissing: Error {
    let slug: String
}

extension OrderDraft {
    /// What makes two posts the same form.
    fileprivate func identity(_ email: EmailAddress) -> [String] {
        [email.text, currency.rawValue, coupon] + lines.flatMap { [$0.slug, String($0.quantity)] }
    }
}
