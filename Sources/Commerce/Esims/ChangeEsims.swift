// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
import Values
import Vault

/// Does at the network what a dispute or a refund asks for, eSIM by eSIM; what it refuses is put before a person.
struct ChangeEsims: Sendable {
    enum Change: String, Sendable {
        case suspend
        case resume
        /// Cancels what nobody has installed, so that its price comes back, and suspends the rest.
        case withdraw
    }

    let foundation: ShopFoundation
    let refresh: RefreshUsage

    private static let tries = 20

    func callAsFunction(_ change: Change, of id: ID<Order>, attempt: Int) async throws -> JobOutcome {
        let (order, esims, supplies) = try await foundation.data.read { session in
            (
                try OrderQueries.order(id, in: session), try EsimQueries.esims(of: id, in: session),
                try SupplyQueries.supplies(of: id, in: session)
            )
        }
        guard let order, order.kind == .esim, change.stillFits(order.state) else { return .done }
        // An order on its way to us cannot be called off; once its profiles are here they can.
        let isComing = supplies.contains { $0.state == .ordered || $0.state == .ordering }
        if change == .withdraw, isComing, esims.isEmpty {
            return try await withdrawComing(supplies, of: order, attempt)
        }
        var isUnreachable = false
        for esim in esims {
            guard let supplier = foundation.suppliers[esim.supplier]?.fulfiller else {
                try await raise("supplier-gone", order)
                continue
            }
            let handle = ProfileHandle(subject: order.id.bytes, person: esim.person, profile: esim.profile)
            switch try await apply(change, to: handle, in: esim.status.state, by: supplier) {
            case .moved(let state): try await foundation.data.write { try EsimQueries.move(esim.id, to: state, in: $0) }
            case .nothingToDo: break
            case .refused(let code): try await raise(code, order)
            case .unreachable: isUnreachable = true
            }
        }
        if isUnreachable { return try await again(order, attempt) }
        // Whether it was in use or not before, the network knows.
        if change == .resume { try await refresh(id, as: .system("resume-esims"), force: true) }
        return .done
    }

    private enum Applied {
        case moved(EsimState)
        case nothingToDo
        case refused(String)
        case unreachable
    }

    private func apply(
        _ change: Change, to profile: ProfileHandle, in state: EsimState, by supplier: any Fulfiller
    ) async throws -> Applied {
        switch (change, state) {
        case (_, .cancelled), (_, .revoked), (_, .expired): return .nothingToDo
        case (.suspend, .suspended), (.withdraw, .suspended): return .nothingToDo
        case (.resume, .suspended): return applied(try await supplier.resume(profile), .ready)
        case (.resume, _): return .nothingToDo
        case (.withdraw, .ready):
            let cancelled = try await supplier.cancel(profile)
            guard case .refused(.wrongState) = cancelled else { return applied(cancelled, .cancelled) }
            // Installed since we last heard of it.
            return applied(try await supplier.suspend(profile), .suspended)
        case (.suspend, _), (.withdraw, _): return applied(try await supplier.suspend(profile), .suspended)
        }
    }

    private func applied(_ change: ProfileChange, _ state: EsimState) -> Applied {
        switch change {
        case .done: .moved(state)
        case .refused(let refusal): .refused(refusal.code)
        case .unreachable: .unreachable
        }
    }

    /// The supplier was asked and its profiles were not here yet when the money went back.
    private func withdrawComing(_ supplies: [Supply], of order: Order, _ attempt: Int) async throws -> JobOutcome {
        var isUnreachable = false
        for supply in supplies {
            guard let person = supply.person, let supplier = foundation.suppliers[supply.supplier]?.fulfiller else {
                continue
            }
            switch try await supplier.profiles(of: supply.handle(for: person, askedAt: supply.askedAt)) {
            case .profiles(let profiles): try await cancel(profiles, of: supply, person, order, by: supplier)
            case .allocating, .unreachable: isUnreachable = true
            case .unknown, .cameToNothing: break
            case .refused(let refusal): try await raise(refusal.code, order)
            }
        }
        return isUnreachable ? try await again(order, attempt) : .done
    }

    private func cancel(
        _ profiles: [SuppliedProfile], of supply: Supply, _ person: PersonID, _ order: Order, by supplier: any Fulfiller
    ) async throws {
        guard let sealer = try await foundation.vault.sealer(for: person) else { return }
        for profile in profiles {
            // Sealed for the one call: the row is the supply's, since no eSIM of the buyer's comes of it.
            let sealed = try sealer.seal(profile.id, in: .esimProfile, row: supply.line)
            let handle = ProfileHandle(
                subject: order.id.bytes, person: person,
                profile: SealedValue(sealed, in: .esimProfile, row: supply.line.bytes))
            if case .refused(let refusal) = try await supplier.cancel(handle) {
                try await raise(refusal.code, order)
            }
        }
        let now = foundation.clock.now()
        try await foundation.data.write {
            try SupplyQueries.move(supply.line, to: .failed, problem: "withdrawn", at: now, in: $0)
        }
    }

    private func again(_ order: Order, _ attempt: Int) async throws -> JobOutcome {
        guard attempt < Self.tries else {
            try await raise("unreachable", order)
            return .giveUp("unreachable")
        }
        return .retry(after: Supply.wait(after: attempt))
    }

    private func raise(_ code: String, _ order: Order) async throws {
        let attention = Attention(
            id: .timeOrdered(at: foundation.clock.now()), order: order.id, reason: .supplierRefused,
            subject: order.number.text, detail: code, raisedAt: foundation.clock.now(), resolvedAt: nil)
        try await foundation.data.write { try OrderEventQueries.raise(attention, in: $0) }
    }
}

extension ChangeEsims.Change {
    /// Whether the order is still where this change was decided.
    fileprivate func stillFits(_ state: OrderState) -> Bool {
        switch self {
        case .suspend: state == .frozen
        case .resume: state != .frozen
        case .withdraw: [.refunding, .refunded].contains(state)
        }
    }
}
