// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
import Values

/// Every statement about keys, their owners and look-ups.
enum KeyStoreQueries {
    struct WrappedKey: Sendable {
        let epoch: UInt32
        let wrappedIn: UInt32
        let wrapped: [UInt8]
    }

    static func insert(
        _ person: PersonID, owner: KeyOwner, at now: Instant, in session: any SQLSession
    ) throws {
        try session.execute(
            """
            INSERT INTO people (person_id, kind, restricted, consents, objections, version, created_at)
            VALUES ($1, $2, 0, 0, 0, 1, $3)
            """, person, owner.rawValue, now)
    }

    /// Throws `EpochOver` when another server has begun a newer epoch: what is wrapped in the old one would not open for long.
    static func insert(_ key: WrappedKey, of person: PersonID, in session: any SQLSession) throws {
        if let epoch = try epoch(in: session), epoch > key.wrappedIn { throw EpochOver() }
        try session.execute(
            "INSERT INTO person_keys (person_id, epoch, wrapped_in, wrapped) VALUES ($1, $2, $3, $4)",
            person, Int64(key.epoch), Int64(key.wrappedIn), key.wrapped)
    }

    static func epoch(in session: any SQLSession) throws -> UInt32? {
        try session.first("SELECT epoch FROM key_epoch WHERE id = 1") { UInt32(try $0[0] as Int64) }
    }

    /// From here on keys wrapped in an older epoch are not taken any more.
    static func begin(_ epoch: UInt32, in session: any SQLSession) throws {
        try session.execute(
            "INSERT INTO key_epoch (id, epoch) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET epoch = excluded.epoch",
            Int64(epoch))
    }

    static func insertLookup(
        _ kind: LookupKind, digest: [UInt8], person: PersonID, in session: any SQLSession
    ) throws {
        try session.execute(
            "INSERT INTO lookups (kind, digest, person_id, confirmed) VALUES ($1, $2, $3, $4)", kind.rawValue, digest,
            person, !kind.isUnique)
    }

    static func confirmLookups(of person: PersonID, in session: any SQLSession) throws {
        try session.execute("UPDATE lookups SET confirmed = 1 WHERE person_id = $1 AND confirmed = 0", person)
    }

    /// Whose unique look-up was reserved before `instant` and never confirmed.
    static func reservations(before instant: Instant, in session: any SQLSession) throws -> [PersonID] {
        try session.query(
            """
            SELECT p.person_id FROM lookups AS l JOIN people AS p ON p.person_id = l.person_id
            WHERE l.confirmed = 0 AND p.created_at < $1
            """, instant
        ) { try $0[0] }
    }

    static func gate(of person: PersonID, in session: any SQLSession) throws -> GateState? {
        try session.first(
            "SELECT restricted, consents, objections, version FROM people WHERE person_id = $1", person
        ) { row in
            GateState(
                isRestricted: try row[0], consents: try row[1], objections: try row[2], version: try row[3])
        }
    }

    static func keys(of person: PersonID, in session: any SQLSession) throws -> [WrappedKey] {
        try session.query(
            "SELECT epoch, wrapped_in, wrapped FROM person_keys WHERE person_id = $1 ORDER BY epoch", person,
            map: wrappedKey)
    }

    static func people(_ kind: LookupKind, digest: [UInt8], in session: any SQLSession) throws -> [PersonID] {
        try session.query(
            "SELECT person_id FROM lookups WHERE kind = $1 AND digest = $2 ORDER BY person_id LIMIT 1000",
            kind.rawValue, digest
        ) { try $0[0] }
    }

    /// Keys, look-ups and credentials go with their owner (foreign keys cascade).
    static func delete(_ person: PersonID, in session: any SQLSession) throws {
        try session.execute("DELETE FROM people WHERE person_id = $1", person)
    }

    static func deleteLookups(_ kind: LookupKind, of person: PersonID, in session: any SQLSession) throws {
        try session.execute("DELETE FROM lookups WHERE person_id = $1 AND kind = $2", person, kind.rawValue)
    }

    static func update(_ gate: GateState, of person: PersonID, in session: any SQLSession) throws -> Bool {
        try session.execute(
            """
            UPDATE people SET restricted = $2, consents = $3, objections = $4, version = version + 1
            WHERE person_id = $1 AND version = $5
            """, person, gate.isRestricted, gate.consents, gate.objections, gate.version) == 1
    }

    static func holder(of key: PeriodKey, in session: any SQLSession) throws -> PersonID? {
        try session.first(
            "SELECT person_id FROM period_keys WHERE name = $1 AND period = $2", key.name, key.period
        ) { try $0[0] }
    }

    static func insert(_ key: PeriodKey, holder: PersonID, in session: any SQLSession) throws {
        try session.execute(
            "INSERT INTO period_keys (name, period, person_id) VALUES ($1, $2, $3)", key.name, key.period, holder)
    }

    /// Holders of every key of this name whose period lies before `period`.
    static func holders(named name: String, before period: Int, in session: any SQLSession) throws -> [PersonID] {
        try session.query(
            "SELECT person_id FROM period_keys WHERE name = $1 AND period < $2", name, period
        ) { try $0[0] }
    }

    /// Holders of the keys of every hold whose end year lies before `year`. In ASCII a semicolon follows the colon.
    static func holders(ofHoldsBefore year: Int, in session: any SQLSession) throws -> [PersonID] {
        try session.query(
            "SELECT person_id FROM period_keys WHERE name >= 'hold:' AND name < 'hold;' AND period < $1", year
        ) { try $0[0] }
    }

    /// A batch of keys still wrapped in another epoch than `epoch`.
    static func keysToRewrap(
        into epoch: UInt32, limit: Int, in session: any SQLSession
    ) throws -> [(person: PersonID, key: WrappedKey)] {
        try session.query(
            """
            SELECT epoch, wrapped_in, wrapped, person_id FROM person_keys WHERE wrapped_in <> $1
            ORDER BY person_id, epoch LIMIT $2
            """, Int64(epoch), limit
        ) { row in (person: try row[3], key: try wrappedKey(row)) }
    }

    static func rewrap(_ key: WrappedKey, of person: PersonID, in session: any SQLSession) throws {
        try session.execute(
            "UPDATE person_keys SET wrapped_in = $3, wrapped = $4 WHERE person_id = $1 AND epoch = $2",
            person, Int64(key.epoch), Int64(key.wrappedIn), key.wrapped)
    }

    static func allKeys(
        after person: PersonID?, limit: Int, in session: any SQLSession
    ) throws -> [(person: PersonID, key: WrappedKey)] {
        try session.query(
            """
            SELECT epoch, wrapped_in, wrapped, person_id FROM person_keys
            WHERE person_id IN (SELECT person_id FROM people WHERE person_id > $1 ORDER BY person_id LIMIT $2)
            ORDER BY person_id, epoch
            """, person?.bytes ?? [], limit
        ) { row in (person: try row[3], key: try wrappedKey(row)) }
    }

    struct Enrolment: Sendable {
        let person: PersonID
        let at: Instant
    }

    /// People, staff and erasure cases in the order of their enrolment, for the collection of unused keys; keys of periods
    /// have an end of their own.
    static func enrolments(
        from start: Instant, after last: Enrolment?, until end: Instant, limit: Int, in session: any SQLSession
    ) throws -> [Enrolment] {
        let after = last ?? Enrolment(person: ID(bytes: [UInt8](repeating: 0, count: 16)) ?? .random(), at: start)
        return try session.query(
            """
            SELECT person_id, created_at FROM people
            WHERE (created_at, person_id) > ($1, $2) AND created_at < $3 AND kind IN (1, 2, 4)
            ORDER BY created_at, person_id LIMIT $4
            """, after.at, after.person, end, limit
        ) { Enrolment(person: try $0[0], at: try $0[1]) }
    }

    /// A batch of everybody in the store, for comparing it with the ledger.
    static func people(after last: PersonID?, limit: Int, in session: any SQLSession) throws -> [PersonID] {
        try session.query(
            "SELECT person_id FROM people WHERE person_id > $1 ORDER BY person_id LIMIT $2", last?.bytes ?? [], limit
        ) { try $0[0] }
    }

    /// Up to when keys without data have been collected; the beginning of time at first.
    static func collectedUntil(in session: any SQLSession) throws -> Instant {
        try session.first("SELECT collected_until FROM key_collection WHERE id = 1") { try $0[0] }
            ?? Instant(milliseconds: 0)
    }

    static func setCollected(until instant: Instant, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO key_collection (id, collected_until) VALUES (1, $1)
            ON CONFLICT (id) DO UPDATE SET collected_until = excluded.collected_until
            """, instant)
    }

    private static func wrappedKey(_ row: SQLRow) throws -> WrappedKey {
        let (epoch, wrappedIn): (Int64, Int64) = (try row[0], try row[1])
        return WrappedKey(
            epoch: UInt32(truncatingIfNeeded: epoch), wrappedIn: UInt32(truncatingIfNeeded: wrappedIn),
            wrapped: try row[2])
    }
}

/// A key was wrapped in an epoch that is over. Whoever meets it looks at the secrets again and wraps anew.
struct EpochOver: Error {}
