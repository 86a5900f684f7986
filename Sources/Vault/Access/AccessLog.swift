// SPDX-License-Identifier: Apache-2.0

import Audit
import Policy
import Storage
import Synchronization
import Values

/// Writes down which member of staff read whose data for which purpose, before anything is shown.
///
/// One entry covers an actor, a person and a purpose for half an hour, so that reading a page with twenty values is one
/// access and not twenty. Reads by the program itself are only counted.
final class AccessLog: Sendable {
    static let session = Duration.seconds(30 * 60)
    static let rememberedSessions = 10_000

    private struct Access: Hashable {
        let actor: StaffMember
        let person: PersonID
        let purpose: Purpose
    }

    private let data: any Database
    private let policyVersion: PolicyVersion
    private let clock: any WallClock
    private let open = Mutex<[Access: Instant]>([:])

    init(data: any Database, policyVersion: PolicyVersion, clock: any WallClock) {
        self.data = data
        self.policyVersion = policyVersion
        self.clock = clock
    }

    /// Durable when it returns.
    func record(access person: PersonID, by member: StaffMember, for purpose: Purpose) async throws {
        let now = clock.now()
        guard isNew(person, by: member, for: purpose, at: now) else { return }
        try await write(
            AuditEntry(
                log: .access, type: "personal-data.opened", at: now, policyVersion: policyVersion.hex, about: person,
                by: member.id, purpose: purpose.rawValue, outcome: member.program), about: [person], by: member,
            for: purpose, at: now)
    }

    /// One entry that commits to the set of those not looked at in this session, as a list shows them. Durable when it
    /// returns.
    func record(accessToAll people: [PersonID], by member: StaffMember, for purpose: Purpose) async throws {
        let now = clock.now()
        let unseen = people.filter { isNew($0, by: member, for: purpose, at: now) }
        guard !unseen.isEmpty else { return }
        try await write(
            AuditEntry(
                log: .access, type: "personal-data.listed", at: now, policyVersion: policyVersion.hex,
                aboutAll: unseen, by: member.id, purpose: purpose.rawValue, outcome: member.program),
            about: unseen, by: member, for: purpose, at: now)
    }

    private func isNew(_ person: PersonID, by member: StaffMember, for purpose: Purpose, at now: Instant) -> Bool {
        let access = Access(actor: member, person: person, purpose: purpose)
        return open.withLock { $0[access] }.map { $0 <= now } ?? true
    }

    private func write(
        _ entry: AuditEntry, about people: [PersonID], by member: StaffMember, for purpose: Purpose, at now: Instant
    ) async throws {
        try await data.write { try entry.insert(in: $0) }
        open.withLock { open in
            if open.count >= Self.rememberedSessions { open = open.filter { $0.value > now } }
            for person in people {
                open[Access(actor: member, person: person, purpose: purpose)] = now + Self.session
            }
        }
    }
}
