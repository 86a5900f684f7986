// SPDX-License-Identifier: Apache-2.0

package import Values

/// What a provider answered when it was shown an account.
package enum AccountTrial: Sendable {
    package enum Finding: Sendable {
        case realMoney
        case testMoney
        /// What is left there.
        case balance(Money)
        case signedIn
        /// The numbers of a messenger's account.
        case numbers([String])
    }

    case works(Finding)
    /// In the provider's own code or words.
    case refused(String)
    case unreachable
    case noAccount
}

/// Where a host leads that an owner typed.
package enum TypedHost: Sendable {
    case fine
    /// To this machine or its network, which the installation does not allow.
    case inner
    case unknown
}
