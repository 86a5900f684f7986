// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Simulators

@Suite("The mail server's rules")
struct SMTPSessionTests {
    private let login = "AUTH PLAIN " + Data("\0sampan\0secret".utf8).base64EncodedString()

    private func session(secured: Bool = false, after lines: [String] = []) -> SMTPSession {
        var session = SMTPSession(user: "sampan", password: "secret")
        if secured {
            session.secured()
            _ = session.take("EHLO shop")
            _ = session.take(login)
        }
        lines.forEach { _ = session.take($0) }
        return session
    }

    private func code(_ effects: [SMTPSession.Effect]) -> String {
        switch effects.first {
        case .reply(let text), .startTLS(let text): String(text.prefix(3))
        case .collectMessage, .close, nil: ""
        }
    }

    @Test func `in clear STARTTLS is offered and AUTH is not, under TLS the other way round`() {
        var clear = session()
        var secure = session()
        secure.secured()

        let before = clear.take("EHLO shop")
        let after = secure.take("EHLO shop")

        #expect(String(describing: before).contains("STARTTLS"))
        #expect(!String(describing: before).contains("AUTH"))
        #expect(!String(describing: after).contains("STARTTLS"))
        #expect(String(describing: after).contains("AUTH PLAIN LOGIN"))
        #expect(String(describing: after).contains("SIZE 10485760"))
    }

    @Test(arguments: ["MAIL FROM:<a@b.cc>", "AUTH PLAIN AHNhbXBhbgBzZWNyZXQ="])
    func `before TLS mail and passwords are refused with 530`(line: String) {
        var session = session(after: ["EHLO shop"])

        #expect(code(session.take(line)) == "530")
    }

    @Test func `under TLS mail still needs a login`() {
        var session = session()
        session.secured()
        _ = session.take("EHLO shop")

        #expect(code(session.take("MAIL FROM:<a@b.cc>")) == "530")
        #expect(code(session.take("AUTH PLAIN " + Data("\0sampan\0wrong".utf8).base64EncodedString())) == "535")
        #expect(code(session.take(login)) == "235")
        #expect(code(session.take("MAIL FROM:<a@b.cc>")) == "250")
    }

    @Test func `a login in steps asks for user and password`() {
        var session = session()
        session.secured()
        _ = session.take("EHLO shop")

        #expect(session.take("AUTH LOGIN") == [.reply("334 VXNlcm5hbWU6")])
        #expect(session.take(Data("sampan".utf8).base64EncodedString()) == [.reply("334 UGFzc3dvcmQ6")])
        #expect(code(session.take(Data("secret".utf8).base64EncodedString())) == "235")
    }

    @Test(arguments: [
        ([], "RCPT TO:<a@b.cc>", "503"), ([], "DATA", "503"), ([], "HOLD", "502"), ([], "", "500"),
        (["MAIL FROM:<a@b.cc>"], "MAIL FROM:<a@b.cc>", "503"), (["MAIL FROM:<a@b.cc>"], "DATA", "503"),
        ([], "MAIL FROM: a@b.cc", "501"), ([], "MAIL FROM:<a@b.cc> SIZE=20000000", "552"),
        ([], "MAIL FROM:<a@b.cc> NOTIFY=NEVER", "555"), ([], "STARTTLS", "503"),
        (["MAIL FROM:<a@b.cc>"], "RCPT TO:<nobody>", "501"), ([], "NOOP", "250"), ([], "VRFY an", "252"),
        (["MAIL FROM:<a@b.cc>", "RCPT TO:<c@d.ee>", "RSET"], "DATA", "503"),
        (["MAIL FROM:<>"], "RCPT TO:<c@d.ee>", "250"),
    ])
    func `each command has its place`(before: [String], line: String, expected: String) {
        var session = session(secured: true, after: before)

        #expect(code(session.take(line)) == expected)
    }

    @Test func `a message is collected once sender and recipient are named`() {
        var session = session(secured: true, after: ["MAIL FROM:<a@b.cc> BODY=8BITMIME", "RCPT TO:<c@d.ee>"])

        #expect(session.take("DATA").last == .collectMessage)
        #expect(session.sender == "a@b.cc")
        #expect(session.recipients == ["c@d.ee"])
        #expect(session.take("QUIT").last == .close)
    }

    @Test func `where STARTTLS is switched off it is neither offered nor done`() {
        var session = session()
        session.offersTLS = false

        #expect(!String(describing: session.take("EHLO shop")).contains("STARTTLS"))
        #expect(code(session.take("STARTTLS")) == "502")
        #expect(code(session.take("MAIL FROM:<a@b.cc>")) == "530")
    }
}
