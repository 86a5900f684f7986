// SPDX-License-Identifier: Apache-2.0

import Audit
import Policy
import Storage
package import Values
package import Vault

/// Makes, lists and revokes the keys of programs: the owner's work, and on the record.
package struct KeepAPIKeys: Sendable {
    let data: any Database
    let policy: Policy
    let clock: any WallClock

    package enum Making: Sendable {
        /// The one time that anybody sees it.
        case made(APIKey, APIToken)
        case noScope
        case badName
        case tooMany
        case forbidden
    }

    package func make(named name: String, scopes: Set<APIScope>, as caller: Caller) async throws -> Making {
        guard let owner = caller.owner else { return .forbidden }
        guard !scopes.isEmpty else { return .noScope }
        let name = name.trimmingSpaces()
        guard !name.isEmpty, name.count <= APIKey.longestName else { return .badName }
        let (now, token) = (clock.now(), APIToken.make())
        let key = APIKey(
            id: .timeOrdered(at: now), name: name, ending: token.ending, scopes: scopes, person: owner, madeAt: now,
            usedAt: nil, revokedAt: nil)
        let entry = AuditEntry(
            log: .evidence, type: "api-key.made", at: now, policyVersion: policy.version.hex, object: key.id.cast(),
            by: owner, outcome: scopes.map(\.rawValue).sorted().joined(separator: " "))
        return try await data.write { session in
            guard try APIKeyQueries.countInForce(in: session) < APIKey.mostInUse else { return .tooMany }
            try APIKeyQueries.insert(key, digest: token.digest, in: session)
            try entry.insert(in: session)
            return .made(key, token)
        }
    }

    package enum Revoking: Hashable, Sendable {
        case revoked
        case notInForce
        case forbidden
    }

    /// From its return on the key opens nothing, on any server.
    package func revoke(_ id: ID<APIKey>, as caller: Caller) async throws -> Revoking {
        guard let owner = caller.owner else { return .forbidden }
        let now = clock.now()
        let entry = AuditEntry(
            log: .evidence, type: "api-key.revoked", at: now, policyVersion: policy.version.hex, object: id.cast(),
            by: owner)
        return try await data.write { session in
            guard try APIKeyQueries.revoke(id, at: now, in: session) else { return .notInForce }
            try entry.insert(in: session)
            return .revoked
        }
    }

    /// Newest first, revoked ones too; nil for whoever is not the owner.
    package func list(as caller: Caller) async throws -> [APIKey]? {
        guard caller.owner != nil else { return nil }
        return try await data.read { try APIKeyQueries.all(in: $0) }
    }

    /// Who shows this key. Nil when it is unknown or revoked, or its member of staff is here no more.
    ///
    /// Read at each request and remembered nowhere, so that a revocation holds at once on every server.
    package func client(_ token: APIToken) async throws -> APIClient? {
        let now = clock.now()
        let found = try await data.read { session -> (key: APIKey, account: StaffAccount)? in
            guard let key = try APIKeyQueries.inForce(digest: token.digest, in: session),
                let account = try StaffQueries.account(key.person, in: session), !account.isDisabled
            else { return nil }
            return (key, account)
        }
        guard let (key, account) = found else { return nil }
        // Once an hour: an answer should not cost a commit.
        if key.usedAt.map({ now - $0 > .hours(1) }) ?? true {
            try await data.write { try APIKeyQueries.touch(key.id, at: now, in: $0) }
        }
        return APIClient(
            key: key.id, scopes: key.scopes,
            member: StaffMember(id: account.id, role: account.role, program: "api-key \(key.id)"))
    }
}

extension Caller {
    /// The owner at the console; nil for everybody else, and for programs whatever key they show.
    var owner: PersonID? {
        guard case .staff(let member) = self, member.role == .owner, member.program == nil else { return nil }
        return member.id
    }
}
