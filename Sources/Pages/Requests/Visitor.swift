// SPDX-License-Identifier: Apache-2.0

import Crypto
import Hummingbird
import Synchronization
import Values

/// The browser behind a request, known by one essential cookie that appears with the first form and not before.
///
/// The cookie holds 128 random bits and nothing is stored for it: the token of a form is an HMAC of it.
package final class Visitor: Sendable {
    private let key: SymmetricKey
    private let known: [UInt8]?
    private let made = Mutex<[UInt8]?>(nil)
    private let used = Mutex(false)
    package let isSecure: Bool

    init(key: SymmetricKey, cookie: String?, isSecure: Bool) {
        self.key = key
        self.isSecure = isSecure
        self.known = cookie.flatMap(Base64URL.decode).flatMap { $0.count == 16 ? $0 : nil }
    }

    /// `__Host-` binds the cookie to this host and to TLS (RFC 6265bis §4.1.3.2); it cannot be had without TLS.
    static func cookieName(isSecure: Bool) -> String { isSecure ? "__Host-visitor" : "visitor" }

    /// The visitor's id; asking for it is what makes the cookie appear.
    package var id: [UInt8] {
        used.withLock { $0 = true }
        return known
            ?? made.withLock { made in
                let id = made ?? SystemRandomNumberGenerator.bytes(16)
                made = id
                return id
            }
    }

    /// Whether the browser showed us a cookie of ours.
    package var isKnown: Bool { known != nil }

    /// Whether something on the page of this request was written for this visitor alone.
    var wasUsed: Bool { used.withLock { $0 } }

    /// The cookie to set, when this request made the id.
    var cookie: Cookie? {
        made.withLock { $0 }.map { id in
            Cookie(
                name: Self.cookieName(isSecure: isSecure), value: Base64URL.encode(id), path: "/", secure: isSecure,
                httpOnly: true, sameSite: .lax)
        }
    }

    /// A token for a form, masked anew each time so that compression cannot be made to reveal it (BREACH).
    package func makeFormToken() -> String {
        let mask = SystemRandomNumberGenerator.bytes(16)
        return Base64URL.encode(mask + zip(mask, token).map { $0 ^ $1 })
    }

    /// Compares in constant time. False for a visitor without a cookie.
    package func accepts(formToken: String) -> Bool {
        guard isKnown, let bytes = Base64URL.decode(formToken), bytes.count == 32 else { return false }
        let given = zip(bytes[..<16], bytes[16...]).map { $0 ^ $1 }
        return zip(given, token).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private var token: [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array("form-token".utf8) + id, using: key).prefix(16))
    }
}

extension SystemRandomNumberGenerator {
    static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        // A word at a time: each draw asks the system.
        return (0..<(count + 7) / 8).flatMap { _ in withUnsafeBytes(of: generator.next() as UInt64, Array.init) }
            .dropLast((8 - count % 8) % 8)
    }
}
