// SPDX-License-Identifier: Apache-2.0

package import Commerce
package import Disclosure
package import Policy
package import Values
import Vault

/// Supply by eSIM Access. It learns which plan was ordered under which number of ours, and nothing about the buyer.
package struct ESIMAccessSupply: Fulfiller {
    let api: ESIMAccessAPI

    package init(
        account: @escaping @Sendable () async throws -> ESIMAccessAccount, door: Door, clock: any WallClock
    ) {
        api = ESIMAccessAPI(account: account, door: door, clock: clock)
    }

    package var recipient: RecipientID { ESIMAccessAPI.recipient }

    /// Counts on eSIM Access taking the same `transactionId` for the same order, which its reference does not state.
    package let repeatsSafely = true
    package let canSuspend = true

    package func order(_ order: SupplyOrder) async throws -> SupplyOrdering {
        let occasion = ESIMAccessAPI.Occasion(person: order.person, subject: order.order.bytes, stating: [.order])
        let answer: ESIMAccessAnswer<OrderReceipt> = try await api.ask("esim/order", occasion, opening: []) { _ in
            OrderRequest(order)
        }
        return switch answer {
        case .object(let receipt): .accepted(reference: receipt.orderNo)
        case .refused(let refusal): .refused(refusal)
        case .notTaken: .notTaken
        case .allocating, .unreachable: .unclear
        }
    }

    package func find(_ supply: SupplyHandle) async throws -> SupplyFinding {
        let answer = try await listed(by: supply)
        guard case .object(let list) = answer else { return .unreachable }
        if let taken = list.esimList.first { return .taken(reference: taken.orderNo) }
        return isSettled(supply) ? .notTaken : .tooEarly
    }

    package func profiles(of supply: SupplyHandle) async throws -> ProfilesReading {
        guard let reference = supply.reference else { return try await profiles(byTransactionOf: supply) }
        let answer: ESIMAccessAnswer<ProfileList> = try await api.ask(
            "esim/query", occasion(supply), opening: [reference]
        ) { QueryRequest(orderNo: try $0[reference], pager: Pager(pageNum: 1, pageSize: 100)) }
        return Self.reading(answer) { $0 }
    }

    /// Adds a plan to a profile; the same `transactionId` adds it once.
    package func topUp(_ topUp: TopUpSupply) async throws -> ProfileChange {
        let handle = topUp.profile
        let occasion = ESIMAccessAPI.Occasion(person: handle.person, subject: handle.subject, stating: [.order])
        let answer: ESIMAccessAnswer<Unread> = try await api.ask(
            "esim/topup", occasion, opening: [handle.profile]
        ) { opened in
            TopUpRequest(
                esimTranNo: try opened[handle.profile], packageCode: topUp.supplierPackage.code,
                transactionId: topUp.transaction)
        }
        return ProfileChange(answer)
    }

    /// The order's answer was lost: our transaction is looked for among what was made around that time.
    ///
    /// Only profiles are listed, never orders, so an order that is not there yet looks like one that never was: "still
    /// being made" for a quarter of an hour, "unknown" from then on.
    private func profiles(byTransactionOf supply: SupplyHandle) async throws -> ProfilesReading {
        let answer = try await listed(by: supply)
        if case .object(let list) = answer, list.esimList.isEmpty { return isSettled(supply) ? .unknown : .allocating }
        return Self.reading(answer) { $0 }
    }

    private func isSettled(_ supply: SupplyHandle) -> Bool { api.clock.now() - supply.orderedAt >= .seconds(900) }

    /// What was made for our transaction.
    private func listed(by supply: SupplyHandle) async throws -> ESIMAccessAnswer<ProfileList> {
        let pageSize = 500
        for page in 1...20 {
            // The first of several questions may have been long before the last.
            let request = QueryRequest(
                startTime: (supply.orderedAt - .days(1)).description,
                endTime: (supply.orderedAt + .days(1)).description, pager: Pager(pageNum: page, pageSize: pageSize))
            let answer: ESIMAccessAnswer<ProfileList> = try await api.ask(
                "esim/query", occasion(supply), opening: []
            ) { _ in request }
            guard case .object(let list) = answer else { return answer }
            let ours = list.esimList.filter { $0.transactionId == supply.transaction }
            if !ours.isEmpty || list.esimList.count < pageSize { return .object(ProfileList(esimList: ours)) }
        }
        // Too many to tell.
        return .unreachable
    }

    private func occasion(_ supply: SupplyHandle) -> ESIMAccessAPI.Occasion {
        ESIMAccessAPI.Occasion(person: supply.person, subject: supply.order.bytes, stating: [.order])
    }

    private static func reading(
        _ answer: ESIMAccessAnswer<ProfileList>, only chosen: ([ESIMAccessProfile]) -> [ESIMAccessProfile]
    ) -> ProfilesReading {
        switch answer {
        case .object(let list):
            return reading(chosen(list.esimList))
        case .allocating: return .allocating
        case .refused(.unknownProfile): return .unknown
        case .refused(let refusal): return .refused(refusal)
        case .notTaken, .unreachable: return .unreachable
        }
    }
}

extension ESIMAccessSupply {
    /// A profile in a state nobody has heard of keeps none of the others back.
    static func reading(_ found: [ESIMAccessProfile]) -> ProfilesReading {
        let (supplied, problems) = (found.compactMap(\.supplied), found.compactMap(\.problem))
        guard !found.isEmpty, supplied.count + problems.count == found.count else { return .allocating }
        if supplied.isEmpty, let problem = problems.first { return .refused(problem) }
        return .profiles(supplied)
    }
}

extension ProfileChange {
    init(_ answer: ESIMAccessAnswer<Unread>) {
        self =
            switch answer {
            case .object: .done
            case .refused(let refusal): .refused(refusal)
            case .allocating, .notTaken, .unreachable: .unreachable
            }
    }
}
