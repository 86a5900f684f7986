// SPDX-License-Identifier: Apache-2.0

import Audit
import Crypto
package import Policy
package import Storage
package import Values

/// The vault of one organisation: every personal value is sealed under its own person's key, and opened only for a purpose
/// the policy declares, by a caller who may, about a person who did not say no.
package struct Vault: Sendable {
    package let organisationKeys: OrganisationKeys
    package let ledger: RestrictionLedger
    package let policy: Policy
    package let register: Register
    let ring: KeyRing
    let data: any Database
    let accessLog: AccessLog
    let clock: any WallClock

    /// `keys` is the organisation's key store, `data` its data store, where staff access is logged.
    package init(
        keys: any Database, data: any Database, organisationKeys: OrganisationKeys, ledger: RestrictionLedger,
        policy: Policy, register: Register, clock: any WallClock
    ) {
        self.organisationKeys = organisationKeys
        self.ledger = ledger
        self.policy = policy
        self.register = register
        ring = KeyRing(store: keys, organisationKeys: organisationKeys, ledger: ledger)
        self.data = data
        accessLog = AccessLog(data: data, policyVersion: policy.version, clock: clock)
        self.clock = clock
    }

    /// Makes a person with a key of their own; durable before it returns, so that data may follow.
    ///
    /// Keys come first: a crash before the data leaves a key without data, which is collected after 24 hours. A unique look-up is
    /// reserved: call `confirmLookups` when the data are stored. Throws `StorageError.uniqueViolation` when it is taken.
    package func enrol(
        _ owner: KeyOwner = .person, findableBy lookups: [(kind: LookupKind, value: String)] = []
    ) async throws -> Sealer {
        let person = PersonID.random()
        let digests = lookups.map { (kind: $0.kind, digest: digest(of: $0.value, $0.kind)) }
        let key = try await ring.enrol(person, as: owner, lookups: digests, at: clock.now())
        return Sealer(person: person, key: key)
    }

    /// What seals for a person who exists already; nil when they have been erased.
    package func sealer(for person: PersonID) async throws -> Sealer? {
        try await ring.sealingKey(of: person).map { Sealer(person: person, key: $0) }
    }

    /// What seals under the key of a period, made at first use.
    package func sealer(for key: PeriodKey) async throws -> Sealer {
        if let sealer = try await existingSealer(for: key) { return sealer }
        let person = PersonID.random()
        do {
            let made = try await ring.enrol(person, as: key.owner, period: key, at: clock.now())
            return Sealer(person: person, key: made)
        } catch StorageError.uniqueViolation {
            // Somebody else made it at the same moment.
            guard let sealer = try await existingSealer(for: key) else { throw PeriodKeyMissing() }
            return sealer
        }
    }

    private func existingSealer(for key: PeriodKey) async throws -> Sealer? {
        let holder = try await ring.store.read { try KeyStoreQueries.holder(of: key, in: $0) }
        guard let holder else { return nil }
        return try await sealer(for: holder)
    }

    /// People a look-up value leads to. Says nothing about whether the address was proven.
    package func people(_ kind: LookupKind, _ value: String) async throws -> [PersonID] {
        let digest = digest(of: value, kind)
        return try await ring.store.read { try KeyStoreQueries.people(kind, digest: digest, in: $0) }
    }

    /// Makes a person findable by another value of a kind that is not unique, in place of earlier ones. Nothing happens when
    /// they have been erased.
    package func replaceLookup(_ kind: LookupKind, with value: String, of person: PersonID) async throws {
        precondition(!kind.isUnique, "a unique look-up is reserved when its person is enrolled")
        let digest = digest(of: value, kind)
        try await ring.store.write { session in
            guard try KeyStoreQueries.gate(of: person, in: session) != nil else { return }
            try KeyStoreQueries.deleteLookups(kind, of: person, in: session)
            try KeyStoreQueries.insertLookup(kind, digest: digest, person: person, in: session)
        }
    }

    package func exists(_ person: PersonID) async throws -> Bool {
        try await ring.held(person) != nil
    }

    func digest(of value: String, _ kind: LookupKind) -> [UInt8] {
        let key = organisationKeys.lookupKey(kind)
        return [UInt8](HMAC<SHA256>.authenticationCode(for: [UInt8](value.utf8), using: key))
    }
}

/// Somebody else made the key of the period and it was destroyed at once: the clock jumped over its end.
package struct PeriodKeyMissing: Error {}

/// Seals values under one person's key. Pure computation: make the values before the transaction that stores them.
package struct Sealer: Sendable {
    package let person: PersonID
    let key: PersonKey

    package func seal(_ value: String, in field: SealedField, row: [UInt8]) throws -> Sealed {
        try key.seal([UInt8](value.utf8), in: field, row: row)
    }

    package func seal(_ bytes: [UInt8], in field: SealedField, row: [UInt8]) throws -> Sealed {
        try key.seal(bytes, in: field, row: row)
    }

    package func seal<Entity>(_ value: String, in field: SealedField, row: ID<Entity>) throws -> Sealed {
        try seal(value, in: field, row: row.bytes)
    }
}
