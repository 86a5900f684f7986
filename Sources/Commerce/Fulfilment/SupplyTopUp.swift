// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
import Values
import Vault

/// Has the data of a top-up added to its eSIM, once, by the supplier whose eSIM it is.
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
        guard let supplier = foundation.suppliers[esim.supplier]?.fulfiller,
            line.supplierPackage.supplier == esim.supplier
        else { return .failed(code: "supplier-gone") }
        if let asked = supply.askedAt, !supplier.repeatsSafely {
            switch try await supplier.find(supply.handle(for: person, askedAt: asked)) {
            case .taken: return try await conclude(line, esim)
            case .tooEarly: return .waiting(Supply.pollWait(after: foundation.clock.now() - asked))
            case .unreachable: return try await supplyLine.passing("unreachable", supply)
            case .notTaken: break
            }
        }
        let now = foundation.clock.now()
        guard try await foundation.data.write({ try SupplyQueries.claim(supply, at: now, in: $0) }) else {
            return .waiting(.seconds(3))
        }
        let topUp = TopUpSupply(
            profile: ProfileHandle(subject: order.id.bytes, person: person, profile: esim.profile),
            transaction: supply.transaction, supplierPackage: line.supplierPackage)
        switch try await supplier.topUp(topUp) {
        case .done: return try await conclude(line, esim)
        case .refused(let refusal):
            try await foundation.data.write { try SupplyQueries.unclaim(supply.line, in: $0) }
            guard Supply.isPassing(refusal) else { return .failed(code: refusal.code) }
            return try await supplyLine.passing(refusal.code, supply)
        case .unreachable: return try await supplyLine.passing("unreachable", supply)
        }
    }

    private func conclude(_ line: OrderLine, _ esim: Esim) async throws -> SupplyProgress {
        let now = foundation.clock.now()
        let balances = WatchSupplierBalances.job(at: now, after: .seconds(30))
        try await foundation.data.write { session in
            try SupplyQueries.conclude(line.id, cost: line.supplierPackage.price, at: now, in: session)
            try balances.insert(in: session)
        }
        try await refresh(esim.order, as: .system("top-up"), force: true)
        return .supplied
    }
}
