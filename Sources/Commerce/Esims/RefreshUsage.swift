// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
package import Values
package import Vault

/// Asks the network how the eSIMs of an order stand, not more often than the settings say.
package struct RefreshUsage: Sendable {
    package enum Outcome: Hashable, Sendable {
        /// As fresh as the settings want it, asked now or lately.
        case fresh
        /// The network could not be asked; what is stored is older.
        case stale
        /// No such order, not one of the caller's, or no eSIM of it.
        case nothingThere
    }

    let foundation: ShopFoundation

    /// - Parameters:
    ///   - freshness: how old the answer may be; by default what the settings say.
    ///   - force: asks whatever was known lately, because something is known to have changed.
    @discardableResult
    package func callAsFunction(
        _ id: ID<Order>, as caller: Caller, notOlderThan freshness: Duration? = nil, force: Bool = false
    ) async throws -> Outcome {
        let (order, esims, supplies) = try await foundation.data.read { session in
            (
                try OrderQueries.order(id, in: session), try EsimQueries.esims(of: id, in: session),
                try SupplyQueries.supplies(of: id, in: session)
            )
        }
        guard let order, caller.mayWork(on: order) else { return .nothingThere }
        guard let person = esims.first?.person else { return .nothingThere }
        let limit = foundation.clock.now() - (freshness ?? foundation.settings.usageFreshness)
        guard force || esims.contains(where: { $0.checkedAt <= limit }) else { return .fresh }
        var outcome = Outcome.fresh
        for supply in supplies where supply.state == .supplied {
            let mine = esims.filter { $0.line == supply.line }
            guard try await refresh(mine, of: supply, person) else {
                outcome = .stale
                continue
            }
        }
        return outcome
    }

    private func refresh(_ esims: [Esim], of supply: Supply, _ person: PersonID) async throws -> Bool {
        guard let supplier = foundation.suppliers[supply.supplier]?.fulfiller,
            case .profiles(let profiles) = try await supplier.profiles(of: supply.handle(for: person)),
            let opener = try await foundation.vault.opener(
                for: person, purpose: .purchase, as: .system("refresh-usage"))
        else { return false }
        let statuses = Dictionary(profiles.map { ($0.id, $0.status) }) { first, _ in first }
        var updates: [(esim: Esim, status: EsimStatus)] = []
        for esim in esims {
            guard let name = try await opener.open(esim.profile).value?.expose(), let status = statuses[name] else {
                continue
            }
            updates.append((esim, status))
        }
        let (now, changed) = (foundation.clock.now(), updates)
        let telling = TellOfUsage(supply.order, foundation)
        try await foundation.data.write { session in
            for (esim, status) in changed {
                try EsimQueries.update(esim.id, to: status, at: now, in: session)
                try telling?.apply(esim, status, in: session)
            }
        }
        return changed.count == esims.count
    }
}
