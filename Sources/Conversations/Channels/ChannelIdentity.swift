// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values
package import Vault

/// What a messenger knows a person by.
package struct ChannelIdentity: Sendable {
    package enum Kind: String, Sendable, CaseIterable, SQLEnum {
        case phone, account

        var lookup: LookupKind {
            switch self {
            case .phone: .messengerPhone
            case .account: .messengerAccount
            }
        }
    }

    package let id: ID<ChannelIdentity>
    package let kind: Kind
    package let value: SealedValue
}
