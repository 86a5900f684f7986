// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import HummingbirdTesting
import NIOCore
import Pages
import Testing
import Values

@Suite("Sending a form")
struct FormTests {
    @Test func `a form with its token and the visitor's cookie is accepted and leads on`() async throws {
        try await Shop().run { client in
            let (cookie, token) = try await client.openForm()

            let answer = try await client.post("email=minh%40example.com&csrf=\(token)", cookie: cookie)

            #expect(answer.status == .seeOther)
            #expect(answer.headers[.location] == "/en/letters")
        }
    }

    @Test(arguments: [nil, "visitor=AAAAAAAAAAAAAAAAAAAAAA"])
    func `a form is refused without the cookie its token was made for`(cookie: String?) async throws {
        try await Shop().run { client in
            let (_, token) = try await client.openForm()

            let answer = try await client.post("email=minh%40example.com&csrf=\(token)", cookie: cookie)

            #expect(answer.status == .forbidden)
        }
    }

    @Test(arguments: ["", "csrf=", "csrf=AAAA", "csrf=%00"])
    func `a form without a true token is refused`(fields: String) async throws {
        try await Shop().run { client in
            let (cookie, _) = try await client.openForm()

            let answer = try await client.post("email=minh%40example.com&\(fields)", cookie: cookie)

            #expect([.forbidden, .badRequest].contains(answer.status))
        }
    }

    @Test(arguments: [
        ("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://evil.example"),
    ])
    func `a form sent by another site is refused`(name: String, value: String) async throws {
        try await Shop().run { client in
            let (cookie, token) = try await client.openForm()
            let field = try #require(HTTPField.Name(name))

            let answer = try await client.post("csrf=\(token)", cookie: cookie, headers: [field: value])

            #expect(answer.status == .forbidden)
        }
    }

    @Test func `the token differs on every page and all of them are accepted`() async throws {
        try await Shop().run { client in
            let (cookie, first) = try await client.openForm()
            let (_, second) = try await client.openForm(cookie: cookie)

            let answer = try await client.post("email=minh%40example.com&csrf=\(second)", cookie: cookie)

            #expect(first != second)
            #expect(answer.status == .seeOther)
        }
    }

    @Test func `a mistake is answered with 422, with what was typed and what is wrong beside the field`() async throws {
        try await Shop().run { client in
            let (cookie, token) = try await client.openForm()

            let answer = try await client.post("email=minh+%3Cat%3E+example&csrf=\(token)", cookie: cookie)
            let page = String(buffer: answer.body)

            #expect(answer.status == .unprocessableContent)
            #expect(page.contains("value=\"minh &lt;at&gt; example\""))
            #expect(page.contains("aria-invalid=\"true\"") && page.contains("id=\"field-email-problem\""))
        }
    }

    @Test(arguments: ["4242424242424242", "4242-4242-4242-4242", "my card is 4242 4242 4242 4242."])
    func `a card number is refused and never shown again`(typed: String) async throws {
        try await Shop().run { client in
            let (cookie, token) = try await client.openForm()
            let encoded = typed.replacing(" ", with: "+")

            let answer = try await client.post("email=\(encoded)&csrf=\(token)", cookie: cookie)
            let page = String(buffer: answer.body)

            #expect(answer.status == .unprocessableContent)
            #expect(!page.contains("4242"))
            #expect(page.contains("looks like a card number"))
        }
    }

    @Test func `bodies that are too large, of another kind or broken are refused as such`() async throws {
        try await Shop().run { client in
            let (cookie, token) = try await client.openForm()
            let large = "email=\(String(repeating: "a", count: 70_000))&csrf=\(token)"

            let tooLarge = try await client.post(large, cookie: cookie)
            let json = try await client.post("{}", cookie: cookie, headers: [.contentType: "application/json"])
            let broken = try await client.post("email=%zz&csrf=\(token)", cookie: cookie)
            let notText = try await client.post("email=%ff%fe&csrf=\(token)", cookie: cookie)

            #expect(tooLarge.status == .contentTooLarge)
            #expect(json.status == .unsupportedMediaType)
            #expect(broken.status == .badRequest)
            #expect(notText.status == .badRequest)
        }
    }

    @Test func `behind TLS the visitor's cookie is bound to the host and closed to scripts`() async throws {
        try await Shop().run(isBehindTLS: true) { client in
            let answer = try await client.get("/en/letters")
            let cookie = answer.headers[.setCookie] ?? ""

            #expect(cookie.hasPrefix("__Host-visitor="))
            for part in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] { #expect(cookie.contains(part)) }
            #expect(!cookie.contains("Domain"))
            #expect(answer.headers[.strictTransportSecurity] != nil)
        }
    }

    @Test func `a sentence for the next page is said there once`() async throws {
        try await Shop().run { client in
            let (cookie, token) = try await client.openForm()
            let sent = try await client.post("email=minh%40example.com&csrf=\(token)", cookie: cookie)
            let flash = String((sent.headers[.setCookie] ?? "").prefix { $0 != ";" })

            let next = try await client.get("/en/letters", headers: [.cookie: "\(cookie); \(flash)"])

            #expect(String(buffer: next.body).contains("class=\"toast success\""))
            #expect(next.headers[values: .setCookie].contains { $0.hasPrefix("flash=;") })
        }
    }
}

extension TestClientProtocol {
    /// The visitor's cookie and the token of the page's form.
    func openForm(cookie: String? = nil) async throws -> (cookie: String, token: String) {
        let answer = try await get("/en/letters", headers: cookie.map { [.cookie: $0] } ?? [:])
        let page = String(buffer: answer.body)
        let token = page.firstMatch(of: /name="csrf" value="([^"]+)"/)?.output.1 ?? ""
        return (cookie ?? String((answer.headers[.setCookie] ?? "").prefix { $0 != ";" }), String(token))
    }

    func post(_ body: String, cookie: String?, headers: HTTPFields = [:]) async throws -> TestResponse {
        var headers = headers
        if let cookie { headers[.cookie] = cookie }
        return try await send("/en/letters", method: .post, headers: headers, body: body)
    }
}
