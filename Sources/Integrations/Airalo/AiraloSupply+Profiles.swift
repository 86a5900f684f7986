// SPDX-License-Identifier: Apache-2.0

package import Commerce
import Disclosure
import Values
import Vault

extension AiraloSupply {
    /// Adds a package to a profile.
    package func topUp(_ topUp: TopUpSupply) async throws -> ProfileChange {
        let profile = topUp.profile
        let occasion = AiraloAPI.Occasion(person: profile.person, subject: profile.subject)
        switch try await orders(describedBy: topUp.transaction, occasion) {
        case .object(let found): if found.contains(where: { !$0.isFailed }) { return .done }
        case .refused(let refusal): return .refused(refusal)
        case .missing, .notTaken, .unclear: return .refused(.other(code: "busy"))
        }
        let answer: AiraloAnswer<AiraloUnread> = try await api.post(
            "orders/topups", occasion, opening: [profile.profile]
        ) { opened in
            AiraloForm([
                "package_id": topUp.supplierPackage.code, "iccid": try opened[profile.profile],
                "description": topUp.transaction,
            ])
        }
        return switch answer {
        case .object: .done
        case .missing: .refused(.unknownProfile)
        case .refused(let refusal): .refused(refusal)
        // It was not done, and may be later.
        case .notTaken: .refused(.other(code: "busy"))
        case .unclear: .unreachable
        }
    }

    /// Airalo pauses nothing.
    package func suspend(_: ProfileHandle) async throws -> ProfileChange { .refused(.notOffered) }
    package func resume(_: ProfileHandle) async throws -> ProfileChange { .refused(.notOffered) }

    /// Asks for the price of a profile nobody installed. People at Airalo decide, and until then the profile can be installed.
    package func cancel(_ profile: ProfileHandle) async throws -> ProfileChange {
        let occasion = AiraloAPI.Occasion(person: profile.person, subject: profile.subject)
        let answer: AiraloAnswer<AiraloUnread> = try await api.post(
            "refund", occasion, opening: [profile.profile]
        ) { opened in
            AiraloForm(["iccids[]": try opened[profile.profile], "reason": "CHANGE_OF_PLAN"])
        }
        return switch answer {
        case .object: .refused(.underReview)
        case .missing: .refused(.unknownProfile)
        case .refused(let refusal): .refused(refusal)
        case .notTaken, .unclear: .unreachable
        }
    }

    /// Airalo ends no profile on our word. It never knew whose it was.
    package func forget(_: ProfileHandle) async throws -> Forgetting { .keeps(code: "no-way-to-forget") }
}
