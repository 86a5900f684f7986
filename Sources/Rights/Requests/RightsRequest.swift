// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import Storage
package import Values

/// What a person asked of us about their data, from the first mail to the answer.
package struct RightsRequest: Sendable {
    package enum State: Int, Sendable, SQLEnum {
        case asked = 1
        case verified = 2
        case carriedOut = 3
        case expired = 4
    }

    package let id: ID<RightsRequest>
    package let language: Language
    package let state: State
    package let askedAt: Instant
    package let verifiedAt: Instant?
    /// The end of the legal clock (GDPR art. 12(3): one month; the policy's days count from the request).
    package let dueAt: Instant
    package let concludedAt: Instant?
    package let receipt: String?
    /// Everyone the proven address belongs to: each guest checkout is a person of its own.
    package let people: [PersonID]
}

/// The secret in a mailed link. Only its digest is stored.
package struct RightsToken: Sendable {
    /// How long a mailed link opens the page.
    package static let lifetime = Duration.days(7)

    package let text: String

    static func make() -> RightsToken {
        let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
        let text = bytes.base64EncodedString().replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
        return RightsToken(text: text)
    }

    /// Nil for anything that cannot be a token of ours.
    package init?(_ text: String) {
        guard text.utf8.count == 43,
            text.utf8.allSatisfy({ byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45
                    || byte == 95
            })
        else { return nil }
        self.text = text
    }

    private init(text: String) {
        self.text = text
    }

    var digest: [UInt8] { [UInt8](SHA256.hash(data: Data(text.utf8))) }
}

extension RightsToken: CustomStringConvertible {
    package var description: String { "•••" }
}
