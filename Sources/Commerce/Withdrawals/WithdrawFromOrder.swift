// SPDX-License-Identifier: Apache-2.0

import Audit
import Jobs
import Policy
import Storage
package import Values
package import Vault

/// A buyer states, behind the order's link, that they withdraw from the purchase (Directive 2011/83/EU art. 11a).
///
/// The statement counts from this moment whatever follows from it: it is written down, acknowledged by mail with its time, and
/// decided by a job, because the network has to be asked first whether anything was installed.
package struct WithdrawFromOrder: Sendable {
    package enum Outcome: Hashable, Sendable {
        case stated
        /// This order was withdrawn from before.
        case already
        case tooLate
        /// Not paid, or its money goes back anyway.
        case nothingToWithdrawFrom
        case notFound
    }

    let foundation: ShopFoundation

    package func callAsFunction(_ id: ID<Order>, as caller: Caller) async throws -> Outcome {
        let now = foundation.clock.now()
        let settings = foundation.settings
        let event = ID<OrderEvent>.timeOrdered(at: now)
        let mail = Job(ShopJob.mail(.withdrawal), about: id, at: now, exclusive: true)
        let decide = Job(ShopJob.decideWithdrawal, about: id, at: now, exclusive: true)
        let entry = AuditEntry(
            log: .evidence, type: "withdrawal.stated", at: now, policyVersion: foundation.policy.version.hex,
            about: caller.personID, object: id.cast(), by: caller.personID, purpose: Purpose.purchase.rawValue)
        return try await foundation.data.write { session in
            guard let order = try OrderQueries.order(id, in: session), let person = order.person, caller.isBuyer(person)
            else { return .notFound }
            if try WithdrawalQueries.withdrawal(from: id, in: session) != nil { return .already }
            let esims = try EsimQueries.esims(of: id, in: session).map(\.status.state)
            switch settings.withdrawal.decision(on: order, esims, statedAt: now, in: settings.timeZone) {
            case .tooLate: return .tooLate
            case nil: return .nothingToWithdrawFrom
            case .byRight, .byShopRule, .endedWithSupply: break
            }
            guard try WithdrawalQueries.state(id, at: now, in: session) else { return .already }
            try OrderEventQueries.insert(
                OrderEvent(
                    id: event, kind: OrderEvent.withdrawalStated, state: order.state, actor: .buyer, detail: nil,
                    at: now),
                of: id, in: session)
            if try MailQueries.queue(.withdrawal, copy: 1, of: id, at: now, in: session) {
                try mail.insert(in: session)
            }
            try decide.insert(in: session)
            try entry.insert(in: session)
            return .stated
        }
    }
}

extension Caller {
    fileprivate var personID: PersonID? {
        if case .person(let person) = self { person } else { nil }
    }
}
