// SPDX-License-Identifier: Apache-2.0

import Foundation
import Values

extension AiraloMarket {
    /// `GET packages`: by place, with what tops them up where that is asked for.
    func packages(_ request: WorldRequest) -> Answer {
        let withTopUps = (request.query["include"] ?? "").contains("topup")
        let places = ESIMCatalogue.destinations.map { place -> JSON in
            let sold = AiraloCatalogue.packages.compactMap(onSale).filter {
                $0.destination.code == place.code && (withTopUps || !$0.isTopUp)
            }
            return [
                "slug": .string(place.name.lowercased()), "country_code": .string(place.code),
                "title": .string(place.name),
                "operators": [
                    [
                        "id": 1, "type": place.isRegion ? "global" : "local", "title": .string("\(place.name) Mobile"),
                        "packages": .array(sold.map(\.json)),
                    ]
                ],
            ]
        }
        return .airalo(page(of: places, request))
    }

    /// The package at today's price; nil when it is sold no longer.
    func onSale(_ package: AiraloPackage) -> AiraloPackage? {
        guard !scenario.discontinued.named(package.id) else { return nil }
        for change in scenario.newPrices.split(separator: ",") {
            let parts = change.filter { $0 != " " }.split(separator: "=")
            if parts.count == 2, parts[0] == package.id, let cents = Int64(parts[1]) {
                return AiraloPackage(package, netCents: cents)
            }
        }
        return package
    }

    /// `POST orders`: made while the caller waits. Asked twice, it makes two.
    func order(_ request: WorldRequest) throws -> Answer {
        var order = try newOrder(request)
        make(&order)
        orders.append(order)
        return .airalo(order.json(simsOf(order)))
    }

    /// `POST orders-async`: made in its turn, and told of then.
    func orderAsync(_ request: WorldRequest) throws -> Answer {
        var order = try newOrder(request)
        order.webhook = request.airaloFields.nonEmpty("webhook_url") ?? optedIn["async_orders"]
        guard order.webhook != nil else {
            throw AiraloError.invalid(field: "webhook_url", message: "You are not opted in and gave no webhook_url.")
        }
        let id = Token.make(25)
        order.requestID = id
        order.ready = clock.now() + configuration.queueDelay
        orders.append(order)
        return .airalo(
            ["request_id": .string(id), "accepted_at": .string(clock.now().airaloTime)], status: 202)
    }

    /// `POST orders/topups`. Asked twice, it adds twice.
    func topUp(_ request: WorldRequest) throws -> Answer {
        let fields = request.airaloFields
        guard var sim = sims[fields["iccid"] ?? ""] else { throw AiraloError.noSuchSim }
        guard let package = AiraloCatalogue.package(fields["package_id"] ?? "").flatMap(onSale), package.isTopUp,
            package.destination.code == sim.destination
        else { throw AiraloError.noSuchPackage }
        guard sim.status != .expired else {
            throw AiraloError.business(code: 73, reason: "The eSIM with iccid \(sim.iccid) has been recycled.")
        }
        try take(package.netCents)
        var order = AiraloOrder(
            id: nextID(), package: package, quantity: 1, description: fields["description"] ?? "",
            created: clock.now())
        order.sims = [sim.iccid]
        orders.append(order)
        sim.totalMegabytes += package.megabytes
        sim.days += package.days
        if let end = sim.expires { sim.expires = end + .days(package.days) }
        if sim.status == .finished { sim.status = .active }
        sims[sim.iccid] = sim
        return .airalo(order.json([]))
    }

    private func newOrder(_ request: WorldRequest) throws -> AiraloOrder {
        let fields = request.airaloFields
        guard let quantity = fields["quantity"].flatMap(Int.init), quantity >= 1 else {
            throw AiraloError.invalid(field: "quantity", message: "The quantity field is required.")
        }
        guard quantity <= 50 else {
            throw AiraloError.invalid(field: "quantity", message: "The quantity may not be greater than 50.")
        }
        guard let package = AiraloCatalogue.package(fields["package_id"] ?? "").flatMap(onSale), !package.isTopUp
        else { throw AiraloError.noSuchPackage }
        guard !scenario.outOfStock.named(package.id) else { throw AiraloError.noStock }
        try take(package.netCents * Int64(quantity))
        return AiraloOrder(
            id: nextID(), package: package, quantity: quantity, description: fields["description"] ?? "",
            created: clock.now())
    }

    private func take(_ cents: Int64) throws {
        guard !scenario.noBalance, balance >= cents else { throw AiraloError.noBalance }
        balance -= cents
    }

    private func make(_ order: inout AiraloOrder) {
        for _ in 0..<order.quantity {
            let sim = AiraloSim(id: nextID(), of: order, at: clock.now())
            sims[sim.iccid] = sim
            order.sims.append(sim.iccid)
        }
    }

    /// Works off the queue, and ends what has run out.
    func letTimePass() async {
        let now = clock.now()
        for index in orders.indices {
            guard let ready = orders[index].ready, ready <= now, !scenario.stopAllocating else { continue }
            orders[index].ready = nil
            if scenario.failOrders {
                orders[index].hasFailed = true
                balance += orders[index].cents
            } else {
                make(&orders[index])
            }
            tellOfOrder(orders[index])
        }
        for sim in sims.values {
            if let end = sim.expires, end <= now, sim.status != .expired { _ = expire(sim.iccid) }
        }
        await flush()
    }

    private func tellOfOrder(_ order: AiraloOrder) {
        let request: JSON = ["request_id": JSON(order.requestID)]
        let payload =
            order.hasFailed
            ? request.adding([
                "reason": "Insufficient stock of eSIMs remaining: 0. Please try your request again later.", "code": 33,
            ]) : order.json(simsOf(order)).adding(request)
        notify("async_orders", payload, at: order.webhook)
    }

    func simsOf(_ order: AiraloOrder) -> [AiraloSim] { order.sims.compactMap { sims[$0] } }

    /// `GET orders`, newest first; an order in the queue is none yet.
    func list(_ request: WorldRequest) -> Answer {
        let wanted = request.query.nonEmpty("filter[description]")
        let days = request.query.nonEmpty("filter[created_at]")?.components(separatedBy: " - ")
        let found = orders.reversed().filter { order in
            let day = String(order.created.airaloTime.prefix(10))
            guard order.ready == nil, wanted.map(order.description.contains) ?? true else { return false }
            guard let days, days.count == 2 else { return true }
            return days[0] <= day && day <= days[1]
        }
        return .airalo(page(of: found.map { $0.json(simsOf($0)) }, request))
    }

    private func page(of items: [JSON], _ request: WorldRequest) -> JSON {
        let size = max(1, request.query["limit"].flatMap(Int.init) ?? 25)
        let page = max(1, request.query["page"].flatMap(Int.init) ?? 1)
        return .array(Array(items.dropFirst((page - 1) * size).prefix(size)))
    }
}

extension String {
    /// Whether a list with commas has the name, or `*`.
    fileprivate func named(_ id: String) -> Bool {
        split(separator: ",").map { $0.filter { $0 != " " } }.contains { $0 == "*" || $0 == id }
    }
}
