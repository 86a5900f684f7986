// SPDX-License-Identifier: Apache-2.0

import Crypto
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Pages
import Testing
import Values

@Suite("The front door")
struct FrontDoorTests {
    @Test func `an unknown host is answered with 404 and no page of ours`() async throws {
        try await Shop().run(host: "shop.example") { client in
            let answer = try await client.get("/en")

            #expect(answer.status == .notFound)
            #expect(!String(buffer: answer.body).contains("Vietnam Connect"))
        }
    }

    @Test(arguments: [("/en/nowhere", "There is no page here"), ("/vi/nowhere", "Không có trang này")])
    func `a missing page is answered in the language of the path`(path: String, title: String) async throws {
        try await Shop().run { client in
            let answer = try await client.get(path)

            #expect(answer.status == .notFound)
            #expect(String(buffer: answer.body).contains("<h1>\(title)</h1>"))
        }
    }

    @Test func `a wrong method is answered with the right ones`() async throws {
        try await Shop().run { client in
            let answer = try await client.send("/en/letters", method: .delete)

            #expect(answer.status == .methodNotAllowed)
            #expect(answer.headers[.allow] == "GET, HEAD, POST")
        }
    }

    @Test func `an unexpected failure shows a reference and nothing of its cause`() async throws {
        try await Shop().run { client in
            let answer = try await client.get("/en/broken")
            let page = String(buffer: answer.body)

            #expect(answer.status == .internalServerError)
            #expect(page.contains("class=\"reference\""))
            #expect(!page.contains("secret cause"))
        }
    }

    @Test func `a program gets a problem document instead of a page`() async throws {
        try await Shop().run { client in
            let answer = try await client.get("/en/broken", headers: [.accept: "application/json"])

            #expect(answer.headers[.contentType] == "application/problem+json")
        }
    }

    @Test func `every answer forbids inline scripts, framing and sniffing`() async throws {
        try await Shop().run { client in
            for path in ["/en", "/en/nowhere", "/en/letters"] {
                let headers = try await client.get(path).headers
                let policy = headers[.contentSecurityPolicy] ?? ""

                #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
                #expect(policy.contains("form-action 'self' https://pay.example"))
                #expect(!policy.contains("unsafe"))
                #expect(headers[.xContentTypeOptions] == "nosniff")
            }
        }
    }

    @Test func `a large page is compressed for a browser that takes gzip`() async throws {
        try await Shop().run { client in
            let plain = try await client.get("/en/long")
            let packed = try await client.get("/en/long", headers: [.acceptEncoding: "gzip, br"])

            #expect(plain.headers[.contentEncoding] == nil)
            #expect(packed.headers[.contentEncoding] == "gzip")
            #expect(packed.headers[.vary] == "Accept-Encoding")
            #expect(packed.body.readableBytes * 4 < plain.body.readableBytes)
        }
    }
}
