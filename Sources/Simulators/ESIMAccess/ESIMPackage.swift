// SPDX-License-Identifier: Apache-2.0

/// A data package as `package/list` shows it (docs.esimaccess.com, read 2026-11). Prices are US dollars × 10,000,
/// volumes bytes.
struct ESIMPackage: Sendable {
    enum Kind: Sendable {
        /// So much in all.
        case total
        /// So much every day; slow after that until the next (`dataType` 2).
        case daily
        case topUp
    }

    let destination: ESIMDestination
    /// In all, or a day.
    let gigabytes: Int
    let days: Int
    /// For all days together.
    let price: Int64
    let kind: Kind

    static let bytesPerGigabyte: Int64 = 1_073_741_824

    /// `VN_5_30`, the same for a package and its top-up; `VN_1_7_Daily`.
    var slug: String { "\(destination.code)_\(gigabytes)_\(days)" + (kind == .daily ? "_Daily" : "") }

    /// `VN0530`, `VND0107` for one that renews every day; top-ups begin with `TOPUP_`.
    var code: String {
        let letters = destination.code.filter(\.isLetter) + destination.code.filter(\.isNumber)
        let padded = [gigabytes, days].map { ($0 < 10 ? "0" : "") + String($0) }.joined()
        return (kind == .topUp ? "TOPUP_" : "") + letters + (kind == .daily ? "D" : "") + padded
    }

    var name: String { "\(destination.name) \(gigabytes)GB\(kind == .daily ? "/Day" : "") \(days)Days" }
    var volume: Int64 { Int64(gigabytes) * Self.bytesPerGigabyte }
    /// What a profile of it can use until its end.
    var totalVolume: Int64 { kind == .daily ? volume * Int64(days) : volume }

    func priced(_ price: Int64) -> ESIMPackage {
        ESIMPackage(destination: destination, gigabytes: gigabytes, days: days, price: price, kind: kind)
    }

    func isNamed(_ codeOrSlug: String) -> Bool { code == codeOrSlug || (kind != .topUp && slug == codeOrSlug) }

    var json: JSON {
        [
            "packageCode": .string(code), "slug": .string(slug), "name": .string(name), "price": .integer(price),
            "currencyCode": "USD", "volume": .integer(volume), "smsStatus": 0, "dataType": kind == .daily ? 2 : 1,
            "unusedValidTime": 180,
            "duration": .integer(Int64(days)), "durationUnit": "DAY",
            "location": .string(destination.countries.joined(separator: ",")), "description": .string(name),
            "activeType": 2, "favorite": false, "retailPrice": .integer(price * 2), "speed": .string(destination.speed),
            "locationCode": .string(destination.code), "ipExport": .string(destination.exit), "supportTopUpType": 2,
            "fupPolicy": kind == .daily ? "1Mbps" : "", "locationNetworkList": .array(destination.networks),
        ]
    }
}

struct ESIMDestination: Sendable {
    /// ISO 3166-1 alpha-2, or the provider's code of a region: `EU-30`.
    let code: String
    let name: String
    let countries: [String]
    let operators: [String]
    let speed: String
    /// Where the traffic enters the Internet.
    let exit: String
    /// US cents for the first gigabyte.
    let centsPerGigabyte: Int

    var isRegion: Bool { countries.count > 1 }
    var isGlobal: Bool { code.hasPrefix("GL") }

    var networks: [JSON] {
        countries.map { country in
            [
                "locationName": .string(isRegion ? country : name), "locationCode": .string(country),
                "locationLogo": .string("/img/flags/\(country.lowercased()).png"),
                "operatorList": .array(
                    operators.map { ["operatorName": .string($0), "networkType": .string(speed)] }),
            ]
        }
    }

    var json: JSON {
        [
            "code": .string(code), "name": .string(name), "type": isRegion ? 2 : 1,
            "subLocationList": isRegion
                ? .array(countries.map { ["code": .string($0), "name": .string(ESIMCatalogue.countryName($0))] })
                : nil,
        ]
    }
}
