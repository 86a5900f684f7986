// SPDX-License-Identifier: Apache-2.0

import Storage
import Values
import Vault

/// Takes one line one step further: orders it once, then fetches its profiles.
///
/// The row is written before the supplier is asked and the transaction is the line's id, so that an answer lost on the way is
/// asked for again and never ordered twice.
struct SupplyLine: Sendable {
    let foundation: ShopFoundation

    func callAsFunction(_ line: OrderLine, _ supply: Supply, of order: Order) async throws -> SupplyProgress {
        guard let person = supply.person else { return .stopped }
        switch supply.state {
        case .supplied: return .supplied
        case .failed: return .failed(code: supply.problem ?? "failed")
        case .ordered: return try await fetch(line, supply, person)
        case .ordering:
            let wanted = SupplyOrder(
                order: order.id, person: person, transaction: supply.transaction,
                supplierPackage: line.supplierPackage, quantity: line.quantity)
            switch try await foundation.fulfiller.order(wanted) {
            case .accepted(let reference):
                guard try await accept(line, reference, person) else { return .stopped }
                // Profiles take a while to make: the first look comes with the supplier's message, or a little later.
                return .waiting(.seconds(3))
            case .refused(let refusal): return try await trouble(supply, refusal)
            case .unreachable: return try await passing("unreachable", supply)
            }
        }
    }

    /// A supplier's "no", for any kind of line.
    func trouble(_ supply: Supply, _ refusal: SupplyRefusal) async throws -> SupplyProgress {
        guard Supply.isPassing(refusal) else { return .failed(code: refusal.code) }
        return try await passing(refusal.code, supply)
    }

    /// Trouble that may pass: counted, and waited for.
    func passing(_ code: String, _ supply: Supply) async throws -> SupplyProgress {
        let now = foundation.clock.now()
        try await foundation.data.write { try SupplyQueries.recordTrouble(supply.line, code, at: now, in: $0) }
        let tries = supply.tries + 1
        return tries >= foundation.settings.supplyTries ? .failed(code: code) : .waiting(Supply.wait(after: tries))
    }

    private func fetch(_ line: OrderLine, _ supply: Supply, _ person: PersonID) async throws -> SupplyProgress {
        let handle = SupplyHandle(
            order: supply.order, person: person, transaction: supply.transaction, reference: supply.reference,
            orderedAt: supply.orderedAt)
        switch try await foundation.fulfiller.profiles(of: handle) {
        case .profiles(let profiles) where profiles.count >= line.quantity:
            return try await keep(Array(profiles.prefix(line.quantity)), of: line, supply, person)
        case .profiles, .allocating:
            // Not from when we first asked: the supplier may have been away, or the order frozen.
            let waited = foundation.clock.now() - supply.changedAt
            guard waited < Supply.allocationLimit else { return .failed(code: "not-allocated") }
            return .waiting(Supply.pollWait(after: waited))
        case .unknown: return try await passing("unknown-order", supply)
        case .refused(let refusal): return try await trouble(supply, refusal)
        case .unreachable: return try await passing("unreachable", supply)
        }
    }

    private func accept(_ line: OrderLine, _ reference: String, _ person: PersonID) async throws -> Bool {
        guard let sealer = try await foundation.vault.sealer(for: person) else { return false }
        let sealed = try sealer.seal(reference, in: .supplyReference, row: line.id)
        let digest = foundation.digest(ofReference: reference)
        let now = foundation.clock.now()
        try await foundation.data.write {
            try SupplyQueries.accept(line.id, reference: sealed, digest: digest, at: now, in: $0)
        }
        return true
    }

    private func keep(
        _ profiles: [SuppliedProfile], of line: OrderLine, _ supply: Supply, _ person: PersonID
    ) async throws -> SupplyProgress {
        guard profiles.allSatisfy({ EsimInstallation($0.activationCode) != nil }) else {
            return .failed(code: "activation-code-unreadable")
        }
        guard let sealer = try await foundation.vault.sealer(for: person) else { return .stopped }
        let now = foundation.clock.now()
        let esims = try profiles.enumerated().map { index, profile in
            try Esim(profile, at: index + 1, of: line.id, supply.order, sealedBy: sealer, now)
        }
        return try await foundation.data.write { session in
            // Two looks at the same time find the same profiles; the first keeps them.
            guard let current = try SupplyQueries.supply(of: line.id, in: session) else { return .stopped }
            guard current.person != nil else { return .stopped }
            guard current.state != .supplied else { return .supplied }
            for esim in esims { try EsimQueries.insert(esim, in: session) }
            try SupplyQueries.move(line.id, to: .supplied, problem: nil, at: now, in: session)
            return .supplied
        }
    }
}

extension Esim {
    fileprivate init(
        _ profile: SuppliedProfile, at position: Int, of line: ID<OrderLine>, _ order: ID<Order>,
        sealedBy sealer: Sealer, _ now: Instant
    ) throws {
        let id = ID<Esim>.timeOrdered(at: now)
        func seal(_ text: String, _ field: SealedField) throws -> SealedValue {
            SealedValue(try sealer.seal(text, in: field, row: id), in: field, row: id.bytes)
        }
        self.init(
            id: id, order: order, line: line, position: position, person: sealer.person,
            profile: try seal(profile.id, .esimProfile), iccid: try seal(profile.iccid, .esimICCID),
            activationCode: try seal(profile.activationCode, .esimActivationCode), status: profile.status,
            checkedAt: now)
    }
}
