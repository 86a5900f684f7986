// SPDX-License-Identifier: Apache-2.0

import Crypto
import Policy
import Storage
import Synchronization
import Values

/// A person's unwrapped keys and gate, as one read of the key store found them.
struct HeldKeys: Sendable {
    let gate: GateState
    /// By epoch. Never empty.
    let keys: [UInt32: PersonKey]

    var newest: PersonKey? { keys.max { $0.key < $1.key }?.value }
}

/// Reads, makes and destroys the keys of people, and keeps the ones in use in memory.
///
/// The cache is right as long as this process is the only one with the key store open, which a SQLite installation
/// guarantees; every change goes through here and drops the entry it touches before it reports success. Where servers
/// share the store nothing is remembered: a key destroyed by one opens nothing at the others.
final class KeyRing: Sendable {
    static let cachedPeople = 50_000

    private struct Cache {
        var held: [PersonID: HeldKeys] = [:]
        /// Counts removals, so that a read begun before one does not put the old keys back.
        var removals: UInt64 = 0
    }

    let store: any Database
    let organisationKeys: OrganisationKeys
    private let ledger: RestrictionLedger
    private let cache = Mutex(Cache())

    init(store: any Database, organisationKeys: OrganisationKeys, ledger: RestrictionLedger) {
        self.store = store
        self.organisationKeys = organisationKeys
        self.ledger = ledger
    }

    /// The keys of a person, from memory when they are there; nil when they are destroyed.
    func held(_ person: PersonID) async throws -> HeldKeys? {
        if let held = cache.withLock({ $0.held[person] }) { return held }
        return try await read(person)
    }

    /// The keys as the store has them now, under whatever the ledger says: an erased person has none, even when a restored
    /// copy of the store brought them back.
    func read(_ person: PersonID) async throws -> HeldKeys? {
        let before = cache.withLock { $0.removals }
        let found = try await store.read { session in
            (try KeyStoreQueries.gate(of: person, in: session), try KeyStoreQueries.keys(of: person, in: session))
        }
        let restrictions = try ledger.restrictions(of: person)
        guard var gate = found.0, !found.1.isEmpty, !restrictions.isErased else { return nil }
        gate.apply(restrictions)
        var keys: [UInt32: PersonKey] = [:]
        for wrapped in found.1 {
            keys[wrapped.epoch] = try unwrap(wrapped, of: person)
        }
        let held = HeldKeys(gate: gate, keys: keys)
        remember(held, of: person, unlessRemovedSince: before)
        return held
    }

    /// Makes a person with a first key and look-ups, or the holder of a period's key, durable before it returns.
    func enrol(
        _ person: PersonID, as owner: KeyOwner, lookups: [(kind: LookupKind, digest: [UInt8])] = [],
        period: PeriodKey? = nil, at now: Instant
    ) async throws -> PersonKey {
        try await storingNewKey(of: person) { wrapped, session in
            try KeyStoreQueries.insert(person, owner: owner, at: now, in: session)
            try KeyStoreQueries.insert(wrapped, of: person, in: session)
            for lookup in lookups {
                try KeyStoreQueries.insertLookup(lookup.kind, digest: lookup.digest, person: person, in: session)
            }
            if let period { try KeyStoreQueries.insert(period, holder: person, in: session) }
        }
    }

    /// The key new values are sealed under: of the current epoch, made when the person has none of it yet.
    func sealingKey(of person: PersonID) async throws -> PersonKey? {
        guard let held = try await held(person) else { return nil }
        if let key = held.keys[organisationKeys.currentEpoch] { return key }
        let key: PersonKey
        do {
            key = try await storingNewKey(of: person) { try KeyStoreQueries.insert($0, of: person, in: $1) }
        } catch StorageError.uniqueViolation {
            forget(person)
            return try await read(person)?.newest
        } catch StorageError.constraintViolation {
            return nil  // the person was erased in between
        }
        forget(person)
        return key
    }

    /// Destroys everything the key store has about these people; no trace of the keys is left in its files.
    func destroy(_ people: [PersonID]) async throws {
        guard !people.isEmpty else { return }
        try await store.write { session in
            for person in people { try KeyStoreQueries.delete(person, in: session) }
        }
        people.forEach(forget)
        try await store.scrub()
    }

    func forget(_ person: PersonID) {
        cache.withLock {
            $0.held[person] = nil
            $0.removals += 1
        }
    }

    func forgetAll() {
        cache.withLock {
            $0.held.removeAll()
            $0.removals += 1
        }
    }

    func unwrap(_ wrapped: KeyStoreQueries.WrappedKey, of person: PersonID) throws -> PersonKey {
        if organisationKeys.key(of: wrapped.wrappedIn) == nil { try organisationKeys.reload() }
        guard let organisationKey = organisationKeys.key(of: wrapped.wrappedIn) else {
            throw EpochSecretMissing(epoch: wrapped.wrappedIn)
        }
        let context = SealingContext(
            organisation: organisationKeys.organisation, person: person, epoch: wrapped.epoch)
        do {
            return try .unwrapped(
                wrapped.wrapped, context: context, by: organisationKey, epoch: wrapped.wrappedIn)
        } catch {
            throw EpochSecretDiffers(epoch: wrapped.wrappedIn)
        }
    }

    func wrap(_ key: PersonKey, in epoch: UInt32) throws -> KeyStoreQueries.WrappedKey {
        guard let organisationKey = organisationKeys.key(of: epoch) else { throw EpochSecretMissing(epoch: epoch) }
        return KeyStoreQueries.WrappedKey(
            epoch: key.context.epoch, wrappedIn: epoch,
            wrapped: try key.wrapped(by: organisationKey, epoch: epoch))
    }

    /// Makes a key and stores it wrapped; once more, should another server have begun a new epoch meanwhile.
    private func storingNewKey(
        of person: PersonID,
        _ store: @escaping @Sendable (KeyStoreQueries.WrappedKey, any SQLSession) throws -> Void
    ) async throws -> PersonKey {
        let (key, wrapped) = try makeKey(for: person)
        do {
            try await self.store.write { try store(wrapped, $0) }
            return key
        } catch is EpochOver {
            try organisationKeys.reload()
            let (key, wrapped) = try makeKey(for: person)
            try await self.store.write { try store(wrapped, $0) }
            return key
        }
    }

    private func makeKey(for person: PersonID) throws -> (PersonKey, KeyStoreQueries.WrappedKey) {
        let epoch = organisationKeys.currentEpoch
        let context = SealingContext(organisation: organisationKeys.organisation, person: person, epoch: epoch)
        let key = PersonKey(context: context, key: SymmetricKey(size: .bits256))
        return (key, try wrap(key, in: epoch))
    }

    private func remember(_ held: HeldKeys, of person: PersonID, unlessRemovedSince mark: UInt64) {
        guard !store.isShared else { return }
        cache.withLock { cache in
            guard cache.removals == mark else { return }
            // Dropping everything now and then is simpler than tracking use, and costs one read a person.
            if cache.held.count >= Self.cachedPeople { cache.held.removeAll(keepingCapacity: true) }
            cache.held[person] = held
        }
    }
}

/// The key store names an epoch whose secret is not in the secrets tree: it is older than the last rotation.
package struct EpochSecretMissing: Error {
    package let epoch: UInt32
}

/// A key does not open with the secret of its epoch: another secret stands in its place, or somebody changed the key.
package struct EpochSecretDiffers: Error, CustomStringConvertible {
    package let epoch: UInt32

    package var description: String {
        "The keys of people do not open with the root key and the secret of epoch \(epoch) in the secrets folder: they were "
            + "wrapped under others. Put back the secrets that belong to this key store; without them nobody can read its rows."
    }
}
