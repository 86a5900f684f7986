// SPDX-License-Identifier: Apache-2.0

package import Policy
package import Values

/// What a person was granted that no restored backup may undo, and what they gave back since.
package enum RestrictionScope: Hashable, Sendable {
    case erased
    case withdrew(Purpose)
    /// Ends a withdrawal.
    case consented(Purpose)
    case objected(Purpose)
    /// Ends an objection.
    case allowed(Purpose)
    case restricted
    /// Ends a restriction.
    case unrestricted
    /// Password and other credentials from before this moment are good for nothing.
    case changedCredentials

    var text: String {
        switch self {
        case .erased: "erased"
        case .withdrew(let purpose): "withdrew:\(purpose.rawValue)"
        case .consented(let purpose): "consented:\(purpose.rawValue)"
        case .objected(let purpose): "objected:\(purpose.rawValue)"
        case .allowed(let purpose): "allowed:\(purpose.rawValue)"
        case .restricted: "restricted"
        case .unrestricted: "unrestricted"
        case .changedCredentials: "credentials"
        }
    }

    init?(text: Substring) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        let purpose = parts.count == 2 ? Purpose(rawValue: parts[1]) : nil
        switch (parts.first, purpose, parts.count) {
        case ("erased", nil, 1): self = .erased
        case ("withdrew", let purpose?, _): self = .withdrew(purpose)
        case ("consented", let purpose?, _): self = .consented(purpose)
        case ("objected", let purpose?, _): self = .objected(purpose)
        case ("allowed", let purpose?, _): self = .allowed(purpose)
        case ("restricted", nil, 1): self = .restricted
        case ("unrestricted", nil, 1): self = .unrestricted
        case ("credentials", nil, 1): self = .changedCredentials
        default: return nil
        }
    }
}

/// What stands in the ledger about one person, later lines over earlier ones.
package struct Restrictions: Hashable, Sendable {
    package private(set) var isErased = false
    package private(set) var isRestricted = false
    /// Bits of the purposes whose consent was withdrawn and not given again.
    package private(set) var withdrawals: Int64 = 0
    /// Bits of the purposes objected to and not allowed again.
    package private(set) var objections: Int64 = 0
    /// When credentials were last changed or ended; nil when they never were.
    package private(set) var credentialsChangedAt: Instant?

    mutating func apply(_ scope: RestrictionScope, at moment: Instant) {
        switch scope {
        case .erased: isErased = true
        case .withdrew(let purpose): withdrawals |= purpose.bit
        case .consented(let purpose): withdrawals &= ~purpose.bit
        case .objected(let purpose): objections |= purpose.bit
        case .allowed(let purpose): objections &= ~purpose.bit
        case .restricted: isRestricted = true
        case .unrestricted: isRestricted = false
        case .changedCredentials: credentialsChangedAt = max(credentialsChangedAt ?? moment, moment)
        }
    }
}

extension GateState {
    /// The gate as the ledger leaves it: a key store from before a withdrawal, or a crash in the middle of one, does not open it.
    mutating func apply(_ restrictions: Restrictions) {
        isRestricted = isRestricted || restrictions.isRestricted
        consents &= ~restrictions.withdrawals
        objections |= restrictions.objections
    }
}
