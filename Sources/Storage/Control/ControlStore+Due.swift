// SPDX-License-Identifier: Apache-2.0

package import Values

/// An organisation whose work is due, as a worker saw it before looking for the work.
package struct DueOrganisation: Hashable, Sendable {
    package let id: OrganisationID
    fileprivate let version: UInt64
}

extension ControlStore {
    /// Says that an organisation has work at `instant`. Writes nothing when it is due as early already.
    ///
    /// To be called before the first commit in an organisation, so that a crash leaves it marked.
    package func markDue(_ organisation: OrganisationID, at instant: Instant) async throws {
        // Where others may have changed the record, what this process remembers of it is no reason to write nothing.
        let version = due.mark(organisation, at: instant)
        guard version != nil || database.isShared else { return }
        try await database.write { try $0.bringForwardDue(organisation, at: instant) }
        if let version { due.settle(organisation, at: instant, version: version) }
    }

    /// The organisations to look at, longest overdue first.
    package func dueOrganisations(at now: Instant, limit: Int = 100) async throws -> [DueOrganisation] {
        // Versions are read after the rows and before the work: a mark between the two is seen by the worker's look.
        try await database.read { try $0.dueOrganisations(at: now, limit: limit) }
            .map { DueOrganisation(id: $0, version: due.version(of: $0)) }
    }

    /// Records when the organisation next has work. Changes nothing when it was marked since the worker began to look,
    /// nor where other servers may have work in hand: then it stays marked, and is looked at once for nothing.
    package func reschedule(_ organisation: DueOrganisation, at instant: Instant) async throws {
        try await change(organisation, recorded: instant) { try $0.setDue(organisation.id, at: instant) }
    }

    /// Records that the organisation has no work waiting; like `reschedule` it yields to marks made meanwhile.
    package func clearDue(_ organisation: DueOrganisation) async throws {
        try await change(organisation, recorded: nil) { try $0.deleteDue(organisation.id) }
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
        guard !database.isShared, let version = due.beginChange(organisation.id, seen: organisation.version) else {
            return
        }
        let due = due
        try await database.write { session in
            // Marked while this waited for the writer: what it recorded must stand.
            guard due.version(of: organisation.id) == version else { return }
            try statement(session)
        }
        due.settle(organisation.id, at: recorded, version: version)
    }
}
