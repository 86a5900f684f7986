// SPDX-License-Identifier: Apache-2.0

import Hummingbird

/// One sentence for the next page: "Saved." It travels in a cookie as a key of the catalogue, never as text, so that
/// neither personal data nor somebody else's words can be put on our page with it.
package struct Flash: Sendable, Hashable {
    package enum Tone: String, Sendable {
        case success, notice, problem
    }

    package let tone: Tone
    package let key: String

    package init(_ tone: Tone, _ key: String) {
        self.tone = tone
        self.key = key
    }

    static let cookieName = "flash"

    init?(cookie: String) {
        let parts = cookie.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let tone = Tone(rawValue: String(parts[0])), parts[1].utf8.count <= 100 else {
            return nil
        }
        self.init(tone, String(parts[1]))
    }

    func cookie(isSecure: Bool) -> Cookie {
        Cookie(
            name: Self.cookieName, value: "\(tone.rawValue):\(key)", maxAge: 60, path: "/", secure: isSecure,
            sameSite: .lax)
    }

    static func removal(isSecure: Bool) -> Cookie {
        Cookie(name: cookieName, value: "", maxAge: 0, path: "/", secure: isSecure, sameSite: .lax)
    }
}
