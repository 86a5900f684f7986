// SPDX-License-Identifier: Apache-2.0

package import Commerce
import Disclosure
import Policy
package import Values
import Vault

extension ESIMAccessSupply {
    package func suspend(_ profile: ProfileHandle) async throws -> ProfileChange {
        ProfileChange(try await change("esim/suspend", profile))
    }

    package func resume(_ profile: ProfileHandle) async throws -> ProfileChange {
        ProfileChange(try await change("esim/unsuspend", profile))
    }

    /// Gives the price back for a profile that is made and not downloaded (`GOT_RESOURCE` and `RELEASED`).
    package func cancel(_ profile: ProfileHandle) async throws -> ProfileChange {
        ProfileChange(try await change("esim/cancel", profile))
    }

    /// Ends a profile for good, without money back.
    package func revoke(_ profile: ProfileHandle) async throws -> ProfileChange {
        ProfileChange(try await change("esim/revoke", profile))
    }

    /// Takes the profile back while that is possible and revokes it otherwise. What is over already stays over.
    package func forget(_ profile: ProfileHandle) async throws -> Forgetting {
        let cancelled = ProfileChange(try await change("esim/cancel", profile, for: .legalDuty))
        guard case .refused(.wrongState) = cancelled else { return Forgetting(cancelled) }
        let revoked = ProfileChange(try await change("esim/revoke", profile, for: .legalDuty))
        if case .refused(.wrongState) = revoked { return .keeps(code: "profile-over") }
        return Forgetting(revoked)
    }

    /// Data used, as the network last told the supplier; nil when there is no telling now.
    package func usage(of profile: ProfileHandle) async throws -> ReportedUsage? {
        let answer: ESIMAccessAnswer<UsageList> = try await api.ask(
            "esim/usage/query", occasion(profile, for: .purchase), opening: [profile.profile]
        ) { UsageRequest(esimTranNoList: [try $0[profile.profile]]) }
        guard case .object(let list) = answer, let entry = list.esimUsageList.first else { return nil }
        return ReportedUsage(
            usedBytes: entry.dataUsage, totalBytes: entry.totalData, at: Instant(providerTime: entry.lastUpdateTime))
    }

    private func change(
        _ path: String, _ profile: ProfileHandle, for purpose: Purpose = .purchase
    ) async throws -> ESIMAccessAnswer<Unread> {
        try await api.ask(path, occasion(profile, for: purpose), opening: [profile.profile]) {
            ProfileRequest(esimTranNo: try $0[profile.profile])
        }
    }

    private func occasion(_ profile: ProfileHandle, for purpose: Purpose) -> ESIMAccessAPI.Occasion {
        ESIMAccessAPI.Occasion(person: profile.person, subject: profile.subject, purpose: purpose)
    }
}

package struct ReportedUsage: Hashable, Sendable {
    package let usedBytes: Int64
    package let totalBytes: Int64
    package let at: Instant?
}

extension Forgetting {
    fileprivate init(_ change: ProfileChange) {
        self =
            switch change {
            case .done, .refused(.unknownProfile): .forgotten
            case .refused(let refusal): .keeps(code: refusal.code)
            case .unreachable: .unreachable
            }
    }
}
