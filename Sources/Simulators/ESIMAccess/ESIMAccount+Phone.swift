// SPDX-License-Identifier: Apache-2.0

import Values

/// What happens to an eSIM in the traveller's hands: pressed on the world's page or asked for by a test.
extension ESIMAccount {
    /// A phone downloads, installs and enables the profile; then the plan runs. False when there is nothing to install.
    func install(_ number: String) -> Bool {
        guard var profile = profiles[number], profile.status == .allocated, profile.place == .released else {
            return false
        }
        profile.eid = "89049032" + Token.make(24, of: Token.digits)
        for place in [ESIMProfile.Place.download, .installation, .enabled] {
            profile.place = place
            notifyPlace(&profile)
        }
        profile.status = .inUse
        profile.activated = clock.now()
        profile.expires = clock.now() + .days(profile.totalDays)
        notifyPlace(&profile)
        save(profile)
        notifyStatus(profile)
        return true
    }

    /// Traffic of so many bytes, at most what is left; each threshold passed is announced, the end too.
    func useData(_ number: String, bytes: Int64) -> Bool {
        guard var profile = profiles[number], profile.status == .inUse, bytes > 0 else { return false }
        let before = profile.used
        profile.used = min(profile.totalVolume, profile.used + bytes)
        for percent in [Int64(50), 80, 90] {
            let threshold = profile.totalVolume * percent / 100
            if before < threshold, profile.used >= threshold { notifyUsage(profile, remainingPercent: 100 - percent) }
        }
        if profile.remaining == 0 { profile.status = .usedUp }
        save(profile)
        if profile.status == .usedUp { notifyStatus(profile) }
        return true
    }

    /// The same in hundredths of the whole plan.
    func useData(_ number: String, percent: Int64) -> Bool {
        guard let profile = profiles[number] else { return false }
        let bytes = profile.totalVolume * min(percent, 100) / 100
        return useData(number, bytes: max(bytes, 1))
    }

    /// The traveller deletes the profile from the phone.
    func deleteFromPhone(_ number: String) -> Bool {
        guard var profile = profiles[number], profile.place == .enabled || profile.place == .disabled else {
            return false
        }
        profile.place = .deleted
        notifyPlace(&profile)
        save(profile)
        return true
    }

    /// The plan's time ends now.
    func expire(_ number: String) -> Bool {
        guard var profile = profiles[number], !profile.isOver else { return false }
        profile.status = profile.activated == nil ? .unusedExpired : .usedExpired
        profile.expires = min(profile.expires, clock.now())
        if profile.place == .enabled { profile.place = .disabled }
        save(profile)
        notifyStatus(profile)
        return true
    }

    /// Ends what has run out, and warns a day before.
    func expireDue(at now: Instant) {
        for profile in profiles.values where !profile.isOver {
            if profile.expires <= now {
                _ = expire(profile.number)
            } else if profile.activated != nil, !profile.warnedOfExpiry, profile.expires - now <= .days(1) {
                warnOfExpiry(profile.number)
            }
        }
    }

    /// Announces that one day is left.
    @discardableResult
    func warnOfExpiry(_ number: String) -> Bool {
        guard var profile = profiles[number], !profile.isOver else { return false }
        profile.warnedOfExpiry = true
        save(profile)
        notify(
            "VALIDITY_USAGE",
            identity(of: profile).adding([
                "durationUnit": "DAY", "totalDuration": .integer(Int64(profile.totalDays)),
                "expiredTime": .string(profile.expires.description), "remain": 1,
            ]))
        return true
    }

    /// The profile an order number, transaction, ICCID or profile number means; the newest if nothing is said.
    func number(meant fields: JSON) -> String? {
        if let number = fields["esimTranNo"]?.nonEmpty { return profiles[number]?.number }
        if let iccid = fields["iccid"]?.nonEmpty { return profiles.values.first { $0.iccid == iccid }?.number }
        let transaction = fields["transactionId"]?.nonEmpty
        if let order = fields["orderNo"]?.nonEmpty ?? transaction.map({ orderByTransaction[$0] ?? "" }) {
            return orders[order]?.profiles.first
        }
        return orderNumbers.last.flatMap { orders[$0]?.profiles.last }
    }
}

extension ESIMAccount {
    func identity(of profile: ESIMProfile) -> JSON {
        [
            "iccid": .string(profile.iccid), "orderNo": .string(profile.orderNumber),
            "esimTranNo": .string(profile.number), "transactionId": .string(profile.transaction),
        ]
    }

    func notifyStatus(_ profile: ESIMProfile) {
        notify(
            "ESIM_STATUS",
            identity(of: profile).adding([
                "esimStatus": .string(profile.status.rawValue), "smdpStatus": .string(profile.place.rawValue),
                "totalVolume": .integer(profile.totalVolume), "orderUsage": .integer(profile.used),
                "remainVolume": .integer(profile.remaining),
            ]))
    }

    private func notifyPlace(_ profile: inout ESIMProfile) {
        profile.sequence += 1
        notify(
            "SMDP_EVENT",
            identity(of: profile).adding([
                "eid": .string(profile.eid), "esimStatus": .string(profile.status.rawValue),
                "smdpStatus": .string(profile.place.rawValue), "timestamp": .string(clock.now().description),
                "seqNumber": .integer(profile.sequence), "notifyStatus": "Executed-Success",
            ]))
    }

    private func notifyUsage(_ profile: ESIMProfile, remainingPercent: Int64) {
        notify(
            "DATA_USAGE",
            identity(of: profile).adding([
                "totalVolume": .integer(profile.totalVolume), "orderUsage": .integer(profile.used),
                "remain": .integer(profile.remaining), "remainThreshold": .number(Double(remainingPercent) / 100),
                "lastUpdateTime": .string(clock.now().description),
            ]))
    }
}
