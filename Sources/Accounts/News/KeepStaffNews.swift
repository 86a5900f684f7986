// SPDX-License-Identifier: Apache-2.0

import Policy
package import Storage
package import Values
package import Vault

/// Keeps what a member of staff wants to be mailed about, and where to: their own choice, and nobody else's.
package struct KeepStaffNews: Sendable {
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
        /// It is not their work.
        case forbidden
    }

    /// The address for each kind that is wanted; nil for whoever has no business with it.
    package func wishes(of member: StaffMember) async throws -> [StaffNewsKind: Personal<String>]? {
        guard StaffNewsKind.roles.contains(member.role), member.program == nil else { return nil }
        var found: [StaffNewsKind: Personal<String>] = [:]
        for wish in try await data.read({ try StaffNewsQueries.wishes(of: member.id, in: $0) }) {
            found[wish.kind] = try await open(wish.address, of: member.id)
        }
        return found
    }

    /// Where they sign in: what stands in an empty form.
    package func ownAddress(of member: StaffMember) async throws -> Personal<String>? {
        guard let account = try await data.read({ try StaffQueries.account(member.id, in: $0) }),
            let email = account.email
        else { return nil }
        return try await open(SealedValue(email, in: .staffEmail, row: member.id.bytes), of: member.id)
    }

    /// What is not wanted any more is forgotten; what is wanted newly is told from now on.
    package func keep(
        _ wanted: [StaffNewsKind: EmailAddress], in language: Language, of member: StaffMember
    ) async throws -> Outcome {
        guard StaffNewsKind.roles.contains(member.role), member.program == nil,
            let sealer = try await vault.sealer(for: member.id)
        else { return .forbidden }
        let now = clock.now()
        let known = try await data.read { try StaffNewsQueries.wishes(of: member.id, in: $0) }
        let wishes = try wanted.map { kind, address in
            let (id, before) = (ID<StaffNewsWish>.random(), known.first { $0.kind == kind })
            let sealed = try sealer.seal(address.text, in: .staffNewsAddress, row: id)
            return StaffNewsWish(
                id: id, person: member.id, kind: kind,
                address: SealedValue(sealed, in: .staffNewsAddress, row: id.bytes), language: language,
                toldUntil: before?.toldUntil ?? now, mailedAt: before?.mailedAt)
        }
        try await data.write { session in
            for kind in StaffNewsKind.allCases where wanted[kind] == nil {
                try StaffNewsQueries.delete(kind, of: member.id, in: session)
            }
            for wish in wishes { try StaffNewsQueries.put(wish, in: session) }
        }
        return .kept
    }

    private func open(_ value: SealedValue, of person: PersonID) async throws -> Personal<String>? {
        try await vault.open(value, of: person, for: .staffAccess, as: .person(person)).value
    }
}
