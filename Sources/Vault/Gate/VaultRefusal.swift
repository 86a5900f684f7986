// SPDX-License-Identifier: Apache-2.0

/// Why the vault does not open a value. A refusal is an answer, not a failure; each is written to the evidence log.
package enum VaultRefusal: String, Sendable, Equatable, CaseIterable {
    /// The person's key has been destroyed, or never existed.
    case erased
    /// The policy does not declare this purpose for this category of data.
    case purposeNotDeclared = "purpose-not-declared"
    /// The purpose rests on consent, which was not given or was withdrawn.
    case consentMissing = "consent-missing"
    /// The person objected to this purpose (GDPR art. 21).
    case objected
    /// The organisation switched this purpose off for everybody.
    case switchedOff = "switched-off"
    /// Processing is restricted to storage (GDPR art. 18).
    case restricted
    /// The policy does not let this role, or this person, open it.
    case callerMayNot = "caller-may-not"
}

/// A value asked for: opened, or refused with the reason.
package enum Opening<Value: Sendable>: Sendable {
    case opened(Personal<Value>)
    case refused(VaultRefusal)

    /// The opened value, or nil when it was refused.
    package var value: Personal<Value>? {
        if case .opened(let value) = self { value } else { nil }
    }
}
