// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import Values
import Vault

/// The secret in a mailed link. Only its digest is stored.
package struct RightsToken: Hashable, Sendable {
    /// How long a mailed link opens the page.
    package static let lifetime = Duration.days(7)

    package let text: String

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

    fileprivate init(code: some ContiguousBytes) {
        text = Base64URL.encode(code.withUnsafeBytes { [UInt8]($0) })
    }

    var digest: [UInt8] { [UInt8](SHA256.hash(data: Data(text.utf8))) }
}

extension RightsToken: CustomStringConvertible {
    package var description: String { "•••" }
}

/// Makes the tokens of mailed links: an HMAC of the request's id, so that a mail can be written again after a crash though
/// nothing secret was stored.
struct RightsLinks: Sendable {
    private let key: SymmetricKey

    init(_ keys: OrganisationKeys) {
        key = keys.linkKey("my-data")
    }

    func token(for request: ID<RightsRequest>) -> RightsToken {
        RightsToken(code: HMAC<SHA256>.authenticationCode(for: request.bytes, using: key))
    }
}
