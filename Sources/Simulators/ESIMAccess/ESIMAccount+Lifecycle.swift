// SPDX-License-Identifier: Apache-2.0

import Values

/// What the API does to a profile that exists.
extension ESIMAccount {
    /// `esim/cancel`: only while allocated and not yet on a phone; the price goes back to the balance.
    func cancel(_ body: JSON) throws(ESIMError) -> JSON {
        var profile = try profile(named: body)
        guard profile.status == .allocated, profile.place == .released else { throw .statusForbids }
        balance += profile.price
        profile.status = .cancelled
        save(profile)
        notifyStatus(profile)
        return [:]
    }

    func suspend(_ body: JSON) throws(ESIMError) -> JSON {
        var profile = try profile(named: body)
        guard profile.status == .allocated || profile.status == .inUse else { throw .statusForbids }
        profile.statusBeforeSuspension = profile.status
        profile.status = .suspended
        save(profile)
        notifyStatus(profile)
        return [:]
    }

    func unsuspend(_ body: JSON) throws(ESIMError) -> JSON {
        var profile = try profile(named: body)
        guard profile.status == .suspended else { throw .statusForbids }
        profile.status = profile.statusBeforeSuspension ?? .inUse
        save(profile)
        notifyStatus(profile)
        return [:]
    }

    /// `esim/revoke`: for good, without money back.
    func revoke(_ body: JSON) throws(ESIMError) -> JSON {
        var profile = try profile(named: body)
        guard !profile.isOver else { throw .statusForbids }
        profile.status = .revoked
        if profile.place != .released { profile.place = .deleted }
        save(profile)
        notifyStatus(profile)
        return [:]
    }

    /// `esim/topup`: more data and days for an eSIM that is not over; once per transaction id.
    func topUp(_ body: JSON) throws(ESIMError) -> JSON {
        guard let transaction = body["transactionId"]?.nonEmpty else { throw .parameterMissing }
        guard transaction.count <= 50 else { throw .parameterLength }
        if let answer = topUpAnswers[transaction] { return answer }
        var profile = try profile(named: body)
        guard let code = body["packageCode"]?.nonEmpty ?? body["slug"]?.nonEmpty else { throw .parameterMissing }
        guard let package = ESIMCatalogue.topUp(code).flatMap(onSale),
            package.destination.code == profile.package.destination.code
        else { throw .noSuchPackage }
        if let amount = body["amount"]?.integer, amount != package.price { throw .wrongPrice }
        guard !profile.isOver else { throw .statusForbids }
        guard !isOutOfStock(package) else { throw .noStock }
        guard !scenario.noBalance, balance >= package.price else { throw .noBalance }
        balance -= package.price
        profile.topUps.append(package)
        profile.totalVolume += package.volume
        profile.totalDays += package.days
        if profile.activated != nil { profile.expires = profile.expires + .days(package.days) }
        if profile.status == .usedUp { profile.status = .inUse }
        profile.warnedOfExpiry = false
        save(profile)
        let answer: JSON = [
            "transactionId": .string(transaction), "iccid": .string(profile.iccid),
            "expiredTime": .string(profile.expires.providerTime), "totalVolume": .integer(profile.totalVolume),
            "totalDuration": .integer(Int64(profile.totalDays)), "orderUsage": .integer(profile.used),
            "topUpEsimTranNo": .string(clock.now().providerNumber()),
        ]
        topUpAnswers[transaction] = answer
        return answer
    }

    /// `esim/usage/query`: at most ten at a time.
    func usage(_ body: JSON) throws(ESIMError) -> JSON {
        guard let numbers = body["esimTranNoList"]?.array?.compactMap(\.string), !numbers.isEmpty else {
            throw .parameterMissing
        }
        guard numbers.count <= 10 else { throw .parameterLength }
        let found = numbers.compactMap { profiles[$0] }
        guard found.count == numbers.count else { throw .noSuchOrder }
        let now = clock.now().providerTime
        return [
            "esimUsageList": .array(
                found.map {
                    [
                        "esimTranNo": .string($0.number), "dataUsage": .integer($0.used),
                        "totalData": .integer($0.totalVolume), "lastUpdateTime": .string(now),
                    ]
                })
        ]
    }

    /// `esim/sendSms`: none of the packages sold here takes messages.
    func sendSMS(_ body: JSON) throws(ESIMError) -> JSON {
        _ = try profile(named: body)
        guard let message = body["message"]?.nonEmpty else { throw .parameterMissing }
        guard message.count <= 500 else { throw .parameterLength }
        throw .statusForbids
    }

    func balanceJSON() -> JSON {
        ["balance": .integer(balance), "lastUpdateTime": .string(clock.now().providerTime)]
    }

    func webhookJSON() -> JSON { ["webhook": JSON(webhook)] }

    /// `webhook/save`: the new address is sent a CHECK_HEALTH at once.
    func saveWebhook(_ body: JSON) throws(ESIMError) -> JSON {
        guard let address = body["webhook"]?.nonEmpty else { throw .parameterMissing }
        guard address.hasPrefix("http://") || address.hasPrefix("https://") else { throw .orderParameters }
        let isNew = webhook != address
        webhook = address
        if isNew { notify("CHECK_HEALTH", ["orderNo": "1234567890", "orderStatus": "Test"]) }
        return [:]
    }

    func save(_ profile: ESIMProfile) { profiles[profile.number] = profile }
}
