// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Integrations
import Policy
import Simulators
import TestKit
import Testing
import Values
import Vault

/// A buyer's order at the supplier.
struct SuppliedOrder: Sendable {
    let order: ID<Order> = .random()
    let sealer: Sealer
    let transaction: String
    let orderedAt: Instant

    func handle(_ reference: String?) throws -> SupplyHandle {
        SupplyHandle(
            order: order, person: sealer.person, transaction: transaction,
            reference: try reference.map { try sealer.sealed($0, in: .supplyReference) }, orderedAt: orderedAt)
    }

    func profile(_ id: String) throws -> ProfileHandle {
        ProfileHandle(
            subject: order.bytes, person: sealer.person, profile: try sealer.sealed(id, in: .esimProfile))
    }
}

extension WorldBench {
    func account(secretKey: String? = nil) -> ESIMAccessAccount {
        ESIMAccessAccount(
            accessCode: configuration.esimAccess.accessCode,
            secretKey: secretKey ?? configuration.esimAccess.secretKey, webhookSecret: "path-secret",
            allowedSenders: [], baseURL: address + "/esim-access")
    }

    func supply(secretKey: String? = nil) -> ESIMAccessSupply {
        let account = account(secretKey: secretKey)
        return ESIMAccessSupply(account: { account }, door: door, clock: test.clock)
    }

    func suppliedOrder(_ transaction: String = "T-1") async throws -> SuppliedOrder {
        SuppliedOrder(sealer: try await person(), transaction: transaction, orderedAt: test.clock.now())
    }

    /// The cheapest plan of the supplier's list, as our catalogue would name it.
    func package(_ supply: ESIMAccessSupply, _ kind: ESIMAccessSupply.PackageKind = .base) async throws
        -> SupplierPackage
    {
        let list = try #require(try await supply.packages(kind, location: "JP"))
        let cheapest = try #require(list.min { $0.price < $1.price })
        return SupplierPackage(of: .esimAccess, code: cheapest.packageCode, price: cheapest.price)
    }

    func order(
        _ supply: ESIMAccessSupply, _ order: SuppliedOrder, _ package: SupplierPackage, quantity: Int = 1
    ) async throws -> SupplyOrdering {
        try await supply.order(
            SupplyOrder(
                order: order.order, person: order.sealer.person, transaction: order.transaction,
                supplierPackage: package, quantity: quantity))
    }

    /// Asks until the profiles are there; the supplier's pace keeps the questions apart.
    func profiles(_ supply: ESIMAccessSupply, _ handle: SupplyHandle) async throws -> [SuppliedProfile] {
        test.clock.advance(by: .seconds(1))
        for _ in 0..<60 {
            if case .profiles(let profiles) = try await supply.profiles(of: handle) { return profiles }
        }
        return []
    }
}

extension SupplyOrdering {
    var reference: String? {
        if case .accepted(let reference) = self { reference } else { nil }
    }

    var code: String? {
        switch self {
        case .accepted: nil
        case .refused(let refusal): refusal.code
        case .notTaken: "not-taken"
        case .unclear: "unclear"
        }
    }
}

extension ProfileChange {
    var code: String {
        switch self {
        case .done: "done"
        case .refused(let refusal): refusal.code
        case .unreachable: "unreachable"
        }
    }
}
