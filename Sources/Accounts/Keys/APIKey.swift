// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
package import Values
package import Vault

/// What a key lets a program do. A key has those it was made with and never more.
package enum APIScope: String, Sendable, CaseIterable, Hashable {
    case readOrders = "orders:read"
    /// Opening a buyer's address, for a purpose the policy declares and on the record.
    case readBuyers = "buyers:read"
    case readCatalogue = "catalogue:read"
    case writeCatalogue = "catalogue:write"
    case readStatistics = "statistics:read"
}

/// A key as its owner sees it in a list. The key itself is not there to be seen.
package struct APIKey: Hashable, Sendable {
    /// One shop has few programs; this many keys are never needed at a time.
    package static let mostInUse = 50
    package static let longestName = 80

    package let id: ID<APIKey>
    package let name: String
    /// The last four characters, to tell keys apart.
    package let ending: String
    package let scopes: Set<APIScope>
    /// The member of staff it acts for.
    package let person: PersonID
    package let madeAt: Instant
    /// To the hour; nil when it was never used.
    package let usedAt: Instant?
    package let revokedAt: Instant?
}

/// A program that showed a key: what it may do, and for whom.
package struct APIClient: Sendable {
    package let key: ID<APIKey>
    package let scopes: Set<APIScope>
    /// The member of staff the key acts for, with the key's number for the record.
    package let member: StaffMember

    package var caller: Caller { .staff(member) }
}

/// The key itself: 256 random bits behind a mark by which scanners of published code know it.
package struct APIToken: Sendable {
    static let mark = "sampan_"

    package let text: String

    static func make() -> APIToken {
        let secret = SymmetricKey(size: .bits256).withUnsafeBytes { Base64URL.encode([UInt8]($0)) }
        return APIToken(text: mark + secret)
    }

    /// Of the field `Authorization: Bearer …`; nil for anything that cannot be a key of ours.
    package init?(authorization field: String) {
        let parts = field.split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].hasPrefix(Self.mark),
            parts[1].utf8.count == Self.mark.utf8.count + 43
        else { return nil }
        text = String(parts[1])
    }

    private init(text: String) {
        self.text = text
    }

    var digest: [UInt8] { [UInt8](SHA256.hash(data: Data(text.utf8))) }
    var ending: String { String(text.suffix(4)) }
}

extension APIToken: CustomStringConvertible {
    package var description: String { "•••" }
}
