// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
package import Hummingbird

/// What a visitor answered when asked whether visits may be counted, as the cookie remembers it: `yes.3f2a91c0`. It holds
/// no number of its own, so it recognises nobody.
package struct VisitChoice: Hashable, Sendable {
    package static let cookieName = "analytics-choice"

    package enum Answer: String, Sendable {
        case yes, no
        /// A yes given while the browser sent the Global Privacy Control signal: it holds in spite of it.
        case despite
    }

    package let answer: Answer
    /// What was asked, as `CookiePanel.revision` names it.
    package let revision: String

    package init(_ answer: Answer, revision: String) {
        self.answer = answer
        self.revision = revision
    }

    /// Nil when nobody answered yet.
    package init?(_ request: Request) {
        guard request.headers[.cookie] != nil, let value = request.cookies[Self.cookieName]?.value else { return nil }
        let parts = value.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let answer = Answer(rawValue: String(parts[0])) else { return nil }
        self.init(answer, revision: String(parts[1]))
    }

    /// Whether visits may be counted now. A signal that was switched on after a yes takes the yes back; an answer to
    /// another question is none.
    package func allows(_ asked: String, signal: Bool) -> Bool {
        switch answer {
        case .no: false
        case .yes: revision == asked && !signal
        case .despite: revision == asked
        }
    }

    /// Readable for scripts, which ask and count only by it.
    package func cookie(seconds: Int, isSecure: Bool) -> Cookie {
        Cookie(
            name: Self.cookieName, value: "\(answer.rawValue).\(revision)", maxAge: seconds, path: "/",
            secure: isSecure, httpOnly: false, sameSite: .lax)
    }
}

extension Request {
    /// Whether the browser says that its user wants no tracking (Global Privacy Control, W3C, §3.2): `Sec-GPC: 1`, and no
    /// other value.
    package var sendsPrivacySignal: Bool {
        guard let name = HTTPField.Name("sec-gpc") else { return false }
        return headers[values: name].contains("1")
    }
}
