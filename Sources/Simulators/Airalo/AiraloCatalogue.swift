// SPDX-License-Identifier: Apache-2.0

/// What Airalo sells: the same sizes as the other supplier, a little dearer, under names of its own.
enum AiraloCatalogue {
    static let packages: [AiraloPackage] = ESIMCatalogue.packages.compactMap(AiraloPackage.init)

    static func package(_ id: String) -> AiraloPackage? { packages.first { $0.id == id } }
}

/// A package: `jp-mobile-30days-5gb`, and `jp-mobile-30days-5gb-topup` for what tops it up.
struct AiraloPackage: Sendable {
    let destination: ESIMDestination
    let gigabytes: Int
    let days: Int
    let isTopUp: Bool
    /// US cents that a partner pays.
    let netCents: Int64

    /// Nil for data that renews every day, which it does not sell.
    init?(_ package: ESIMPackage) {
        guard package.kind != .daily else { return nil }
        destination = package.destination
        gigabytes = package.gigabytes
        days = package.days
        isTopUp = package.kind == .topUp
        netCents = (package.price * 105 / 100 + 99) / 100
    }

    init(_ package: AiraloPackage, netCents: Int64) {
        (destination, gigabytes, days, isTopUp) = (
            package.destination, package.gigabytes, package.days, package.isTopUp
        )
        self.netCents = netCents
    }

    var id: String {
        "\(destination.code.lowercased())-mobile-\(days)days-\(gigabytes)gb" + (isTopUp ? "-topup" : "")
    }
    var megabytes: Int64 { Int64(gigabytes) * 1_024 }
    var net: JSON { .number(Double(netCents) / 100) }
    var amount: String { "\(gigabytes) GB" }

    var json: JSON {
        [
            "id": .string(id), "type": isTopUp ? "topup" : "sim", "price": .number(Double(netCents) * 1.25 / 100),
            "net_price": net, "amount": .integer(megabytes), "day": .integer(Int64(days)), "is_unlimited": false,
            "title": .string("\(amount) - \(days) Days"), "data": .string(amount), "short_info": nil,
            "voice": nil, "text": nil,
        ]
    }
}
