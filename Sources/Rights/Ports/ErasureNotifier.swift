// SPDX-License-Identifier: Apache-2.0

package import Policy
package import Values
package import Vault

/// Tells one recipient that a person has been erased and must be erased there too (GDPR art. 19).
package protocol ErasureNotifier: Sendable {
    var recipient: RecipientID { get }
    /// `handle` is sealed under the key of the case (`casePerson`). May be called again after a crash.
    func tell(kind: String, handle: SealedValue, of casePerson: PersonID) async throws -> NoticeOutcome
}

package enum NoticeOutcome: Sendable, Equatable {
    /// The recipient answered; the code is kept as evidence and must name nobody.
    case told(answer: String)
    /// Not now; it will be tried again.
    case later
    /// It cannot be told, and why; the person is informed of it.
    case cannot(reason: String)
}
