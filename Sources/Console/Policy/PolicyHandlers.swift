// SPDX-License-Identifier: Apache-2.0

import Audit
import Commerce
import Disclosure
import Hummingbird
import Jobs
import Pages
import Policy
import Storage
import Values
import Vault

extension ConsoleRoutes {
    @Sendable func policyPage(_: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        desk.policyPage(try await PolicyView(desk))
    }
}

/// The policy in force with what the program did because of it.
struct PolicyView: Sendable {
    /// A published version, and the sections in which it differs from the one before.
    struct Version: Sendable {
        let published: PublishedPolicy
        let before: PolicyVersion?
        let changed: [String]
    }

    let overview: PolicyOverview
    let versions: [Version]
    /// Disclosures of 30 days.
    let traffic: [DisclosureTraffic]
    /// When something last went because its time was over; nil when nothing has yet.
    let sweptAt: Instant?
    /// When the program looks for such things next.
    let sweepsAt: Instant?
    /// Orders by the version their buyers accepted; empty for whoever may not see orders.
    let accepted: [PolicyVersion: Int]

    init(_ desk: Desk) async throws {
        let (services, start) = (desk.services, desk.now - .days(30))
        overview = PolicyOverview(services.policy, in: desk.language)
        let published = try await PolicyArchive(database: services.data, clock: services.clock).all()
        versions = Self.versions(published, in: desk.language)
        let found = try await services.data.read { session in
            let sweeps = AuditSearch(of: .evidence, types: [RetentionSweep.type.rawValue], limit: 1)
            return (
                try DisclosureQueries.traffic(since: start, in: session),
                try AuditQueries.page(sweeps, in: session).entries.first?.recordedAt,
                try JobQueries.nextDue(of: "keep-house", in: session)
            )
        }
        (traffic, sweptAt, sweepsAt) = (found.0, found.1, found.2)
        accepted = try await services.shop.workOnOrders.accepted(as: desk.caller) ?? [:]
    }

    private static func versions(_ published: [PublishedPolicy], in language: Language) -> [Version] {
        published.enumerated().map { index, version in
            let before = published.dropFirst(index + 1).first
            let changed: [String] =
                if let new = version.policy, let old = before?.policy {
                    PolicyDiff(from: old, to: new, in: language).sections.filter(\.isChanged).map(\.title)
                } else {
                    []
                }
            return Version(published: version, before: before?.version, changed: changed)
        }
    }
}
