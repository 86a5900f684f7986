// SPDX-License-Identifier: Apache-2.0

package import Policy

/// What the key row says about its person besides the key: one read decides everything.
package struct GateState: Hashable, Sendable {
    package var isRestricted: Bool
    /// Bits of the purposes consented to (`Purpose.bit`).
    package var consents: Int64
    /// Bits of the purposes objected to.
    package var objections: Int64
    /// Grows with every change, so that a change based on an older state is noticed.
    package var version: Int64

    package static let fresh = GateState(isRestricted: false, consents: 0, objections: 0, version: 1)

    package func hasConsented(to purpose: Purpose) -> Bool { consents & purpose.bit != 0 }
    package func hasObjected(to purpose: Purpose) -> Bool { objections & purpose.bit != 0 }
}

extension GateState {
    /// Decides whether data of `category` may be used for `purpose`; nil when it may.
    ///
    /// The order is the order of the answers a person should get: undeclared first, because then nothing else matters.
    /// Under restriction only legal duties go on (GDPR art. 18(2): storage, claims), whatever else was allowed.
    func refusal(of purpose: Purpose, for category: Category, by caller: Caller, under policy: Policy) -> VaultRefusal?
    {
        guard policy.declares(purpose, for: category) else { return .purposeNotDeclared }
        if case .staff(let member) = caller, !policy.roles(mayOpen: category, for: purpose).contains(member.role) {
            return .callerMayNot
        }
        if case .anonymous = caller { return .callerMayNot }
        if isRestricted, purpose != .legalDuty { return .restricted }
        if hasObjected(to: purpose) { return .objected }
        if policy.needsConsent(purpose), !hasConsented(to: purpose) { return .consentMissing }
        return nil
    }
}
