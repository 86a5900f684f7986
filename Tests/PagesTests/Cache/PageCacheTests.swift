// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import HummingbirdTesting
import NIOCore
import Pages
import Testing
import Values

@Suite("Keeping finished pages")
struct PageCacheTests {
    @Test func `a page for everyone is written once until pages are invalidated`() async throws {
        let shop = Shop()
        let renders = Renders()
        try await shop.run(renders: renders) { client in
            let first = try await client.get("/en")
            let second = try await client.get("/en")
            shop.cache.invalidate()
            _ = try await client.get("/en")

            #expect(renders.count == 2)
            #expect(first.body == second.body && first.headers[.eTag] == second.headers[.eTag])
        }
    }

    @Test func `each language is its own page`() async throws {
        try await Shop().run { client in
            _ = try await client.get("/en")
            let page = String(buffer: try await client.get("/vi").body)

            #expect(page.contains("lang=\"vi\""))
        }
    }

    @Test func `a page lives ten minutes`() async throws {
        let shop = Shop()
        let renders = Renders()
        try await shop.run(renders: renders) { client in
            _ = try await client.get("/en")
            shop.clock.advance(by: .seconds(601))
            _ = try await client.get("/en")

            #expect(renders.count == 2)
        }
    }

    @Test func `a page with a form token is never kept, whatever its route says`() async throws {
        let renders = Renders()
        try await Shop().run(renders: renders) { client in
            let (cookie, first) = try await client.openForm()
            let (_, second) = try await client.openForm(cookie: cookie)
            let (_, stranger) = try await client.openForm()

            #expect(renders.count == 3)
            #expect(Set([first, second, stranger]).count == 3)
        }
    }

    @Test func `a browser that has the page gets 304 and no body`() async throws {
        try await Shop().run { client in
            let tag = try #require(try await client.get("/en").headers[.eTag])

            let plain = try await client.get("/en", headers: [.ifNoneMatch: tag])
            let packed = try await client.get("/en", headers: [.ifNoneMatch: "W/\(tag)", .acceptEncoding: "gzip"])

            #expect(plain.status == .notModified && packed.status == .notModified)
            #expect(plain.body.readableBytes == 0)
        }
    }

    @Test func `the kept page is compressed for those who take it and whole for HEAD`() async throws {
        try await Shop().run { client in
            let plain = try await client.get("/en")
            let packed = try await client.get("/en", headers: [.acceptEncoding: "gzip"])
            let head = try await client.send("/en", method: .head)

            #expect(packed.headers[.contentEncoding] == "gzip")
            #expect(packed.body.readableBytes < plain.body.readableBytes)
            #expect(head.body.readableBytes == 0)
            #expect(head.headers[.contentLength] == plain.headers[.contentLength])
        }
    }

    @Test func `a kept page has the same protections as any other`() async throws {
        try await Shop().run { client in
            _ = try await client.get("/en")
            let kept = try await client.get("/en")

            #expect(kept.headers[.contentSecurityPolicy] != nil && kept.headers[.xContentTypeOptions] == "nosniff")
        }
    }

    @Test func `a query is not kept, so that nobody fills the memory with made-up addresses`() async throws {
        let renders = Renders()
        try await Shop().run(renders: renders) { client in
            _ = try await client.get("/en?a=1")
            _ = try await client.get("/en?a=1")

            #expect(renders.count == 2)
        }
    }
}
