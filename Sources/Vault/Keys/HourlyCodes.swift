// SPDX-License-Identifier: Apache-2.0

import Crypto
import Storage
import Synchronization
package import Values

/// Knows a value again for a day at most without keeping it: HMAC-SHA256 under a random key of the hour, which is destroyed with
/// its hour's end plus a day. Nobody can tell afterwards what a code stood for.
package final class HourlyCodes: Sendable {
    package static let lifetime = Duration.hours(24)

    private let vault: Vault
    /// Keys go by the clock alone, so that remembering one never outlives it; nil for an hour that never had one.
    private let keys = Mutex<[Int: SymmetricKey?]>([:])

    package init(vault: Vault) {
        self.vault = vault
    }

    /// The value's code of this hour, whose key is made at first use.
    package func code(of value: String, at now: Instant) async throws -> [UInt8] {
        let hour = now.utcHour
        if case .some(.some(let key)) = keys.withLock({ $0[hour] }) { return Self.code(of: value, under: key) }
        let person = try await vault.sealer(for: .hourlyCode(hour)).person
        guard let key = try await key(of: person) else { throw PeriodKeyMissing() }
        keys.withLock { $0[hour] = key }
        return Self.code(of: value, under: key)
    }

    /// The value's codes of every hour since `start` that had a key.
    package func codes(of value: String, since start: Instant, until now: Instant) async throws -> [[UInt8]] {
        var found: [[UInt8]] = []
        for hour in max(start.utcHour, now.utcHour - 24)...now.utcHour {
            guard let key = try await key(of: hour, isOver: hour < now.utcHour) else { continue }
            found.append(Self.code(of: value, under: key))
        }
        return found
    }

    /// Destroys the keys of hours that ended a day ago.
    package func forget(at now: Instant) async throws {
        let last = (now - Self.lifetime).utcHour
        keys.withLock { keys in keys = keys.filter { $0.key >= last } }
        let name = PeriodKey.hourlyCode(0).name
        let ended = try await vault.ring.store.read { try KeyStoreQueries.holders(named: name, before: last, in: $0) }
        try await vault.destroyKeys(of: ended)
    }

    private func key(of hour: Int, isOver: Bool) async throws -> SymmetricKey? {
        if case .some(let known) = keys.withLock({ $0[hour] }) { return known }
        let holder = try await vault.ring.store.read { try KeyStoreQueries.holder(of: .hourlyCode(hour), in: $0) }
        var key: SymmetricKey?
        if let holder { key = try await self.key(of: holder) }
        // An hour that is over gets no key any more; this one may yet.
        let found = key
        if isOver || found != nil { keys.withLock { $0[hour] = found } }
        return found
    }

    private func key(of holder: PersonID) async throws -> SymmetricKey? {
        try await vault.ring.held(holder)?.keys.min { $0.key < $1.key }?.value.key
    }

    private static func code(of value: String, under key: SymmetricKey) -> [UInt8] {
        let derived = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key, info: [UInt8]("hourly code".utf8), outputByteCount: 32)
        return [UInt8](HMAC<SHA256>.authenticationCode(for: [UInt8](value.utf8), using: derived))
    }
}

extension Instant {
    fileprivate var utcHour: Int { Int(milliseconds / 3_600_000) }
}
