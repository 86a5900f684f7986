// SPDX-License-Identifier: Apache-2.0

import Values

extension ESIMAccount {
    /// `esim/order`: one order per transaction id, however often it is asked for.
    func order(_ body: JSON) throws(ESIMError) -> JSON {
        guard let transaction = body["transactionId"]?.nonEmpty else { throw .parameterMissing }
        guard transaction.count <= 50 else { throw .parameterLength }
        if let number = orderByTransaction[transaction] { return orderJSON(number, transaction) }
        let items = try items(of: body)
        let order = ESIMOrder(
            number: "B" + clock.now().providerNumber(), transaction: transaction, items: items, created: clock.now(),
            ready: clock.now() + configuration.allocationDelay)
        if let amount = body["amount"]?.integer, amount != order.price { throw .wrongTotal }
        let wanted = items.map(\.package)
        guard !wanted.contains(where: isOutOfStock) else { throw .noStock }
        guard !scenario.noBalance, balance >= order.price else { throw .noBalance }
        balance -= order.price
        orders[order.number] = order
        orderNumbers.append(order.number)
        orderByTransaction[transaction] = order.number
        return orderJSON(order.number, transaction)
    }

    private func orderJSON(_ number: String, _ transaction: String) -> JSON {
        ["orderNo": .string(number), "transactionId": .string(transaction)]
    }

    private func items(of body: JSON) throws(ESIMError) -> [ESIMOrder.Item] {
        guard let list = body["packageInfoList"]?.array, !list.isEmpty else { throw .parameterMissing }
        var items: [ESIMOrder.Item] = []
        for entry in list {
            guard let code = entry["packageCode"]?.nonEmpty ?? entry["slug"]?.nonEmpty else { throw .parameterMissing }
            guard let package = ESIMCatalogue.base(code).flatMap(onSale) else { throw .noSuchPackage }
            guard let count = entry["count"]?.integer, (1...30).contains(count) else { throw .orderParameters }
            if let price = entry["price"]?.integer, price != package.price { throw .wrongPrice }
            items.append(ESIMOrder.Item(package: package, count: Int(count)))
        }
        guard items.reduce(0, { $0 + $1.count }) <= 30 else { throw .orderParameters }
        return items
    }

    func isOutOfStock(_ package: ESIMPackage) -> Bool {
        let names = scenario.outOfStock.split(separator: ",").map { $0.filter { $0 != " " } }
        return names.contains { $0 == "*" || package.isNamed(String($0)) }
    }

    /// `esim/query`: by order, transaction number, ICCID or time; 200010 while an order has no profiles yet.
    func query(_ body: JSON) throws(ESIMError) -> JSON {
        guard let pager = body["pager"] else { throw .parameterMissing }
        let found = try find(body)
        let size = min(max(pager["pageSize"]?.integer ?? 20, 5), 500)
        let page = min(max(pager["pageNum"]?.integer ?? 1, 1), 10_000)
        let shown = found.dropFirst(Int((page - 1) * size)).prefix(Int(size))
        return [
            "esimList": .array(shown.map(\.json)),
            "pager": [
                "pageSize": .integer(size), "pageNum": .integer(page), "total": .integer(Int64(found.count)),
            ],
        ]
    }

    private func find(_ body: JSON) throws(ESIMError) -> [ESIMProfile] {
        if let number = body["orderNo"]?.nonEmpty {
            guard let order = orders[number] else { throw .noSuchOrder }
            guard order.ready == nil else { throw .allocating }
            return order.profiles.compactMap { profiles[$0] }
        }
        if body["esimTranNo"]?.nonEmpty != nil || body["iccid"]?.nonEmpty != nil {
            return [try profile(named: body)]
        }
        let since = body["startTime"]?.nonEmpty.flatMap(Instant.init(providerTime:))
        let until = body["endTime"]?.nonEmpty.flatMap(Instant.init(providerTime:))
        return orderNumbers.compactMap { orders[$0] }.flatMap(\.profiles).compactMap { profiles[$0] }
            .filter { (since ?? $0.created) <= $0.created && $0.created <= (until ?? $0.created) }
    }

    func profile(named body: JSON) throws(ESIMError) -> ESIMProfile {
        if let number = body["esimTranNo"]?.nonEmpty {
            guard let profile = profiles[number] else { throw .noSuchOrder }
            return profile
        }
        guard let iccid = body["iccid"]?.nonEmpty else { throw .parameterNull }
        guard let profile = profiles.values.first(where: { $0.iccid == iccid }) else { throw .noSuchICCID }
        return profile
    }

    /// Gives waiting orders their profiles, and ends what has run out.
    func letTimePass() async {
        let now = clock.now()
        for number in orderNumbers {
            guard let order = orders[number], let ready = order.ready, ready <= now, !scenario.stopAllocating else {
                continue
            }
            allocate(order)
        }
        expireDue(at: now)
        await flush()
    }

    private func allocate(_ waiting: ESIMOrder) {
        var order = waiting
        for item in order.items {
            for _ in 0..<item.count {
                let profile = ESIMProfile(order: order, item: item, at: clock.now())
                profiles[profile.number] = profile
                order.profiles.append(profile.number)
            }
        }
        order.ready = nil
        orders[order.number] = order
        notify(
            "ORDER_STATUS",
            [
                "orderNo": .string(order.number), "orderStatus": "GOT_RESOURCE",
                "transactionId": .string(order.transaction),
            ])
    }
}
