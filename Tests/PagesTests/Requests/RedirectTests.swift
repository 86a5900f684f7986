// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import Pages
import Testing
import Values

@Suite("Where pages lead")
struct RedirectTests {
    @Test(arguments: [
        "//evil.example", "https://evil.example", "/\\evil.example", "evil", "/a\r\nset-cookie: x", "", "/\tx",
    ])
    func `a redirect never leaves the site`(path: String) throws {
        #expect(Response.seeOther(path, on: try sheet()).headers[.location] == "/")
    }

    @Test func `a path of ours is followed`() throws {
        #expect(Response.seeOther("/vi/orders/abc?x=1", on: try sheet()).headers[.location] == "/vi/orders/abc?x=1")
    }

    @Test(arguments: ["https://pay.example.evil/x", "http://pay.example/x", "https://other.example/"])
    func `a checkout is followed only to an origin the site lists`(address: String) throws {
        #expect(throws: ForeignCheckout.self) { try Response.seeOther(checkout: address, on: try sheet()) }
    }

    @Test func `a listed checkout is followed`() throws {
        let response = try Response.seeOther(checkout: "https://pay.example/session/1", on: try sheet())

        #expect(response.headers[.location] == "https://pay.example/session/1")
    }

    private func sheet() throws -> Sheet {
        try Samples.sheet(.english)
    }
}
