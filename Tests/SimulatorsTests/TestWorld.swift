// SPDX-License-Identifier: Apache-2.0

import AsyncHTTPClient
import HTTPTypes
import Logging
import Values

@testable import Simulators

/// A world that answers in this process and is told its time; nothing is sent anywhere.
struct TestWorld {
    let clock = FixedWallClock(Instant(milliseconds: 1_790_000_000_000))
    let world: World

    init() throws {
        var configuration = WorldConfiguration(publicURL: "http://world.localhost:8080")
        configuration.stripe.endpoints = [.init(url: "http://shop.localhost/stripe", secrets: ["whsec_one"])]
        configuration.esimAccess.webhook = "http://shop.localhost/esim"
        world = try World(
            configuration: configuration, clock: clock, http: .shared, logger: Logger(label: "test world"))
    }

    struct Heard {
        let status: Int
        let json: JSON
        let text: String
        let headers: HTTPFields
        let isLost: Bool

        func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, body: String = "", headers: [String: String] = [:]
    ) async -> Heard {
        var fields = HTTPFields()
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        let parts = path.split(separator: "?", maxSplits: 1)
        let request = WorldRequest(
            method: method, path: String(parts[0]), query: FormFields(parts.count > 1 ? parts[1] : ""),
            headers: fields, body: Array(body.utf8))
        let (answer, isLost) =
            switch await world.routes.reply(to: request) {
            case .answer(let answer): (answer, false)
            case .lost(let answer): (answer, true)
            }
        return Heard(
            status: answer.status.code, json: JSON(parsing: answer.body) ?? .null,
            text: String(decoding: answer.body, as: UTF8.self), headers: answer.headers, isLost: isLost)
    }

    func stripe(
        _ method: HTTPRequest.Method, _ path: String, _ form: [String: String] = [:], key: String? = nil
    ) async -> Heard {
        var headers = [
            "Authorization": "Bearer sk_test_sampan_world", "Content-Type": "application/x-www-form-urlencoded",
        ]
        headers["Idempotency-Key"] = key
        let body = form.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.percentEncoded)" }
        return await send(method, "/stripe" + path, body: body.joined(separator: "&"), headers: headers)
    }

    func supplier(_ path: String, _ body: JSON) async -> Heard {
        await send(
            .post, "/esim-access/api/v1/open/" + path, body: body.text,
            headers: ["RT-AccessCode": "sampan-world-access-code"])
    }

    @discardableResult
    func control(_ path: String, _ body: JSON = [:]) async -> Heard {
        await send(.post, "/control/" + path, body: body.text, headers: ["Content-Type": "application/json"])
    }

    /// The fields of a valid session; `changes` replaces some.
    static func session(_ changes: [String: String] = [:]) -> [String: String] {
        [
            "mode": "payment", "line_items[0][quantity]": "1", "line_items[0][price_data][currency]": "vnd",
            "line_items[0][price_data][unit_amount]": "239000",
            "line_items[0][price_data][product_data][name]": "eSIM Việt Nam",
            "success_url": "http://shop.localhost/thanks?s={CHECKOUT_SESSION_ID}",
            "cancel_url": "http://shop.localhost/cart", "client_reference_id": "VC-1",
            "customer_email": "an@example.com", "payment_intent_data[metadata][order_number]": "VC-1",
        ].merging(changes) { $1 }
    }

    /// A session paid with the card that works: the session and its payment intent.
    func paidSession() async -> (session: String, intent: String) {
        let made = await stripe(.post, "/v1/checkout/sessions", Self.session())
        let id = made.json["id"]?.string ?? ""
        await control("stripe/pay/\(id)")
        let paid = await stripe(.get, "/v1/checkout/sessions/\(id)")
        return (id, paid.json["payment_intent"]?.string ?? "")
    }

    /// An order that has its profile: the profile as `esim/query` shows it.
    func allocatedProfile(_ transaction: String = "t-1", package: String = "VN_5_30") async -> JSON {
        let order = await supplier(
            "esim/order",
            [
                "transactionId": .string(transaction),
                "packageInfoList": [["packageCode": .string(package), "count": 1]],
            ])
        clock.advance(by: .seconds(5))
        await world.esim.letTimePass()
        let found = await supplier(
            "esim/query",
            ["orderNo": order.json["obj"]?["orderNo"] ?? nil, "pager": ["pageNum": 1, "pageSize": 50]])
        return found.json["obj"]?["esimList"]?.array?.first ?? .null
    }
}

extension String {
    var percentEncoded: String {
        utf8.map { byte in
            let scalar = Unicode.Scalar(byte)
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            return isPlain ? String(scalar) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
