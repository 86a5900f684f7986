// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
package import Values
package import Vault

/// A signed-in browser of a member of staff.
package struct StaffSession: Sendable {
    /// Ends this long after signing in, whatever happens (OWASP ASVS 5.0, 7.3: an absolute limit).
    package static let longest = Duration.hours(12)
    /// Ends this long after the last request.
    package static let idle = Duration.hours(2)

    package let id: ID<StaffSession>
    package let member: StaffMember
}

/// The secret in the session cookie. Only its digest is stored.
package struct SessionToken: Sendable {
    package let text: String

    static func make() -> SessionToken {
        SessionToken(text: SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }.base64EncodedString())
    }

    package init?(cookie text: String) {
        guard text.utf8.count == 44 else { return nil }
        self.text = text
    }

    private init(text: String) {
        self.text = text
    }

    var digest: [UInt8] { [UInt8](SHA256.hash(data: Data(text.utf8))) }
}

extension SessionToken: CustomStringConvertible {
    package var description: String { "•••" }
}
