// SPDX-License-Identifier: Apache-2.0

import Disclosure
import Integrations
import Testing

@Suite("Carrying requests out")
struct HTTPCourierTests {
    static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Kind: good\r\n\r\nhi"

    /// What became of the call: a status, or which kind of failure.
    private func deliver(_ call: HTTPCall) async throws -> String {
        let courier = HTTPCourier()
        let result: String
        do {
            if case .http(let status, _, let body) = try await courier.deliver(.http(call)) {
                result = "\(status) \(String(decoding: body, as: UTF8.self))"
            } else {
                result = "no http"
            }
        } catch {
            result = "\(error)"
        }
        try await courier.close()
        return result
    }

    private func post(_ url: String, deadline: Duration = .seconds(5)) -> HTTPCall {
        HTTPCall(.post, url, headers: [(name: "X-Own", value: "1")], body: [UInt8]("a=b".utf8), deadline: deadline)
    }

    @Test func `an answer comes back whole, and the request arrives as it was built`() async throws {
        try await ScriptedServer.with(.answer(Self.ok)) { server async throws in
            #expect(try await deliver(post("http://127.0.0.1:\(server.port)/path?q=1")) == "200 hi")

            let request = try #require(server.requests.first)
            #expect(request.hasPrefix("POST /path?q=1 HTTP/1.1\r\n"))
            #expect(request.lowercased().contains("content-length: 3\r\n"))
            #expect(request.contains("X-Own: 1\r\n"))
            #expect(request.hasSuffix("\r\n\r\na=b"))
        }
    }

    @Test func `names under localhost lead to this machine and keep their name`() async throws {
        try await ScriptedServer.with(.answer(Self.ok)) { server async throws in
            #expect(try await deliver(post("http://world.localhost:\(server.port)/stripe")) == "200 hi")

            #expect(server.requests.first?.contains("Host: world.localhost:\(server.port)\r\n") == true)
        }
    }

    @Test func `a redirect is an answer and is not followed`() async throws {
        let moved = "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"
        try await ScriptedServer.with(.answer(moved)) { server async throws in
            #expect(try await deliver(post("http://127.0.0.1:\(server.port)/")) == "302 ")
            #expect(server.requests.count == 1)
        }
    }

    @Test func `nothing left when nobody listens`() async throws {
        // Port 1 is nobody's.
        #expect(try await deliver(post("http://127.0.0.1:1/")) == "notSent(\"no-connection\")")
        let question = HTTPCall(.get, "http://127.0.0.1:1/")
        #expect(try await deliver(question) == "notSent(\"no-connection\")")
    }

    @Test func `nothing left when the other side speaks no TLS`() async throws {
        try await ScriptedServer.with(.answer(Self.ok)) { server async throws in
            let courier = HTTPCourier()
            await #expect(throws: DeliveryFailure.notSent("deadline")) {
                let call = post("https://127.0.0.1:\(server.port)/", deadline: .milliseconds(300))
                return try await courier.deliver(.http(call))
            }

            #expect(server.requests.isEmpty)
            try await courier.close()
        }
    }

    @Test func `a connection that breaks after the request leaves it open whether it arrived`() async throws {
        try await ScriptedServer.with(.hangUp) { server async throws in
            #expect(try await deliver(post("http://127.0.0.1:\(server.port)/")) == "noAnswer(\"connection-broken\")")
            #expect(server.requests.count == 1)
        }
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"])
    func `the deadline covers the whole answer`(begun: String) async throws {
        try await ScriptedServer.with(.stall(begun)) { server async throws in
            let call = post("http://127.0.0.1:\(server.port)/", deadline: .milliseconds(300))

            #expect(try await deliver(call) == "noAnswer(\"deadline\")")
        }
    }

    @Test func `an answer over a megabyte counts as none`() async throws {
        let body = String(repeating: "x", count: HTTPCourier.responseLimit + 1)
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        try await ScriptedServer.with(.answer(answer)) { server async throws in
            let result = try await deliver(post("http://127.0.0.1:\(server.port)/"))

            #expect(result == "noAnswer(\"answer-too-large\")")
        }
    }

    @Test(arguments: [
        "http://example.com/", "http://10.0.0.1/", "http://localhost.example.com/", "http://127.0.0.1.nip.io/",
    ])
    func `plain HTTP goes to no other machine`(url: String) async throws {
        #expect(try await deliver(post(url)) == "notSent(\"not-protected\")")
    }

    @Test(arguments: ["", "nonsense", "ftp://localhost/", "http:///path", "http://user:pw@localhost/"])
    func `what is no address is not tried`(url: String) async throws {
        #expect(try await deliver(post(url)) == "notSent(\"bad-address\")")
    }

    @Test func `each kind of sending takes its own way`() async throws {
        let couriers = Couriers(http: AbsentCourier(because: "http"), mail: AbsentCourier(because: "mail"))

        await #expect(throws: DeliveryFailure.notSent("http")) {
            try await couriers.deliver(.http(HTTPCall(.get, "https://example.com")))
        }
        await #expect(throws: DeliveryFailure.notSent("mail")) {
            let mail = MailMessage(to: "a@example.com", subject: "", text: "", html: "", identity: "1")
            return try await couriers.deliver(.mail(mail))
        }
        guard
            case .redirected("https://pay.example.com") = try await couriers.deliver(
                .redirect(to: "https://pay.example.com"))
        else {
            Issue.record("not redirected")
            return
        }
    }
}
