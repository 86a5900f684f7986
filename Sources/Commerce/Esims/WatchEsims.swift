// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
import Values
import Vault

/// Asks the network about the eSIMs of an order a few times a day while they live, in case its messages get lost: what is
/// told to buyers in time hangs on it.
struct WatchEsims: Sendable {
    let foundation: ShopFoundation
    let refresh: RefreshUsage

    func callAsFunction(_ id: ID<Order>) async throws -> JobOutcome {
        let order = try await foundation.data.read { try OrderQueries.order(id, in: $0) }
        guard let order, order.person != nil else { return .done }
        if order.kind == .topUp { return try await watchAgain(the: order) }
        try await refresh(id, as: .system("watch-esims"), force: true)
        let esims = try await foundation.data.read { try EsimQueries.esims(of: id, in: $0) }
        let now = foundation.clock.now()
        return esims.compactMap { $0.status.nextLook(after: now) }.min().map { .retry(after: $0) } ?? .done
    }

    /// A top-up gives an eSIM that was over for us a second life.
    private func watchAgain(the topUp: Order) async throws -> JobOutcome {
        guard let esim = topUp.esim else { return .done }
        let found = try await foundation.data.read { try EsimQueries.esim(esim, in: $0)?.order }
        guard let found else { return .done }
        let job = Job(ShopJob.watchEsims, about: found, at: foundation.clock.now(), exclusive: true)
        try await foundation.data.write { try job.insert(in: $0) }
        return .done
    }
}

extension EsimStatus {
    /// In good time for the warning of its end, and not later than its state asks for.
    fileprivate func nextLook(after now: Instant) -> Duration? {
        guard let regular = state.watchInterval else { return nil }
        guard let end = expiresAt else { return regular }
        let warning = end - UsageNotice.warning - now
        return warning > .zero ? min(regular, warning) : regular
    }
}
