// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values
package import Vault

/// A person who wrote to us, and everything they can be reached by.
package struct Contact: Sendable {
    package let person: PersonID
    package let language: Language
    /// The policy in force when they first wrote, and the age they declared to have reached.
    package let policyVersion: String
    package let minimumAge: Int?
    package let firstSeenAt: Instant
    package let identifiers: [ContactIdentifier]

    /// The newest address, whether proven or not.
    package var email: ContactIdentifier? { identifiers.last { $0.kind == .email } }
}

/// One thing a person can be reached by. Whether it is theirs is another question than whether they typed it.
package struct ContactIdentifier: Sendable {
    package enum Kind: String, Sendable, CaseIterable, SQLEnum {
        case email
    }

    package let id: ID<ContactIdentifier>
    package let kind: Kind
    package let value: SealedValue
    /// When they showed that it is theirs, by opening what we sent there; nil while it is only typed in.
    package let provenAt: Instant?
    package let addedAt: Instant
}
