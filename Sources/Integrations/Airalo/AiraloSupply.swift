// SPDX-License-Identifier: Apache-2.0

package import Commerce
package import Disclosure
package import Policy
package import Values
import Vault

/// Supply by Airalo. It learns which plan was ordered under which number of ours, and nothing about the buyer.
///
/// It knows no idempotency key: our number travels as the order's description, and is looked for there before anything is ordered.
package struct AiraloSupply: Fulfiller {
    let api: AiraloAPI

    package init(account: AiraloAccount, door: Door, clock: any WallClock) {
        api = AiraloAPI(account: account, door: door, clock: clock)
    }

    package var account: AiraloAccount { api.account }
    package var recipient: RecipientID { account.recipient }
    package let repeatsSafely = false
    package let canSuspend = false

    package func order(_ order: SupplyOrder) async throws -> SupplyOrdering {
        let occasion = AiraloAPI.Occasion(person: order.person, subject: order.order.bytes)
        // A restored shop may have ordered it in a time it does not remember.
        switch try await orders(describedBy: order.transaction, occasion) {
        case .object(let found):
            if let taken = found.first(where: { !$0.isFailed }) { return .accepted(reference: taken.reference) }
        case .refused(let refusal): return .refused(refusal)
        case .missing, .notTaken, .unclear: return .notTaken
        }
        guard let webhook = account.orderWebhook else {
            let answer: AiraloAnswer<AiraloOrder> = try await api.post("orders", occasion) { _ in
                Self.form(order)
            }
            return SupplyOrdering(answer.map(\.reference))
        }
        let answer: AiraloAnswer<AiraloAccepted> = try await api.post("orders-async", occasion) { _ in
            Self.form(order, webhook)
        }
        return SupplyOrdering(answer.map(\.requestID))
    }

    package func find(_ supply: SupplyHandle) async throws -> SupplyFinding {
        switch try await orders(describedBy: supply.transaction, occasion(supply)) {
        case .object(let found):
            if let taken = found.first(where: { !$0.isFailed }) { return .taken(reference: taken.reference) }
            // One that failed is as good as none.
            if !found.isEmpty { return .notTaken }
            return isSettled(supply) ? .notTaken : .tooEarly
        case .missing, .refused, .notTaken, .unclear: return .unreachable
        }
    }

    package func profiles(of supply: SupplyHandle) async throws -> ProfilesReading {
        let answer = try await orders(describedBy: supply.transaction, occasion(supply))
        guard case .object(let found) = answer else {
            if case .refused(let refusal) = answer { return .refused(refusal) }
            return .unreachable
        }
        guard let order = found.first(where: { !$0.isFailed }) else {
            if !found.isEmpty { return .cameToNothing(.outOfStock) }
            return isSettled(supply) ? (supply.reference == nil ? .unknown : .cameToNothing(.outOfStock)) : .allocating
        }
        guard let sims = order.sims, !sims.isEmpty else { return .allocating }
        var profiles: [SuppliedProfile] = []
        for sim in sims {
            guard let status = try await status(of: sim, in: order, supply) else { return .unreachable }
            profiles.append(
                SuppliedProfile(id: sim.iccid, iccid: sim.iccid, activationCode: sim.qrcode, status: status))
        }
        return .profiles(profiles)
    }

    private func isSettled(_ supply: SupplyHandle) -> Bool {
        api.clock.now() - supply.orderedAt >= account.settles
    }

    func occasion(_ supply: SupplyHandle) -> AiraloAPI.Occasion {
        AiraloAPI.Occasion(person: supply.person, subject: supply.order.bytes)
    }

    /// Orders with exactly this number of ours; the supplier looks for it anywhere in a description.
    func orders(
        describedBy transaction: String, _ occasion: AiraloAPI.Occasion
    ) async throws -> AiraloAnswer<[AiraloOrder]> {
        let answer: AiraloAnswer<[AiraloOrder]> = try await api.get(occasion) { _ in
            "orders?filter%5Bdescription%5D=\(StripeForm.pathPart(transaction))&include=sims,status&limit=50"
        }
        return answer.map { $0.filter { $0.description == transaction } }
    }

    /// What the network says of a profile. One that was made a moment ago is handed out whether or not there is an answer.
    private func status(
        of sim: AiraloSim, in order: AiraloOrder, _ supply: SupplyHandle
    ) async throws -> EsimStatus? {
        let fresh = EsimStatus(state: .ready, totalBytes: order.totalBytes, usedBytes: 0, expiresAt: nil)
        let answer: AiraloAnswer<AiraloUsage> = try await api.get(occasion(supply)) { _ in
            "sims/\(StripeForm.pathPart(sim.iccid))/usage"
        }
        if case .object(let usage) = answer, let status = usage.esimStatus { return status }
        return api.clock.now() - supply.orderedAt < .seconds(1800) ? fresh : nil
    }

    private static func form(_ order: SupplyOrder, _ webhook: String? = nil) -> AiraloForm {
        let (package, quantity) = (order.supplierPackage.code, String(order.quantity))
        guard let webhook else {
            return AiraloForm([
                "package_id": package, "quantity": quantity, "type": "sim", "description": order.transaction,
            ])
        }
        return AiraloForm([
            "package_id": package, "quantity": quantity, "type": "sim", "description": order.transaction,
            "webhook_url": webhook,
        ])
    }
}

extension SupplyOrdering {
    fileprivate init(_ answer: AiraloAnswer<String>) {
        self =
            switch answer {
            case .object(let reference): .accepted(reference: reference)
            case .missing: .refused(.unknownPackage)
            case .refused(let refusal): .refused(refusal)
            case .notTaken: .notTaken
            case .unclear: .unclear
            }
    }
}
