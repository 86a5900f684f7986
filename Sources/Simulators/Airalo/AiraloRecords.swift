// SPDX-License-Identifier: Apache-2.0

import Values

/// An order, of eSIMs or of more data for one.
struct AiraloOrder: Sendable {
    let id: Int
    let package: AiraloPackage
    let quantity: Int
    let description: String
    let created: Instant
    /// Of one that waits in the queue.
    var requestID: String?
    var webhook: String?
    /// When one in the queue is worked off; nil once it has been.
    var ready: Instant?
    var hasFailed = false
    var sims: [String] = []

    var cents: Int64 { package.netCents * Int64(quantity) }
    /// `20261121-000017`.
    var code: String {
        let number = String(id)
        let padded = String(repeating: "0", count: max(0, 6 - number.count)) + number
        return created.description.prefix(10).filter(\.isNumber) + "-" + padded
    }

    func json(_ sims: [AiraloSim]) -> JSON {
        [
            "id": .integer(Int64(id)), "code": .string(code), "currency": "USD", "package_id": .string(package.id),
            "quantity": .integer(Int64(quantity)), "type": package.isTopUp ? "topup" : "sim",
            "description": .string(description), "esim_type": "Prepaid", "validity": .integer(Int64(package.days)),
            "package": .string("\(package.amount) - \(package.days) Days"), "data": .string(package.amount),
            "price": .number(Double(package.netCents) * 1.25 / 100), "net_price": package.net,
            "pricing_model": "net_pricing", "created_at": .string(created.airaloTime),
            "manual_installation": "<p>Manual</p>", "qrcode_installation": "<p>Scan the code</p>",
            "status": [
                "name": hasFailed ? "Failed" : "Completed", "slug": hasFailed ? "failed" : "completed",
            ],
            "sims": .array(package.isTopUp ? [] : sims.map(\.json)),
        ]
    }
}

/// A profile and the data behind it.
struct AiraloSim: Sendable {
    enum Status: String, Sendable {
        case notActive = "NOT_ACTIVE"
        case active = "ACTIVE"
        case finished = "FINISHED"
        case expired = "EXPIRED"
        case unknown = "UNKNOWN"
    }

    let id: Int
    let iccid: String
    let matchingID: String
    let created: Instant
    let order: Int
    let destination: String
    let packageID: String
    var status = Status.notActive
    var totalMegabytes: Int64
    var usedMegabytes: Int64 = 0
    var days: Int
    var expires: Instant?
    var refundAsked = false

    init(id: Int, of order: AiraloOrder, at now: Instant) {
        self.id = id
        let body = "8932042" + Token.make(11, of: Token.digits)
        iccid = body + Luhn.checkDigit(of: body)
        matchingID = Token.make(20, of: Token.hexadecimal).uppercased()
        created = now
        self.order = order.id
        destination = order.package.destination.code
        packageID = order.package.id
        totalMegabytes = order.package.megabytes
        days = order.package.days
    }

    private static let server = "lpa.airalo-world.example"
    var activationCode: String { "LPA:1$\(Self.server)$\(matchingID)" }
    var remaining: Int64 { max(0, totalMegabytes - usedMegabytes) }

    var json: JSON {
        [
            "id": .integer(Int64(id)), "created_at": .string(created.airaloTime), "iccid": .string(iccid),
            "lpa": .string(Self.server), "imsis": nil, "matching_id": .string(matchingID),
            "qrcode": .string(activationCode),
            "qrcode_url": .string("https://sandbox.airalo-world.example/qr?id=\(id)"), "airalo_code": nil,
            "direct_apple_installation_url": .string(
                "https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=LPA:1$\(Self.server)$\(matchingID)"),
            "apn_type": "automatic", "apn_value": nil, "is_roaming": true, "confirmation_code": nil, "msisdn": nil,
        ]
    }

    var usage: JSON {
        [
            "remaining": .integer(remaining), "total": .integer(totalMegabytes),
            "expired_at": JSON(expires?.airaloTime), "is_unlimited": false, "status": .string(status.rawValue),
            "remaining_voice": 0, "remaining_text": 0, "total_voice": 0, "total_text": 0,
        ]
    }
}

extension Instant {
    /// `2026-11-21 10:49:34`, UTC.
    var airaloTime: String { String(description.replacing("T", with: " ").prefix(19)) }
}
