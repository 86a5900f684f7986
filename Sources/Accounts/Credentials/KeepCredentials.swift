// SPDX-License-Identifier: Apache-2.0

import Audit
import Foundation
import Policy
package import Storage
package import Values
package import Vault

extension SealedField {
    /// A secret of the business and of nobody: sealed like what is somebody's, opened by the program alone.
    static let providerSecrets = SealedField(
        table: "provider_credentials", column: "secrets", number: 82, category: .staffAccount)
}

/// Keeps an organisation's own accounts with those it works with: the owner's work, sealed at rest, and on the record.
package struct KeepCredentials: Sendable {
    private let data: any Database
    private let vault: Vault
    private let clock: any WallClock

    package init(data: any Database, vault: Vault, clock: any WallClock) {
        self.data = data
        self.vault = vault
        self.clock = clock
    }

    package enum Outcome: Hashable, Sendable {
        case kept
        /// A field that is empty, too long, of several lines, or no number where one is asked for.
        case unfit(field: String)
        case forbidden
    }

    /// Takes an account in place of the one there was. `adding` is what the program itself puts beside the owner's values.
    package func keep(
        _ values: [String: String], of provider: CredentialProvider, adding further: [String: String] = [:],
        as caller: Caller
    ) async throws -> Outcome {
        guard let owner = caller.owner else { return .forbidden }
        var kept = further
        for field in provider.fields {
            let value = (values[field.name] ?? "").trimmingSpaces()
            guard field.takes(value) else { return .unfit(field: field.name) }
            kept[field.name] = value
        }
        let (now, sealer) = (clock.now(), try await vault.sealer(for: .credentials))
        let id = ID<ProviderCredentials>.random()
        let shown = Dictionary(uniqueKeysWithValues: provider.fields.map { ($0.name, $0.shown(kept[$0.name] ?? "")) })
        let row = ProviderCredentialQueries.Row(
            provider: provider.rawValue, id: id, holder: sealer.person,
            secrets: try sealer.seal(try Self.text(kept), in: .providerSecrets, row: id), shown: try Self.text(shown),
            changedAt: now)
        let entry = entry("credentials.changed", provider, by: owner, at: now)
        try await data.write { session in
            try ProviderCredentialQueries.put(row, in: session)
            try entry.insert(in: session)
        }
        return .kept
    }

    package enum Removal: Hashable, Sendable {
        case removed
        case noneThere
        case forbidden
    }

    /// Goes back to the installation's account, if it has one.
    package func remove(_ provider: CredentialProvider, as caller: Caller) async throws -> Removal {
        guard let owner = caller.owner else { return .forbidden }
        let entry = entry("credentials.removed", provider, by: owner, at: clock.now())
        return try await data.write { session in
            guard try ProviderCredentialQueries.delete(provider.rawValue, in: session) else { return .noneThere }
            try entry.insert(in: session)
            return .removed
        }
    }

    /// What there is, as far as it may be seen again; nil for whoever is not the owner.
    package func list(as caller: Caller) async throws -> [CredentialProvider: KeptCredentials]? {
        guard caller.owner != nil else { return nil }
        let rows = try await data.read { try ProviderCredentialQueries.all(in: $0) }
        return try rows.reduce(into: [:]) { found, row in
            guard let provider = CredentialProvider(rawValue: row.provider) else { return }
            found[provider] = KeptCredentials(shown: try Self.values(row.shown), changedAt: row.changedAt)
        }
    }

    /// The account as the program uses it now; nil where the installation's serves. Read at each use and remembered nowhere,
    /// so that a change holds at once on every server.
    package func credentials(of provider: CredentialProvider) async throws -> ProviderCredentials? {
        guard let row = try await data.read({ try ProviderCredentialQueries.find(provider.rawValue, in: $0) }) else {
            return nil
        }
        let value = SealedValue(row.secrets, in: .providerSecrets, row: row.id.bytes)
        return ProviderCredentials(try Self.values(try await vault.openSecret(value, under: row.holder)), id: row.id)
    }

    private func entry(
        _ type: AuditType, _ provider: CredentialProvider, by owner: PersonID, at now: Instant
    ) -> AuditEntry {
        AuditEntry(
            log: .evidence, type: type, at: now, policyVersion: vault.policy.version.hex, by: owner,
            recipient: provider.rawValue)
    }

    private static func text(_ values: [String: String]) throws -> String {
        String(decoding: try JSONEncoder().encode(values), as: UTF8.self)
    }

    private static func values(_ text: String) throws -> [String: String] {
        try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
    }
}
