// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values
package import Vault

extension Shop {
    /// Whether an eSIM belongs to this order of the caller's: a link to one order opens no other.
    package func has(_ esim: ID<Esim>, in order: ID<Order>, as caller: Caller) async throws -> Bool {
        try await orderOfEsim(esim, as: caller) == order
    }
}

struct OrderOfEsim: Sendable {
    let foundation: ShopFoundation

    func callAsFunction(_ id: ID<Esim>, as caller: Caller) async throws -> ID<Order>? {
        let esim = try await foundation.data.read { try EsimQueries.esim(id, in: $0) }
        return esim.flatMap { caller.isBuyer($0.person) ? $0.order : nil }
    }
}
