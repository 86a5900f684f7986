// SPDX-License-Identifier: Apache-2.0

import Commerce
import Foundation
import Values

/// A profile as `esim/query` lists it, as far as it is used.
struct ESIMAccessProfile: Decodable {
    let esimTranNo: String
    let orderNo: String
    let transactionId: String?
    let iccid: String?
    let ac: String?
    let smdpStatus: String?
    let esimStatus: String
    let totalVolume: Int64
    let orderUsage: Int64?
    let activateTime: String?
    let expiredTime: String?

    /// Nil while it is being made, or in a state this adapter has never heard of.
    var supplied: SuppliedProfile? {
        guard let state, let ac, !ac.isEmpty, let iccid, !iccid.isEmpty else { return nil }
        let status = EsimStatus(
            state: state, totalBytes: totalVolume, usedBytes: orderUsage ?? 0, expiresAt: end(in: state))
        return SuppliedProfile(id: esimTranNo, iccid: iccid, activationCode: ac, status: status)
    }

    /// Why a profile that is made cannot be told about: a state this adapter has never heard of, as a code for people to see.
    var problem: SupplyRefusal? {
        guard state == nil, !isBeingMade else { return nil }
        let name = esimStatus.filter { $0.isASCII && ($0.isLetter || $0 == "_") }.prefix(40)
        return .other(code: "state-\(name)")
    }

    /// States before there is a profile, as those who call the API have seen them; the reference lists none.
    private var isBeingMade: Bool {
        ["CREATE", "PAYING", "PAID", "GETTING_RESOURCE"].contains(esimStatus) || (ac ?? "").isEmpty
    }

    /// Their pair of states, plan and profile, as one of ours.
    private var state: EsimState? {
        switch (esimStatus, smdpStatus) {
        case ("GOT_RESOURCE", "INSTALLATION"), ("GOT_RESOURCE", "ENABLED"), ("GOT_RESOURCE", "DISABLED"),
            ("GOT_RESOURCE", "DELETED"):
            .installed
        case ("GOT_RESOURCE", _): .ready
        case ("IN_USE", _): .inUse
        case ("USED_UP", _): .usedUp
        case ("USED_EXPIRED", _), ("UNUSED_EXPIRED", _): .expired
        case ("SUSPENDED", _): .suspended
        case ("CANCEL", _): .cancelled
        // The reference's webhooks say REVOKED (read 2026-11-21), what others list for esim/query says REVOKE.
        case ("REVOKED", _), ("REVOKE", _): .revoked
        default: nil
        }
    }

    /// Before its first use `expiredTime` is only the day an unused profile lapses.
    private func end(in state: EsimState) -> Instant? {
        switch state {
        case .ready, .installed: activateTime == nil ? nil : Instant(providerTime: expiredTime)
        case .inUse, .usedUp, .expired, .suspended, .cancelled, .revoked: Instant(providerTime: expiredTime)
        }
    }
}

extension Instant {
    /// `2025-09-11T13:28:09+0000` or `2025-07-21T10:57:28Z`: the provider writes both.
    init?(providerTime text: String?) {
        guard let text else { return nil }
        let zoned = text.hasSuffix("+0000") ? text.dropLast(5) + "Z" : text
        guard let date = try? Date(zoned, strategy: .iso8601) else { return nil }  // Shown as "not known".
        self.init(date)
    }
}
