// SPDX-License-Identifier: Apache-2.0

import HTTPTypes

/// The supplier's back room and the traveller's phone:
///
///     GET  /control/esim-access                     balance, webhook, orders, profiles
///     POST /control/esim-access/install             a phone installs the eSIM
///     POST /control/esim-access/use-data            {"percent": 50} or {"bytes": 1000}
///     POST /control/esim-access/expire              the plan's time ends
///     POST /control/esim-access/warn                one day is left
///     POST /control/esim-access/delete              the traveller deletes the profile
///     POST /control/esim-access/balance {"balance": 10000}
///
/// Which eSIM: `esimTranNo`, `iccid`, `orderNo` or `transactionId` in the body; without any, the newest.
extension World {
    func addSupplierControls(to routes: inout Routes) {
        routes.get("/control/esim-access") { _ in .answer(.json(await esim.overview())) }
        phone(&routes, "install") { account, number, _ in account.install(number) }
        phone(&routes, "expire") { account, number, _ in account.expire(number) }
        phone(&routes, "warn") { account, number, _ in account.warnOfExpiry(number) }
        phone(&routes, "delete") { account, number, _ in account.deleteFromPhone(number) }
        phone(&routes, "use-data") { account, number, fields in
            if let bytes = fields["bytes"]?.integer { return account.useData(number, bytes: bytes) }
            return account.useData(number, percent: fields["percent"]?.integer ?? 50)
        }
        routes.post("/control/esim-access/balance") { request in
            guard let balance = request.fields["balance"]?.integer else { return .answer(.badRequest("give balance")) }
            await esim.setBalance(balance)
            return .answer(done(request))
        }
    }

    private func phone(
        _ routes: inout Routes, _ action: String,
        _ work: @escaping @Sendable (isolated ESIMAccount, String, JSON) -> Bool
    ) {
        routes.post("/control/esim-access/" + action) { request in
            let fields = request.fields
            guard let number = await esim.number(meant: fields) else { return .answer(.notFound("eSIM")) }
            let worked = await work(esim, number, fields)
            await esim.flush()
            guard worked || request.isFromPage else {
                return .answer(.json(["error": "the eSIM's state forbids it"], status: .conflict))
            }
            return .answer(done(request, await esim.profiles[number]?.json ?? [:]))
        }
    }
}

extension ESIMAccount {
    func setBalance(_ balance: Int64) { self.balance = balance }

    func overview() -> JSON {
        [
            "balance": .integer(balance), "webhook": JSON(webhook),
            "orders": .array(
                orderNumbers.reversed().compactMap { orders[$0] }.map { order in
                    [
                        "orderNo": .string(order.number), "transactionId": .string(order.transaction),
                        "allocated": .bool(order.ready == nil), "price": .integer(order.price),
                        "profiles": .array(order.profiles.compactMap { profiles[$0]?.json }),
                    ]
                }),
        ]
    }
}
