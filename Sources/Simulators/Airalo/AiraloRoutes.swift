// SPDX-License-Identifier: Apache-2.0

import HTTPTypes

extension World {
    /// Airalo's Partner API, version 2.
    func addAiraloRoutes(to routes: inout Routes) {
        airalo(&routes, .post, "token", needsToken: false) { market, request in try market.token(request) }
        airalo(&routes, .get, "packages") { market, request in market.packages(request) }
        airalo(&routes, .post, "orders") { market, request in try market.order(request) }
        airalo(&routes, .get, "orders") { market, request in market.list(request) }
        airalo(&routes, .post, "orders-async") { market, request in try market.orderAsync(request) }
        airalo(&routes, .post, "orders/topups") { market, request in try market.topUp(request) }
        airalo(&routes, .get, "sims/{iccid}") { market, request in try market.sim(request) }
        airalo(&routes, .get, "sims/{iccid}/usage") { market, request in try market.usage(request) }
        airalo(&routes, .get, "balance") { market, _ in market.balanceAnswer() }
        airalo(&routes, .post, "refund") { market, request in try market.refund(request) }
        airalo(&routes, .post, "notifications/opt-in") { market, request in try await market.optIn(request) }
    }

    private func airalo(
        _ routes: inout Routes, _ method: HTTPRequest.Method, _ path: String, needsToken: Bool = true,
        _ work: @escaping @Sendable (isolated AiraloMarket, WorldRequest) async throws -> Answer
    ) {
        let handler: Routes.Handler = { request in
            await recorded(request, .airalo) { turn in
                let answer = await airalo.call(request, turn, needsToken: needsToken, work)
                await airalo.flush()
                return answer
            }
        }
        let address = "/airalo/v2/" + path
        if method == .get { routes.get(address, handler) } else { routes.post(address, handler) }
    }

    /// Airalo's back room and the traveller's phone:
    ///
    ///     GET  /control/airalo                     balance, where it tells, orders with their sims
    ///     POST /control/airalo/install             a phone installs the eSIM
    ///     POST /control/airalo/use-data            {"percent": 50}
    ///     POST /control/airalo/expire              the package's time ends
    ///     POST /control/airalo/warn                one day is left
    ///     POST /control/airalo/balance {"cents": 1000}
    ///     POST /control/airalo/revoke-tokens
    ///
    /// Which eSIM: `iccid` or `transactionId` in the body; without any, the newest.
    func addAiraloControls(to routes: inout Routes) {
        routes.get("/control/airalo") { _ in .answer(.json(await airalo.overview())) }
        phone(&routes, "install") { market, iccid, _ in market.install(iccid) }
        phone(&routes, "expire") { market, iccid, _ in market.expire(iccid) }
        phone(&routes, "warn") { market, iccid, _ in market.warn(iccid) }
        phone(&routes, "use-data") { market, iccid, fields in
            market.useData(iccid, percent: fields["percent"]?.integer ?? 50)
        }
        routes.post("/control/airalo/balance") { request in
            guard let cents = request.fields["cents"]?.integer else { return .answer(.badRequest("give cents")) }
            await airalo.setBalance(cents)
            await airalo.flush()
            return .answer(done(request))
        }
        routes.post("/control/airalo/revoke-tokens") { request in
            await airalo.revokeTokens()
            return .answer(done(request))
        }
    }

    private func phone(
        _ routes: inout Routes, _ action: String,
        _ work: @escaping @Sendable (isolated AiraloMarket, String, JSON) -> Bool
    ) {
        routes.post("/control/airalo/" + action) { request in
            let fields = request.fields
            guard let iccid = await airalo.iccid(meant: fields) else { return .answer(.notFound("eSIM")) }
            let worked = await work(airalo, iccid, fields)
            await airalo.flush()
            guard worked || request.isFromPage else {
                return .answer(.json(["error": "the eSIM's state forbids it"], status: .conflict))
            }
            return .answer(done(request, await airalo.sims[iccid]?.usage ?? [:]))
        }
    }
}

extension AiraloMarket {
    func overview() -> JSON {
        [
            "cents": .integer(balance),
            "webhooks": .object(optedIn.map { .init(key: $0.key, value: .string($0.value)) }),
            "orders": .array(
                orders.reversed().map { order in
                    [
                        "id": .integer(Int64(order.id)), "transactionId": .string(order.description),
                        "package": .string(order.package.id), "made": .bool(order.ready == nil && !order.hasFailed),
                        "failed": .bool(order.hasFailed), "cents": .integer(order.cents),
                        "sims": .array(simsOf(order).map { $0.json.adding($0.usage) }),
                    ]
                }),
        ]
    }
}
