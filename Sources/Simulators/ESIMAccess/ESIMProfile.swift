// SPDX-License-Identifier: Apache-2.0

import Foundation
import Values

/// One eSIM: its profile on the SM-DP+ and the data plan behind it.
struct ESIMProfile: Sendable {
    /// `smdpStatus`: where the profile is.
    enum Place: String, Sendable {
        case released = "RELEASED"
        case download = "DOWNLOAD"
        case installation = "INSTALLATION"
        case enabled = "ENABLED"
        case disabled = "DISABLED"
        case deleted = "DELETED"
    }

    /// `esimStatus`: what the plan is doing.
    enum Status: String, Sendable {
        case allocated = "GOT_RESOURCE"
        case inUse = "IN_USE"
        case usedUp = "USED_UP"
        case usedExpired = "USED_EXPIRED"
        case unusedExpired = "UNUSED_EXPIRED"
        case cancelled = "CANCEL"
        case suspended = "SUSPENDED"
        case revoked = "REVOKED"
    }

    let number: String
    let orderNumber: String
    let transaction: String
    let iccid: String
    let imsi: String
    /// The bearer secret: `LPA:1$<SM-DP+ address>$<matching id>` (SGP.22 §4.1).
    let activationCode: String
    let link: String
    let package: ESIMPackage
    let created: Instant
    var place = Place.released
    var status = Status.allocated
    var statusBeforeSuspension: Status?
    var eid = ""
    var activated: Instant?
    var expires: Instant
    var totalVolume: Int64
    var totalDays: Int
    var used: Int64 = 0
    var sequence: Int64 = 100
    var topUps: [ESIMPackage] = []
    var warnedOfExpiry = false
    var price: Int64

    init(order: ESIMOrder, item: ESIMOrder.Item, at now: Instant) {
        number = now.providerNumber()
        orderNumber = order.number
        transaction = order.transaction
        let body = "8943108" + Token.make(11, of: Token.digits)
        iccid = body + Luhn.checkDigit(of: body)
        imsi = "23210" + Token.make(10, of: Token.digits)
        let matching = Token.make(32, of: Token.hexadecimal).uppercased()
        activationCode = "LPA:1$rsp-eu.sampan-world.example$" + matching
        link = "https://p.sampan-world.example/" + Token.make(32, of: Token.hexadecimal)
        package = item.package
        price = item.package.price
        created = now
        // An unused package lapses after 180 days, as `unusedValidTime` says.
        expires = now + .days(180)
        totalVolume = item.package.totalVolume
        totalDays = item.package.days
    }

    var remaining: Int64 { max(0, totalVolume - used) }
    var isOver: Bool {
        switch status {
        case .usedExpired, .unusedExpired, .cancelled, .revoked: true
        case .allocated, .inUse, .usedUp, .suspended: false
        }
    }

    var json: JSON {
        [
            "esimTranNo": .string(number), "orderNo": .string(orderNumber), "transactionId": .string(transaction),
            "imsi": .string(imsi), "iccid": .string(iccid), "smsStatus": 0, "msisdn": "",
            "ac": .string(activationCode), "qrCodeUrl": .string(link + ".png"), "shortUrl": .string(link),
            "smdpStatus": .string(place.rawValue), "eid": .string(eid), "activeType": 2,
            "dataType": package.kind == .daily ? 2 : 1,
            "activateTime": JSON(activated?.providerTime), "installationTime": nil,
            "expiredTime": .string(expires.providerTime), "totalVolume": .integer(totalVolume),
            "totalDuration": .integer(Int64(totalDays)), "durationUnit": "DAY", "orderUsage": .integer(used),
            "esimStatus": .string(status.rawValue), "pin": "", "puk": "", "apn": "drei.at",
            "supportTopUpType": 2, "ipExport": .string(package.destination.exit),
            "packageList": .array(([package] + topUps).map(packageJSON)),
        ]
    }

    private func packageJSON(_ package: ESIMPackage) -> JSON {
        [
            "packageName": .string(package.name), "packageCode": .string(package.code), "slug": .string(package.slug),
            "duration": .integer(Int64(package.days)), "volume": .integer(package.volume),
            "locationCode": .string(package.destination.code), "createTime": .string(created.providerTime),
        ]
    }
}

struct ESIMOrder: Sendable {
    struct Item: Sendable {
        let package: ESIMPackage
        let count: Int
    }

    let number: String
    let transaction: String
    let items: [Item]
    let created: Instant
    /// When the profiles come; nil once they have.
    var ready: Instant?
    var profiles: [String] = []

    var price: Int64 { items.reduce(0) { $0 + $1.package.price * Int64($1.count) } }
}

extension Instant {
    /// `2026-11-21T10:08:33+0000`, as the provider writes times.
    var providerTime: String { description.replacing("Z", with: "+0000") }

    /// Reads `2010-06-30T01:20+00:00`, `2025-09-11T13:28:09+0000` and `2025-07-21T10:57:28Z`: all of them UTC.
    init?(providerTime text: String) {
        let minutes = text.prefix(16)
        let seconds = text.dropFirst(16).hasPrefix(":") ? text.dropFirst(16).prefix(3) : ":00"
        guard let date = try? Date("\(minutes)\(seconds)Z", strategy: .iso8601) else { return nil }  // Not a time.
        self.init(date)
    }

    /// Digits from the time and chance: `26112110083344217`.
    func providerNumber() -> String {
        description.filter { $0.isNumber }.dropFirst(2).prefix(12) + Token.make(5, of: Token.digits)
    }
}
