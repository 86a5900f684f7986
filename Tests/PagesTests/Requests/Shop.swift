// SPDX-License-Identifier: Apache-2.0

import Crypto
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Pages
import Synchronization
import Values

/// A small site behind a front door: a page for everyone, a form, a long page and one that fails.
struct Shop {
    struct Broken: Error {
        let why = "secret cause"
    }

    let clock = FixedWallClock(Instant(milliseconds: 1_800_000_000_000))
    let cache: PageCache

    init() {
        cache = PageCache(clock: clock)
    }

    static func site(host: String) -> Site {
        Site(
            slug: "vietnam-connect", name: "Vietnam Connect", hosts: [host],
            supportEmail: "support@vietnamconnect.com", checkoutOrigins: ["https://pay.example"])
    }
}

final class Renders: Sendable {
    private let paths = Mutex<[String]>([])

    func add(_ path: String) { paths.withLock { $0.append(path) } }
    var count: Int { paths.withLock { $0.count } }
}

extension Shop {
    func run(
        host: String = "localhost", isBehindTLS: Bool = false, renders: Renders = Renders(),
        _ test: @escaping @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        let router = Router(context: PageContext.self, options: .autoGenerateHeadEndpoints)
        for language in ["en", "vi"] {
            router.get("/\(language)") { _, context in
                renders.add("home")
                let sheet = context.sheet
                return Response.page(sheet.shopPage(PageHead(title: "Home"), main: "<h1>Home</h1>"), keptBy: .anybody)
            }
            router.get("/\(language)/letters") { _, context in
                renders.add("letters")
                return Response.page(context.sheet.letterPage(Form()), keptBy: .anybody)
            }
            router.post("/\(language)/letters") { request, context in
                var form = try await Form.read(request, context)
                let email = form.email("email")
                guard email != nil, form.isValid else {
                    return Response.page(context.sheet.letterPage(form), status: .unprocessableContent)
                }
                return .seeOther("/en/letters", saying: Flash(.success, "layout.skip"), on: context.sheet)
            }
        }
        router.get("/en/broken") { _, _ -> Response in throw Broken() }
        router.get("/en/long") { _, _ in
            Response.page(HTML(raw: String(repeating: "<p>All the boats of the market.</p>", count: 500)))
        }
        let sites = Sites([Self.site(host: host)])
        let door = FrontDoor(
            to: router.buildResponder(), routes: MethodIndex(of: router), sites: sites,
            stationery: try .load(themesOf: sites), cache: cache,
            formKey: SymmetricKey(data: Array(repeating: 7, count: 32)),
            isBehindTLS: isBehindTLS)
        try await Application(responder: door).test(.router) { try await test($0) }
    }
}

extension Sheet {
    func letterPage(_ letter: Form) -> HTML {
        shopPage(
            PageHead(title: "Letters"),
            main: form(
                path("/letters"), showing: letter,
                "\(field(Field("email", "E-mail", kind: .email), in: letter))\(button("Send"))"))
    }
}

extension TestClientProtocol {
    func get(_ path: String, headers: HTTPFields = [:]) async throws -> TestResponse {
        try await send(path, method: .get, headers: headers)
    }

    func send(
        _ path: String, method: HTTPRequest.Method, headers: HTTPFields = [:], body: String? = nil
    ) async throws -> TestResponse {
        var headers = headers
        if body != nil, headers[.contentType] == nil { headers[.contentType] = "application/x-www-form-urlencoded" }
        return try await executeRequest(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
    }
}
