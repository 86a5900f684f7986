// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
import Values
import Vault

/// Has a paid order supplied: one supplier order a line, tried again while there is hope, and then put before a person. Never
/// silent: the buyer hears of a delay, of success and of trouble.
struct FulfilOrder: Sendable {
    let foundation: ShopFoundation
    let supplyLine: SupplyLine
    let supplyTopUp: SupplyTopUp
    let refund: RefundOrder

    /// After this many tries the buyer is told that it takes longer.
    private static let triesBeforeNotice = 3

    private struct Work: Sendable {
        let order: Order
        let lines: [OrderLine]
        let supplies: [ID<OrderLine>: Supply]
    }

    func callAsFunction(_ id: ID<Order>) async throws -> JobOutcome {
        guard let work = try await begin(id) else { return .done }
        guard let person = work.order.person, try await foundation.vault.exists(person) else {
            return try await stop(id)
        }
        var progress: [SupplyProgress] = []
        for line in work.lines {
            guard let supply = work.supplies[line.id] else { continue }
            switch work.order.kind {
            case .esim: progress.append(try await supplyLine(line, supply, of: work.order))
            case .topUp: progress.append(try await supplyTopUp(line, supply, of: work.order))
            }
        }
        return try await conclude(work, progress)
    }

    /// Only paid orders get here; the rows are there before anybody is asked.
    private func begin(_ id: ID<Order>) async throws -> Work? {
        let now = foundation.clock.now()
        let move = OrderMove(.beginSupply, id, by: .system, at: now, with: foundation.seals)
        return try await foundation.data.write { session in
            guard let order = try OrderQueries.order(id, in: session), [.paid, .delivering].contains(order.state)
            else { return nil }
            let lines = try OrderQueries.lines(of: order, in: session)
            for line in lines { try SupplyQueries.insert(line, of: order, at: now, in: session) }
            if order.state == .paid { _ = try move.apply(in: session) }
            let supplies = try SupplyQueries.supplies(of: id, in: session)
            return Work(
                order: order, lines: lines,
                supplies: Dictionary(supplies.map { ($0.line, $0) }) { first, _ in first })
        }
    }

    private func conclude(_ work: Work, _ progress: [SupplyProgress]) async throws -> JobOutcome {
        if progress.contains(.stopped) { return try await stop(work.order.id) }
        let waits = progress.compactMap { if case .waiting(let wait) = $0 { wait } else { nil } }
        let failures = zip(work.lines, progress).compactMap { line, progress in
            if case .failed(let code) = progress { (line: line.id, code: code) } else { nil }
        }
        if let wait = waits.min() {
            try await noteFailures(failures)
            try await tellOfDelay(work)
            return .retry(after: wait)
        }
        let now = foundation.clock.now()
        guard let failure = failures.first else {
            let move = OrderMove(.completeSupply, work.order.id, by: .system, at: now, with: foundation.seals)
            try await foundation.data.write { _ = try move.apply(in: $0) }
            return .done
        }
        let move = OrderMove(
            .giveUpSupply, work.order.id, by: .system, detail: failure.code, at: now, with: foundation.seals)
        try await noteFailures(failures)
        try await foundation.data.write { _ = try move.apply(in: $0) }
        if foundation.settings.refundsUndeliverable {
            _ = try await refund(work.order.id, because: .notDelivered, as: .system(ShopJob.fulfilOrder.rawValue))
        }
        return .done
    }

    /// The buyer was erased with something paid and not delivered: nobody to write to, but a person of ours has to know.
    private func stop(_ id: ID<Order>) async throws -> JobOutcome {
        let move = OrderMove(
            .giveUpSupply, id, by: .system, detail: "buyer-erased", at: foundation.clock.now(), with: foundation.seals)
        try await foundation.data.write { _ = try move.apply(in: $0) }
        return .done
    }

    private func noteFailures(_ failures: [(line: ID<OrderLine>, code: String)]) async throws {
        guard !failures.isEmpty else { return }
        let now = foundation.clock.now()
        try await foundation.data.write { session in
            for failure in failures {
                try SupplyQueries.move(failure.line, to: .failed, problem: failure.code, at: now, in: session)
            }
        }
    }

    private func tellOfDelay(_ work: Work) async throws {
        guard work.supplies.values.contains(where: { $0.tries >= Self.triesBeforeNotice }) else { return }
        let now = foundation.clock.now()
        let job = Job(ShopJob.mail(.delayed), about: work.order.id, at: now, exclusive: true)
        try await foundation.data.write { session in
            guard try MailQueries.queue(.delayed, copy: 1, of: work.order.id, at: now, in: session) else { return }
            try job.insert(in: session)
        }
    }
}
