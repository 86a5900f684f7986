// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Pages
import Testing

@Suite("The visitor's address behind our own proxy")
struct ProxyTests {
    private func seen(_ forwarded: [String]) async throws -> String {
        let router = Router(context: PageContext.self)
        router.get("/") { request, context in context.behindProxy(of: request).remoteAddress }
        var headers = HTTPFields()
        for value in forwarded {
            headers.append(HTTPField(name: try #require(HTTPField.Name("X-Forwarded-For")), value: value))
        }
        let sent = headers
        return try await Application(router: router).test(.router) { client in
            try await client.execute(uri: "/", method: .get, headers: sent) { String(buffer: $0.body) }
        }
    }

    @Test(arguments: [
        (["203.0.113.9"], "203.0.113.9"), (["1.2.3.4, 203.0.113.9"], "203.0.113.9"),
        (["1.2.3.4", "203.0.113.9"], "203.0.113.9"), (["1.2.3.4,2001:DB8::1"], "2001:db8::1"),
    ])
    func `is the last one the proxy wrote down, whatever stood before`(forwarded: [String], address: String)
        async throws
    {
        #expect(try await seen(forwarded) == address)
    }

    @Test(arguments: [[], [""], ["unknown"], ["1.2.3.4, <script>"]])
    func `stays the connection's when there is none`(forwarded: [String]) async throws {
        let connection = try await seen([])

        #expect(try await seen(forwarded) == connection)
    }
}
