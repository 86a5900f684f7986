// SPDX-License-Identifier: Apache-2.0

import Values

/// Profiles: what the API tells of them, and what happens to them in the traveller's hands.
extension AiraloMarket {
    func sim(_ request: WorldRequest) throws -> Answer {
        guard let sim = sims[request.parameters["iccid"] ?? ""] else { throw AiraloError.notFound }
        return .airalo(sim.json)
    }

    func usage(_ request: WorldRequest) throws -> Answer {
        guard let sim = sims[request.parameters["iccid"] ?? ""] else { throw AiraloError.notFound }
        return .airalo(sim.usage)
    }

    func balanceAnswer() -> Answer {
        .airalo([
            "balances": [
                "name": "balance",
                "availableBalance": ["amount": .number(Double(balance) / 100), "currency": "USD"],
            ]
        ])
    }

    /// `POST refund`: people decide about it.
    func refund(_ request: WorldRequest) throws -> Answer {
        let fields = request.airaloFields
        let wanted = fields.list("iccids")
        guard !wanted.isEmpty, wanted.count <= 5, wanted.allSatisfy({ sims[$0] != nil }) else {
            throw AiraloError.invalid(field: "iccids", message: "The selected iccids are invalid.")
        }
        guard fields.nonEmpty("reason") != nil else {
            throw AiraloError.invalid(field: "reason", message: "The reason field is required.")
        }
        for iccid in wanted { sims[iccid]?.refundAsked = true }
        return .airalo(
            ["refund_id": .string(Token.make(12)), "created_at": .string(clock.now().airaloTime)], status: 202)
    }

    /// `POST notifications/opt-in`: only for an address that answers a HEAD with exactly 200.
    func optIn(_ request: WorldRequest) async throws -> Answer {
        guard let type = request.fields["type"]?.nonEmpty, let url = request.fields["webhook_url"]?.nonEmpty else {
            throw AiraloError.invalid(field: "webhook_url", message: "The webhook url field is required.")
        }
        guard await webhooks.answersHead(url) else {
            throw AiraloError.invalid(field: "webhook_url", message: "The webhook url did not answer.")
        }
        optedIn[type] = url
        return .airalo(["notification": ["type": .string(type), "contact_point": .string(url)]])
    }

    // MARK: The traveller's phone

    func install(_ iccid: String) -> Bool {
        guard var sim = sims[iccid], sim.status == .notActive else { return false }
        sim.status = .active
        sim.expires = clock.now() + .days(sim.days)
        sims[iccid] = sim
        return true
    }

    /// So many hundredths of the whole package; marks passed are told of.
    func useData(_ iccid: String, percent: Int64) -> Bool {
        guard var sim = sims[iccid], sim.status == .active else { return false }
        let before = sim.usedMegabytes
        sim.usedMegabytes = min(sim.totalMegabytes, before + max(1, sim.totalMegabytes * percent / 100))
        if sim.remaining == 0 { sim.status = .finished }
        sims[iccid] = sim
        for mark in [Int64(75), 90] {
            let threshold = sim.totalMegabytes * mark / 100
            if before < threshold, sim.usedMegabytes >= threshold { tellOfLowData(sim, "\(mark)%") }
        }
        return true
    }

    func warn(_ iccid: String) -> Bool {
        guard var sim = sims[iccid], sim.status == .active else { return false }
        sim.expires = clock.now() + .days(1) - .seconds(60)
        sims[iccid] = sim
        tellOfLowData(sim, "1days")
        return true
    }

    func expire(_ iccid: String) -> Bool {
        guard var sim = sims[iccid], sim.status != .expired else { return false }
        sim.status = .expired
        sim.expires = min(sim.expires ?? clock.now(), clock.now())
        sims[iccid] = sim
        return true
    }

    private func tellOfLowData(_ sim: AiraloSim, _ level: String) {
        notify(
            "webhook_low_data",
            [
                "level": .string(level), "package_name": .string(sim.packageID),
                "remaining_percentage": .integer(sim.remaining * 100 / max(sim.totalMegabytes, 1)),
                "iccid": .string(sim.iccid),
            ])
    }

    /// Sets what is left, in cents; little of it is told of.
    func setBalance(_ cents: Int64) {
        balance = cents
        guard cents < configuration.balance / 5 else { return }
        notify(
            "webhook_credit_limit",
            ["message": "Surpassed 80% of the credit limit balance", "remaining": .number(Double(cents) / 100)])
    }

    /// The eSIM an order or ICCID means; the newest if nothing is said.
    func iccid(meant fields: JSON) -> String? {
        if let iccid = fields["iccid"]?.nonEmpty { return sims[iccid]?.iccid }
        let wanted = fields["transactionId"]?.nonEmpty
        return orders.last { !$0.package.isTopUp && (wanted == nil || $0.description == wanted) }?.sims.last
    }
}
