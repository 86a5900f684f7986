// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import HummingbirdTesting
import NIOCore
import Pages
import Testing
import Values

@Suite("Serving style, scripts and fonts")
struct AssetTests {
    @Test func `a page's style sheet and script are there, compressed, and may be kept for ever`() async throws {
        try await Shop().run { client in
            let page = String(buffer: try await client.get("/en").body)
            let addresses = page.matches(of: /(?:href|src)="(\/assets\/[^"]+)"/).map { String($0.output.1) }

            #expect(addresses.count >= 3)
            for address in addresses {
                let answer = try await client.get(address, headers: [.acceptEncoding: "gzip"])
                #expect(answer.status == .ok, "\(address)")
                #expect(answer.headers[.cacheControl]?.contains("immutable") == true)
                #expect(answer.headers[.xContentTypeOptions] == "nosniff")
            }
        }
    }

    @Test func `a page opened before an update still finds its files, but may not keep them`() async throws {
        try await Shop().run { client in
            let answer = try await client.get("/assets/older/app.js")

            #expect(answer.status == .ok)
            #expect(answer.headers[.cacheControl] == "no-cache")
        }
    }

    @Test(arguments: ["/assets/", "/assets/x/", "/assets/x/../Package.swift", "/assets/x/css/tokens.css"])
    func `nothing but the assets is served`(path: String) async throws {
        try await Shop().run { client in
            let status = try await client.get(path).status

            #expect(status == .notFound)
        }
    }

    @Test func `every module a script imports is among the assets`() async throws {
        let assets = try Samples.sheet(.english).assets

        for name in ["app.js", "announce.js", "cart.js", "filter.js", "live.js", "shortcuts.js", "icon.svg"] {
            #expect(assets.has(name), "\(name)")
        }
    }

    @Test func `the first view of a shop, all in, is under 100 kB`() async throws {
        try await Shop().run { client in
            let page = try await client.get("/en", headers: [.acceptEncoding: "gzip"]).body.readableBytes
            let assets = try Samples.sheet(.english).assets
            let names = [
                "vietnam-connect.css", "app.js", "announce.js", "cart.js", "icon.svg", "fonts/inter-400.woff2",
                "fonts/inter-600.woff2",
            ]

            #expect(page + names.compactMap { assets.transferSize($0) }.reduce(0, +) < 100_000)
        }
    }
}
