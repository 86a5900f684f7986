// SPDX-License-Identifier: Apache-2.0

import Storage
import Values
import Vault

/// Has the data of a top-up added to its eSIM, once.
struct SupplyTopUp: Sendable {
    let foundation: ShopFoundation
    let supplyLine: SupplyLine
    let refresh: RefreshUsage

    func callAsFunction(_ line: OrderLine, _ supply: Supply, of order: Order) async throws -> SupplyProgress {
        guard let person = supply.person else { return .stopped }
        switch supply.state {
        case .supplied: return .supplied
        case .failed: return .failed(code: supply.problem ?? "failed")
        case .ordering, .ordered: break
        }
        guard let id = order.esim, let esim = try await foundation.data.read({ try EsimQueries.esim(id, in: $0) })
        else { return .failed(code: "esim-gone") }
        let topUp = TopUpSupply(
            profile: ProfileHandle(subject: order.id.bytes, person: person, profile: esim.profile),
            transaction: supply.transaction, supplierPackage: line.supplierPackage)
        switch try await foundation.fulfiller.topUp(topUp) {
        case .done:
            let now = foundation.clock.now()
            try await foundation.data.write {
                try SupplyQueries.move(line.id, to: .supplied, problem: nil, at: now, in: $0)
            }
            try await refresh(esim.order, as: .system("top-up"), force: true)
            return .supplied
        case .refused(let refusal): return try await supplyLine.trouble(supply, refusal)
        case .unreachable: return try await supplyLine.passing("unreachable", supply)
        }
    }
}
