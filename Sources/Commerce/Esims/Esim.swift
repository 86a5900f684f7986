// SPDX-License-Identifier: Apache-2.0

package import Policy
package import Values
package import Vault

/// A delivered eSIM with what its network last said of it.
package struct Esim: Sendable {
    package let id: ID<Esim>
    package let order: ID<Order>
    package let line: ID<OrderLine>
    /// From 1, within the line.
    package let position: Int
    package let person: PersonID
    /// Whose it is.
    package let supplier: RecipientID
    /// The supplier's name of the profile.
    package let profile: SealedValue
    package let iccid: SealedValue
    package let activationCode: SealedValue
    package let status: EsimStatus
    package let checkedAt: Instant
}
