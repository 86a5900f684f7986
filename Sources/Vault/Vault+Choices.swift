// SPDX-License-Identifier: Apache-2.0

package import Policy
import Storage
package import Values

extension Vault {
    /// Destroys a person's keys, look-ups and credentials. From its return no value of theirs can be opened again,
    /// however many rows there are; sweeping the rows comes after.
    ///
    /// The tombstone goes first, to the ledger: a crash in between is completed from it. Doing it twice changes nothing.
    package func destroyKeys(of person: PersonID) async throws {
        try await destroyKeys(of: [person])
    }

    func destroyKeys(of people: [PersonID]) async throws {
        for person in people { try ledger.record(.erased, of: person, at: clock.now()) }
        try await ring.destroy(people)
    }

    /// Records that the person consents to a purpose. The ledger comes last: until a withdrawal that stands there is ended, the
    /// consent has no effect.
    package func consent(to purpose: Purpose, by person: PersonID) async throws {
        try await change(person) { $0.consents |= purpose.bit }
        try ledger.record(.consented(purpose), of: person, at: clock.now())
        ring.forget(person)
    }

    /// Takes consent back: the ledger first, so that no restored backup brings it back.
    package func withdraw(_ purpose: Purpose, by person: PersonID) async throws {
        try ledger.record(.withdrew(purpose), of: person, at: clock.now())
        try await change(person) { $0.consents &= ~purpose.bit }
    }

    package func object(to purpose: Purpose, by person: PersonID) async throws {
        try ledger.record(.objected(purpose), of: person, at: clock.now())
        try await change(person) { $0.objections |= purpose.bit }
    }

    /// Ends an objection. The ledger comes last: until it has that, the objection stands.
    package func allow(_ purpose: Purpose, by person: PersonID) async throws {
        try await change(person) { $0.objections &= ~purpose.bit }
        try ledger.record(.allowed(purpose), of: person, at: clock.now())
        ring.forget(person)
    }

    /// Marks a person so that their data is only stored (GDPR art. 18), or lifts the mark. The mark stands as soon as the ledger
    /// has it, and until the ledger has that it was lifted.
    package func restrict(_ person: PersonID, _ isRestricted: Bool) async throws {
        if isRestricted { try ledger.record(.restricted, of: person, at: clock.now()) }
        try await change(person) { $0.isRestricted = isRestricted }
        if !isRestricted {
            try ledger.record(.unrestricted, of: person, at: clock.now())
            ring.forget(person)
        }
    }

    package func gate(of person: PersonID) async throws -> GateState? {
        try await ring.read(person)?.gate
    }

    /// Destroys the hold keys of years before `year`, of every basis there ever was; returns how many.
    package func destroyEndedHolds(before year: Int) async throws -> Int {
        let ended = try await ring.store.read { try KeyStoreQueries.holders(ofHoldsBefore: year, in: $0) }
        try await destroyKeys(of: ended)
        return ended.count
    }

    /// Destroys the inbox keys of days before the given one; returns how many.
    package func destroyInboxes(before day: Instant) async throws -> Int {
        let (name, period) = (PeriodKey.inbox(on: day).name, day.utcDay)
        let ended = try await ring.store.read { try KeyStoreQueries.holders(named: name, before: period, in: $0) }
        try await destroyKeys(of: ended)
        return ended.count
    }

    /// The rotation of this organisation's keys into a new epoch.
    package var rotation: KeyRotation { KeyRotation(ring: ring) }

    /// Changes the gate against the state it was read in; repeats when somebody else was faster.
    private func change(_ person: PersonID, _ change: (inout GateState) -> Void) async throws {
        while true {
            guard var gate = try await ring.read(person)?.gate else { return }
            change(&gate)
            let wanted = gate
            let changed = try await ring.store.write { try KeyStoreQueries.update(wanted, of: person, in: $0) }
            ring.forget(person)
            if changed { return }
        }
    }
}
