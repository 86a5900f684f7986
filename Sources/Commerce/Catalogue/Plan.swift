// SPDX-License-Identifier: Apache-2.0

package import Policy
import Storage
package import Values

/// An eSIM plan: an amount of data in one destination for a number of days.
package struct Plan: Hashable, Sendable {
    /// What addresses and carts call it: `japan-5gb-30d`.
    package let slug: String
    package let destination: Destination
    package let data: DataAllowance
    /// Counted from first use.
    package let validityDays: Int
    package let prices: Prices
    package let supplierPackage: SupplierPackage
    /// Who else has it, in the order in which they are asked when the supplier before them did not take the order.
    package var furtherPackages: [SupplierPackage] = []

    package var packages: [SupplierPackage] { [supplierPackage] + furtherPackages }

    package var name: Wording {
        Wording(
            vietnamese: "\(destination.name.vietnamese) · \(data.words.vietnamese) · \(validityDays) ngày",
            english: "\(destination.name.english) · \(data.words.english) · \(validityDays) days")
    }

    /// What can be used until the end.
    package var totalBytes: Int64 { data.isDaily ? data.bytes * Int64(validityDays) : data.bytes }
    package func price(in currency: Currency) -> Money { prices[currency] }

    package func priced(_ prices: Prices) -> Plan {
        Plan(
            slug: slug, destination: destination, data: data, validityDays: validityDays, prices: prices,
            supplierPackage: supplierPackage, furtherPackages: furtherPackages)
    }

    /// With these packages alone; nil without any.
    func supplied(by packages: [SupplierPackage]) -> Plan? {
        guard let first = packages.first else { return nil }
        return Plan(
            slug: slug, destination: destination, data: data, validityDays: validityDays, prices: prices,
            supplierPackage: first, furtherPackages: Array(packages.dropFirst()))
    }
}

/// How much data a plan brings: for all its days together, or anew for each.
package struct DataAllowance: Hashable, Sendable {
    package let bytes: Int64
    /// Whether the amount comes back every day; what is used beyond it is slow until the next.
    package let isDaily: Bool

    package init(bytes: Int64, isDaily: Bool) {
        self.bytes = bytes
        self.isDaily = isDaily
    }

    /// `5 GB`, `500 MB`: plans hold whole gigabytes or whole megabytes.
    package var amount: String {
        let unit = DataVolume.bytesPerGigabyte
        return bytes % unit == 0 ? "\(bytes / unit) GB" : "\(bytes / (unit / 1024)) MB"
    }

    package var words: Wording {
        isDaily
            ? Wording(vietnamese: "\(amount) mỗi ngày", english: "\(amount) a day")
            : Wording(vietnamese: amount, english: amount)
    }
}

/// More data for an eSIM of the destination.
package struct TopUpOffer: Hashable, Sendable {
    package let slug: String
    package let name: Wording
    package let dataBytes: Int64
    package let validityDays: Int
    package let prices: Prices
    package let supplierPackage: SupplierPackage
    /// The same from other suppliers, for the eSIMs that are theirs.
    package var furtherPackages: [SupplierPackage] = []

    package func price(in currency: Currency) -> Money { prices[currency] }

    /// The offer as it is for an eSIM of this supplier; nil when the supplier has none.
    func from(_ supplier: RecipientID) -> TopUpOffer? {
        ([supplierPackage] + furtherPackages).first { $0.supplier == supplier }.map { package in
            TopUpOffer(
                slug: slug, name: name, dataBytes: dataBytes, validityDays: validityDays, prices: prices,
                supplierPackage: package)
        }
    }
}

/// Where a plan works.
package struct Destination: Hashable, Sendable {
    package let slug: String
    package let name: Wording
    package let region: WorldRegion
    /// ISO 3166-1 alpha-2.
    package let countries: [String]
    package let networks: [String]
    /// As the networks call it: `4G/5G`.
    package let speed: String
    package let allowsHotspot: Bool
    /// Everything a search for this place may say, for the page to narrow its list while one types.
    package let searchWords: String

    package var isRegion: Bool { countries.count > 1 }

    init(
        slug: String, name: Wording, region: WorldRegion, countries: [String], networks: [String], speed: String,
        allowsHotspot: Bool
    ) {
        self.slug = slug
        self.name = name
        self.region = region
        self.countries = countries
        self.networks = networks
        self.speed = speed
        self.allowsHotspot = allowsHotspot
        searchWords = Countries.searchWords(of: countries, called: name)
    }
}

extension Destination {
    /// As somebody typed it.
    package init(
        slug: String, vietnamese: String, english: String, region: WorldRegion, countries: [String],
        networks: [String], speed: String, allowsHotspot: Bool
    ) {
        self.init(
            slug: slug, name: Wording(vietnamese: vietnamese, english: english), region: region, countries: countries,
            networks: networks, speed: speed, allowsHotspot: allowsHotspot)
    }
}

/// The shelves destinations stand on.
package enum WorldRegion: String, Sendable, CaseIterable, SQLEnum {
    case asia, europe, americas, oceania
    case middleEast = "middle-east"
    case africa
    /// Plans for several countries.
    case several
}

/// The price in every currency on offer, tax included. Decided for each, never converted.
package struct Prices: Hashable, Sendable {
    package let vnd: Int64
    package let usdCents: Int64

    package init(vnd: Int64, usdCents: Int64) {
        self.vnd = vnd
        self.usdCents = usdCents
    }

    package subscript(currency: Currency) -> Money {
        switch currency {
        case .vnd: Money(minorUnits: vnd, currency: .vnd)
        case .usd: Money(minorUnits: usdCents, currency: .usd)
        }
    }
}

package enum DataVolume {
    /// As networks count it: 2³⁰.
    package static let bytesPerGigabyte: Int64 = 1_073_741_824
}
