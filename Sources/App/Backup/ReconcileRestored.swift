// SPDX-License-Identifier: Apache-2.0

import Backup
import Commerce
import Conversations
import Disclosure
import Logging
import Rights
import ServiceLifecycle
import Storage
import Values

/// Asks the third parties of quarantined organisations what became of what was under way, until they have answered, and then lets
/// the organisations be opened.
///
/// While it asks, nothing else of the organisation runs: no page, no job, no mail.
struct ReconcileRestored: Service {
    let builder: OrganisationBuilder
    let organisations: OpenOrganisations
    let clock: any WallClock
    let logger: Logger

    private static let tick = Duration.seconds(1)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                for organisation in builder.unreconciled.all { await attempt(organisation) }
                do { try await Task.sleep(for: Self.tick) } catch { return }
            }
        }
    }

    private func attempt(_ organisation: Organisation) async {
        do {
            guard try await reconcile(organisation) else { return }
            builder.unreconciled.remove(organisation)
            try await organisations.using(organisation) { _ in }
        } catch {
            logger.error(
                "could not reconcile a restored organisation",
                metadata: ["organisation": "\(organisation.id)", "error": "\(type(of: error))"])
        }
    }

    /// Whether the organisation may be opened.
    private func reconcile(_ organisation: Organisation) async throws -> Bool {
        let data = try builder.databases.open(organisation.id).data
        guard let quarantine = try await data.read({ try QuarantineQueries.standing(in: $0) }) else { return true }
        let (shop, conversations, rights) = try await builder.makeForReconciling(organisation)
        switch try await shop.reconcile(since: quarantine.takenAt) {
        case .unreachable:
            logger.warning(
                "a restored organisation waits for its third parties to answer",
                metadata: ["organisation": "\(organisation.id)"])
            return false
        case .reconciled(let findings):
            let dropped = try await rights.dropMailsInDoubt()
            let doubted = try await conversations.reconcile()
            let now = clock.now()
            try await data.write { try QuarantineQueries.end(at: now, in: $0) }
            logger.notice(
                "a restored organisation is reconciled and opens",
                metadata: [
                    "organisation": "\(organisation.id)", "reports": "\(findings.reports)",
                    "payments": "\(findings.payments)", "unknownOrders": "\(findings.unknownOrders)",
                    "unknownSupplies": "\(findings.unknownSupplies)",
                    "uncertainMails": "\(findings.uncertainMails)", "droppedMails": "\(dropped)",
                    "uncertainConversations": "\(doubted)",
                ])
            return true
        }
    }
}

/// Passes questions to providers on and holds everything else back.
struct AskingCourier: Courier {
    let courier: any Courier

    func deliver(_ outgoing: Outgoing) async throws -> Reply {
        guard case .http = outgoing else { throw DeliveryFailure.notSent("quarantined") }
        return try await courier.deliver(outgoing)
    }
}
