// SPDX-License-Identifier: Apache-2.0

import Jobs
import Policy
import Storage
import Values
import Vault

/// Takes one line one step further: has one supplier make it, then fetches its profiles.
///
/// It is written down who is asked before the question leaves, and the transaction is the line's id. The next supplier is asked only
/// when the one before it certainly has no such order; while nobody knows, it is asked for and waited for.
struct SupplyLine: Sendable {
    let foundation: ShopFoundation

    func callAsFunction(_ line: OrderLine, _ supply: Supply, of order: Order) async throws -> SupplyProgress {
        guard let person = supply.person else { return .stopped }
        switch supply.state {
        case .supplied: return .supplied
        case .failed: return .failed(code: supply.problem ?? "failed")
        case .ordered: return try await fetch(line, supply, person)
        case .ordering:
            guard line.packages.indices.contains(supply.position),
                let supplier = foundation.suppliers[supply.supplier]?.fulfiller
            else { return try await declined("supplier-gone", isPassing: false, line, supply, of: order) }
            let question = Question(line: line, supply: supply, order: order, person: person, supplier: supplier)
            guard let asked = supply.askedAt, isToBeLookedFor(question) else { return try await ask(question) }
            return try await look(question, asked: asked, asked)
        }
    }

    /// One line at the supplier whose turn it is.
    private struct Question: Sendable {
        let line: OrderLine
        let supply: Supply
        let order: Order
        let person: PersonID
        let supplier: any Fulfiller

        var package: SupplierPackage { line.packages[supply.position] }
        var isLast: Bool { supply.position == line.packages.count - 1 }
    }

    // MARK: Ordering

    /// An order that may have been taken is repeated only where that is harmless, and not for ever while another supplier could
    /// be asked.
    private func isToBeLookedFor(_ question: Question) -> Bool {
        guard question.supply.askedAt != nil else { return false }
        guard question.supplier.repeatsSafely else { return true }
        return !question.isLast && question.supply.tries >= Supply.repeats
    }

    private func ask(_ question: Question) async throws -> SupplyProgress {
        let (supply, now) = (question.supply, foundation.clock.now())
        guard try await foundation.data.write({ try SupplyQueries.claim(supply, at: now, in: $0) }) else {
            return .waiting(.seconds(3))
        }
        let wanted = SupplyOrder(
            order: supply.order, person: question.person, transaction: supply.transaction,
            supplierPackage: question.package, quantity: question.line.quantity)
        switch try await question.supplier.order(wanted) {
        case .accepted(let reference): return try await accept(reference, question)
        case .refused(let refusal):
            // It may have had the order before it began to refuse.
            if let before = supply.askedAt, !question.isLast { return try await look(question, asked: before, now) }
            return try await declined(
                refusal.code, isPassing: Supply.isPassing(refusal), question.line, supply.asked(at: now),
                of: question.order)
        case .notTaken:
            if supply.askedAt != nil { return try await unclear(question) }
            return try await declined(
                "unreachable", isPassing: true, question.line, supply.asked(at: now), of: question.order)
        case .unclear: return try await unclear(question)
        }
    }

    /// - Parameters:
    ///   - asked: when the order left of which nobody knows what became.
    ///   - written: what the row says.
    private func look(_ question: Question, asked: Instant, _ written: Instant) async throws -> SupplyProgress {
        let supply = question.supply.asked(at: written)
        switch try await question.supplier.find(supply.handle(for: question.person, askedAt: asked)) {
        case .taken(let reference): return try await accept(reference, question)
        case .notTaken:
            return try await declined(
                "unreachable", isPassing: true, question.line, supply, of: question.order)
        case .tooEarly: return .waiting(Supply.pollWait(after: foundation.clock.now() - asked))
        case .unreachable: return try await unclear(question)
        }
    }

    /// Nobody knows whether the supplier has the order. That alone makes nobody else be asked.
    private func unclear(_ question: Question) async throws -> SupplyProgress {
        let progress = try await passing("unreachable", question.supply)
        guard case .failed = progress, !question.isLast || !question.supplier.repeatsSafely else { return progress }
        let waited = foundation.clock.now() - (question.supply.askedAt ?? question.supply.orderedAt)
        return waited < Supply.patience ? .waiting(Supply.wait(after: question.supply.tries + 1)) : progress
    }

    /// The supplier has no such order: whoever comes next is asked at once, and after the last the first again, later.
    private func declined(
        _ code: String, isPassing: Bool, _ line: OrderLine, _ supply: Supply, of order: Order
    ) async throws -> SupplyProgress {
        let hasNext = supply.position + 1 < line.packages.count
        let position = hasNext ? supply.position + 1 : 0
        let next = line.packages[position].supplier
        let now = foundation.clock.now()
        let event = OrderEvent(
            id: .timeOrdered(at: now), kind: OrderEvent.nextSupplier, state: .delivering, actor: .system,
            detail: "\(supply.supplier.name):\(code)", at: now)
        let balances = WatchSupplierBalances.job(at: now)
        let moved = try await foundation.data.write { session -> Supply? in
            guard try SupplyQueries.decline(supply, code, next: position, from: next, at: now, in: session) else {
                return nil
            }
            if hasNext { try OrderEventQueries.insert(event, of: supply.order, in: session) }
            if code == SupplyRefusal.noBalance.code { try balances.insert(in: session) }
            return try SupplyQueries.supply(of: line.id, in: session)
        }
        guard let moved else { return .waiting(.seconds(3)) }
        if hasNext { return try await self(line, moved, of: order) }
        // With several suppliers a round that nobody can serve is worth another; a mistake of ours with the only one is not.
        guard isPassing || line.packages.count > 1 else { return .failed(code: code) }
        return try await passing(code, moved)
    }

    /// Trouble that may pass: counted, and waited for.
    func passing(_ code: String, _ supply: Supply) async throws -> SupplyProgress {
        let now = foundation.clock.now()
        try await foundation.data.write { try SupplyQueries.recordTrouble(supply.line, code, at: now, in: $0) }
        let tries = supply.tries + 1
        return tries >= foundation.settings.supplyTries ? .failed(code: code) : .waiting(Supply.wait(after: tries))
    }

    private func accept(_ reference: String, _ question: Question) async throws -> SupplyProgress {
        let line = question.line
        guard let sealer = try await foundation.vault.sealer(for: question.person) else { return .stopped }
        let sealed = try sealer.seal(reference, in: .supplyReference, row: line.id)
        let digest = foundation.digest(ofReference: reference)
        let now = foundation.clock.now()
        let cost = question.package.price * Int64(line.quantity)
        let balances = WatchSupplierBalances.job(at: now, after: .seconds(30))
        try await foundation.data.write { session in
            try SupplyQueries.accept(
                question.supply, reference: sealed, digest: digest, cost: cost, at: now, in: session)
            try balances.insert(in: session)
        }
        // Profiles take a while to make: the first look comes with the supplier's message, or a little later.
        return .waiting(.seconds(3))
    }

    // MARK: Fetching

    private func fetch(_ line: OrderLine, _ supply: Supply, _ person: PersonID) async throws -> SupplyProgress {
        guard let supplier = foundation.suppliers[supply.supplier]?.fulfiller else {
            return .failed(code: "supplier-gone")
        }
        switch try await supplier.profiles(of: supply.handle(for: person)) {
        case .profiles(let profiles) where profiles.count >= line.quantity:
            return try await keep(Array(profiles.prefix(line.quantity)), of: line, supply, person)
        case .profiles, .allocating:
            // Not from when we first asked: the supplier may have been away, or the order frozen.
            let waited = foundation.clock.now() - supply.changedAt
            guard waited < Supply.allocationLimit else { return .failed(code: "not-allocated") }
            return .waiting(Supply.pollWait(after: waited))
        case .cameToNothing(let refusal):
            return try await cameToNothing(refusal, line, supply)
        case .unknown: return try await passing("unknown-order", supply)
        case .refused(let refusal):
            guard Supply.isPassing(refusal) else { return .failed(code: refusal.code) }
            return try await passing(refusal.code, supply)
        case .unreachable: return try await passing("unreachable", supply)
        }
    }

    private func cameToNothing(
        _ refusal: SupplyRefusal, _ line: OrderLine, _ supply: Supply
    ) async throws -> SupplyProgress {
        let order = try await foundation.data.read { try OrderQueries.order(supply.order, in: $0) }
        guard let order else { return .stopped }
        return try await declined(refusal.code, isPassing: Supply.isPassing(refusal), line, supply, of: order)
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
            (
                esim: try Esim(profile, at: index + 1, of: supply, sealedBy: sealer, now),
                digest: foundation.digest(ofReference: profile.id)
            )
        }
        return try await foundation.data.write { session in
            // Two looks at the same time find the same profiles; the first keeps them.
            guard let current = try SupplyQueries.supply(of: line.id, in: session) else { return .stopped }
            guard current.person != nil else { return .stopped }
            guard current.state != .supplied else { return .supplied }
            for (esim, digest) in esims { try EsimQueries.insert(esim, digest: digest, in: session) }
            try SupplyQueries.move(line.id, to: .supplied, problem: nil, at: now, in: session)
            return .supplied
        }
    }
}

extension Esim {
    fileprivate init(
        _ profile: SuppliedProfile, at position: Int, of supply: Supply, sealedBy sealer: Sealer, _ now: Instant
    ) throws {
        let id = ID<Esim>.timeOrdered(at: now)
        func seal(_ text: String, _ field: SealedField) throws -> SealedValue {
            SealedValue(try sealer.seal(text, in: field, row: id), in: field, row: id.bytes)
        }
        self.init(
            id: id, order: supply.order, line: supply.line, position: position, person: sealer.person,
            supplier: supply.supplier, profile: try seal(profile.id, .esimProfile),
            iccid: try seal(profile.iccid, .esimICCID),
            activationCode: try seal(profile.activationCode, .esimActivationCode), status: profile.status,
            checkedAt: now)
    }
}
