// SPDX-License-Identifier: Apache-2.0

package import Values

/// An organisation whose work is due, as a worker saw it before looking for the work.
package struct DueOrganisation: Hashable, Sendable {
    package let id: OrganisationID
    fileprivate let version: UInt64
}

extension ControlStore {
    /// How long the work of a server that was lost may lie, where there are others to take it over.
    package static let claim = Duration.seconds(30)

    /// Says that an organisation has work at `instant`. Writes nothing when it is due as early already.
    package func markDue(_ organisation: OrganisationID, at instant: Instant) async throws {
        // Where others may have changed the record, what this process remembers of it is no reason to write nothing.
        let version = due.mark(organisation, at: instant)
        guard version != nil || database.isShared else { return }
        let server = server
        try await database.write { try $0.bringForwardDue(organisation, at: instant, by: server) }
        if let version { due.settle(organisation, at: instant, version: version) }
    }

    /// Takes on the organisation's work, so that a crash leaves it marked: to be called before the first commit in it, and
    /// where servers share the store again and again while it is open.
    ///
    /// A server alone marks it due now. Of several, the others need not look as long as this one lives: it is due for them when
    /// the claim runs out.
    package func claim(_ organisations: [OrganisationID], at now: Instant) async throws {
        guard database.isShared else {
            for organisation in organisations { try await markDue(organisation, at: now) }
            return
        }
        guard !organisations.isEmpty else { return }
        let server = server
        try await database.write { session in
            for organisation in organisations {
                try session.takeOverDue(organisation, at: now, by: server)
                try session.setDue(organisation, at: now + Self.claim, by: server)
            }
        }
    }

    /// Whether a claim has to be renewed: every third of its time.
    package var claimsRunOut: Bool { database.isShared }

    /// The organisations to look at, longest overdue first.
    package func dueOrganisations(at now: Instant, limit: Int = 100) async throws -> [DueOrganisation] {
        // Versions are read after the rows and before the work: a mark between the two is seen by the worker's look.
        var seen: Set<OrganisationID> = []
        return try await database.read { try $0.dueOrganisations(at: now, limit: limit) }
            .filter { seen.insert($0).inserted }.map(seeing)
    }

    /// The organisation as it stands now, for a worker that is about to look for its work.
    package func seeing(_ organisation: OrganisationID) -> DueOrganisation {
        DueOrganisation(id: organisation, version: due.version(of: organisation))
    }

    /// Records when the organisation next has work. Changes nothing when it was marked since the worker began to look. What
    /// other servers have noted stands.
    package func reschedule(_ organisation: DueOrganisation, at instant: Instant) async throws {
        let server = server
        try await change(organisation, recorded: instant) { try $0.setDue(organisation.id, at: instant, by: server) }
    }

    /// Records that the organisation has no work waiting; like `reschedule` it yields to marks made meanwhile.
    package func clearDue(_ organisation: DueOrganisation) async throws {
        let server = server
        try await change(organisation, recorded: nil) { try $0.deleteDue(organisation.id, by: server) }
    }

    /// When the next organisation is due, for a worker that wants to sleep until then.
    package func nextDue() async throws -> Instant? {
        try await database.read { try $0.nextDue() }
    }

    /// Calls `listener` when something was recorded here, due times among it.
    package func afterCommit(_ listener: @escaping @Sendable () -> Void) {
        database.afterCommit(listener)
    }

    private func change(
        _ organisation: DueOrganisation, recorded: Instant?,
        _ statement: @escaping @Sendable (any SQLSession) throws -> Void
    ) async throws {
        guard let version = due.beginChange(organisation.id, seen: organisation.version) else { return }
        let due = due
        do {
            try await database.write { session in
                try statement(session)
                // Marked meanwhile: what the mark records must stand. Asked after the statement, whose lock a later mark waits for;
                // before it, a mark could find the row as it wants it, and lose it to this change.
                guard due.version(of: organisation.id) == version else { throw MarkedMeanwhile() }
            }
        } catch is MarkedMeanwhile {
            return
        }
        due.settle(organisation.id, at: recorded, version: version)
    }

    private struct MarkedMeanwhile: Error {}
}
