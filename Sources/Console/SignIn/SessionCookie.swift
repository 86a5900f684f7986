// SPDX-License-Identifier: Apache-2.0

import Accounts
import Hummingbird
import Pages

/// The cookie a signed-in browser shows; it ends with the browser, and the session behind it sooner.
enum SessionCookie {
    /// `__Host-` binds it to this host and to TLS (RFC 6265bis §4.1.3.2); it cannot be had without TLS.
    private static func name(isSecure: Bool) -> String { isSecure ? "__Host-staff-session" : "staff-session" }

    static func token(of request: Request, isSecure: Bool) -> SessionToken? {
        guard request.headers[.cookie] != nil else { return nil }
        return request.cookies[name(isSecure: isSecure)].flatMap { SessionToken(cookie: $0.value) }
    }

    static func make(_ token: SessionToken, isSecure: Bool) -> Cookie {
        Cookie(
            name: name(isSecure: isSecure), value: token.text, path: "/", secure: isSecure, httpOnly: true,
            sameSite: .lax)
    }

    static func removal(isSecure: Bool) -> Cookie {
        Cookie(
            name: name(isSecure: isSecure), value: "", maxAge: 0, path: "/", secure: isSecure, httpOnly: true,
            sameSite: .lax)
    }
}

extension Sheet {
    /// Whether browsers reach us over TLS.
    var isSecure: Bool { origin.hasPrefix("https://") }
}
