// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
import Values
import Vault

/// Follows up a message of the supplier by asking: what it says is not signed and not believed.
struct FollowSupplyReport: Sendable {
    enum Outcome: Hashable, Sendable {
        /// Supply goes on now instead of at its next look.
        case hastened
        case refreshed(RefreshUsage.Outcome)
        /// Our balance is asked for now instead of at its hour.
        case balanceAsked
        /// About an order that is not ours.
        case unknown
    }

    let foundation: ShopFoundation
    let refresh: RefreshUsage

    @discardableResult
    func callAsFunction(_ report: SupplyReport) async throws -> Outcome {
        if report.subject == .balance {
            let job = WatchSupplierBalances.job(at: foundation.clock.now())
            try await foundation.data.write { try job.insert(in: $0) }
            return .balanceAsked
        }
        guard let supply = try await supply(of: report) else { return .unknown }
        if supply.state == .supplied {
            // Profiles of a line that is supplied cannot become more so.
            guard report.subject != .allocation else { return .refreshed(.fresh) }
            return .refreshed(try await refresh(supply.order, as: .system("supply-report"), force: true))
        }
        let job = Job(ShopJob.fulfilOrder, about: supply.order, at: foundation.clock.now(), exclusive: true)
        try await foundation.data.write { try job.insert(in: $0) }
        return .hastened
    }

    private func supply(of report: SupplyReport) async throws -> Supply? {
        let line = report.transaction.flatMap { ID<OrderLine>($0) }
        let digest = report.reference.map(foundation.digest(ofReference:))
        let profile = report.profile.map(foundation.digest(ofReference:))
        return try await foundation.data.read { session in
            if let profile {
                guard let esim = try EsimQueries.esim(profileDigest: profile, in: session) else { return nil }
                return try SupplyQueries.supply(of: esim.line, in: session)
            }
            if let line, let supply = try SupplyQueries.supply(of: line, in: session) { return supply }
            return try digest.flatMap { try SupplyQueries.supply(referenceDigest: $0, in: session) }
        }
    }
}
