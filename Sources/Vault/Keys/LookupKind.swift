// SPDX-License-Identifier: Apache-2.0

/// What a person can be found by without opening anything. The number is permanent: it is part of the digest's key.
package enum LookupKind: Int, Sendable {
    /// The address a guest typed at checkout. Not unique: an unproven address makes no one the same person.
    case guestEmail = 1
    /// The address a member of staff signs in with. Unique.
    case staffEmail = 2
    /// A telephone number somebody writes from in a messenger. Unique: the messenger vouches for it.
    case messengerPhone = 3
    /// An account of a messenger without a number. Unique.
    case messengerAccount = 4

    var isUnique: Bool {
        switch self {
        case .guestEmail: false
        case .staffEmail, .messengerPhone, .messengerAccount: true
        }
    }
}

/// What kind of owner a key has.
package enum KeyOwner: Int, Sendable {
    case person = 1
    case staff = 2
    /// What law makes us keep, for one basis and end year.
    case hold = 3
    case erasureCase = 4
    /// Provider callbacks of one day, or codes of one hour, until it is destroyed with them.
    case inbox = 5
}
