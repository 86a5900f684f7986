// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import Values
import Vault

/// What a visitor's browser shows to be let into its conversation: 32 random bytes that it made itself, so that a first message
/// sent twice over a bad connection leads to one conversation. Only the digest is stored. Prints masked.
package struct ChatSecret: Hashable, Sendable {
    package let text: String

    /// Nil for anything that is not 32 bytes in base 64.
    package init?(_ text: String) {
        guard text.utf8.count == 43, let bytes = Base64URL.decode(text), bytes.count == 32,
            Set(bytes).count > 8  // thirty-two random bytes never are so few; what a broken generator makes is
        else { return nil }
        self.text = text
    }

    fileprivate init(code: some ContiguousBytes) {
        text = Base64URL.encode(code.withUnsafeBytes { [UInt8]($0) })
    }

    var digest: [UInt8] { [UInt8](SHA256.hash(data: Data(text.utf8))) }
}

extension ChatSecret: CustomStringConvertible, CustomReflectable {
    package var description: String { "•••" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Makes the second way into a conversation: the one that is mailed. An HMAC of the conversation's id, so that a mail can be
/// written again though nothing secret was stored.
struct ChatKeys: Sendable {
    private let key: SymmetricKey

    init(_ keys: OrganisationKeys) {
        key = keys.linkKey("chat")
    }

    func mailed(for conversation: ID<Conversation>) -> ChatSecret {
        ChatSecret(code: HMAC<SHA256>.authenticationCode(for: conversation.bytes, using: key))
    }
}
