// SPDX-License-Identifier: Apache-2.0

package import Policy
package import Values
package import Vault

/// Tells recipients that a person has been erased and must be erased there too (GDPR art. 19).
package protocol ErasureNotifier: Sendable {
    /// May be called again after a crash.
    func tell(_ notice: ErasureTelling) async throws -> NoticeOutcome
}

/// What one recipient is to be told.
package struct ErasureTelling: Sendable {
    package let recipient: RecipientID
    /// As `RecipientHandle.kind` named it.
    package let kind: String
    /// Sealed under the key of the case.
    package let handle: SealedValue
    /// The owner of the case's key.
    package let casePerson: PersonID
    /// The case's id, for the disclosure record.
    package let subject: [UInt8]
}

package enum NoticeOutcome: Sendable, Equatable {
    /// The recipient answered; the code is kept as evidence and must name nobody.
    case told(answer: String)
    /// Not now; it will be tried again.
    case later
    /// It cannot be told, and why; the person is informed of it.
    case cannot(reason: String)
}
